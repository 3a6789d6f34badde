// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "printing.h"
#include "testseed.h"

using namespace Racer;

// Arrays and objects of any size against plain lists that do the same, with snapshots held all the while.
class tst_Containers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void arraysBehaveLikeLists_data();
    void arraysBehaveLikeLists();
    void objectsBehaveLikeListsOfPairs_data();
    void objectsBehaveLikeListsOfPairs();
    void keysWithEqualHashesAreKeptApart_data();
    void keysWithEqualHashesAreKeptApart();
    void everySizeIsBuilt_data();
    void everySizeIsBuilt();
    void growAndShrinkAcrossEverySize();
    void rangesAreRemovedAnywhere();
    void changesOfLargeContainersLeaveSnapshotsAlone();

private:
    const quint32 m_seed = testSeed();
};

namespace {

using Pairs = QList<std::pair<Key, Value>>;

void compare(const Value &array, const QList<Value> &model)
{
    QCOMPARE(array.size(), model.size());
    qsizetype i = 0;
    for (const Value &element : array.elements())
        QCOMPARE(element, model[i++]);
    QCOMPARE(i, model.size());
    for (i = 0; i < model.size(); ++i)
        QCOMPARE(array.at(i), model[i]);
}

void compare(const Value &object, const Pairs &model)
{
    QCOMPARE(object.size(), model.size());
    qsizetype i = 0;
    for (const auto &[key, value] : object.members()) {
        QCOMPARE(key, model[i].first);
        QCOMPARE(value, model[i].second);
        ++i;
    }
    QCOMPARE(i, model.size());
    for (const auto &[key, value] : model) {
        QCOMPARE(object.value(key), value);
        QCOMPARE(object.value(key.view()), value);
    }
}

qsizetype find(const Pairs &model, const Key &key)
{
    for (qsizetype i = 0; i < model.size(); ++i) {
        if (model[i].first == key)
            return i;
    }
    return -1;
}

} // namespace

void tst_Containers::arraysBehaveLikeLists_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("around ten elements") << 10;
    QTest::newRow("around the size of a leaf") << 64;
    QTest::newRow("two levels") << 800;
    QTest::newRow("three levels") << 5000;
}

void tst_Containers::arraysBehaveLikeLists()
{
    QFETCH(int, size);
    qInfo("seed %u (set RACER_TEST_SEED to repeat)", m_seed);
    QRandomGenerator random(m_seed);
    const auto below = [&](qsizetype limit) { return qsizetype(random.bounded(int(limit))); };

    Value array = Value::array();
    QList<Value> model;
    QList<std::pair<Value, QList<Value>>> snapshots;
    for (int step = 0; step < 4000; ++step) {
        const Value value = random.bounded(4) ? Value(step) : Value(QString::number(step));
        // It wanders around the size it should have.
        const int kind = model.size() < size / 2 ? random.bounded(4)
            : model.size() > size * 2 ? 4 + random.bounded(4) : random.bounded(10);
        const qsizetype index = below(model.size() + 1);
        switch (kind) {
        case 0: array.append(value); model.append(value); break;
        case 1: array.insert(index, value); model.insert(index, value); break;
        case 2: array.insert(0, value); model.insert(0, value); break;
        case 3: {
            const qsizetype more = model.size() + below(size / 4 + 2);
            array.resize(more);
            model.resize(more);
            break;
        }
        case 4:
            if (index < model.size())
                QCOMPARE(array.take(index), model.takeAt(index));
            break;
        case 5: {
            const qsizetype count = std::min(below(size / 2 + 2), model.size() - index);
            array.remove(index, count);
            model.remove(index, count);
            break;
        }
        case 6:
            if (!model.isEmpty()) {
                array.remove(0);
                model.removeFirst();
            }
            break;
        case 7: {
            const qsizetype less = model.size() - below(std::min<qsizetype>(model.size(), size / 4) + 1);
            array.resize(less);
            model.resize(less);
            break;
        }
        case 8:
            if (index < model.size()) {
                array.set(index, value);
                model[index] = value;
            }
            break;
        default:
            if (index < model.size()) {
                const qsizetype to = below(model.size());
                array.move(index, to);
                model.move(index, to);
            }
        }
        QCOMPARE(array.size(), model.size());
        if (random.bounded(50) == 0) {
            if (snapshots.size() > 4)
                snapshots.remove(below(snapshots.size()));
            snapshots.append({array, model});
        }
        if (step % 500 == 0)
            compare(array, model);
        if (QTest::currentTestFailed())
            return;
    }
    compare(array, model);
    for (const auto &[snapshot, then] : snapshots)
        compare(snapshot, then);
}

void tst_Containers::objectsBehaveLikeListsOfPairs_data()
{
    QTest::addColumn<int>("names");
    QTest::newRow("a few keys") << 8;
    QTest::newRow("around the size of a leaf") << 50;
    QTest::newRow("many") << 400;
    QTest::newRow("very many") << 3000;
}

void tst_Containers::objectsBehaveLikeListsOfPairs()
{
    QFETCH(int, names);
    qInfo("seed %u (set RACER_TEST_SEED to repeat)", m_seed);
    QRandomGenerator random(m_seed);

    Value object = Value::object();
    Pairs model;
    QList<std::pair<Value, Pairs>> snapshots;
    bool growing = true;
    for (int step = 0; step < 6000; ++step) {
        const Key key = random.bounded(100) ? Key(u"key %1"_qs.arg(random.bounded(names))) : Key();
        const qsizetype known = find(model, key);
        if (model.isEmpty() || model.size() > names * 3 / 4)
            growing = model.isEmpty();
        if (random.bounded(10) < (growing ? 7 : 3)) {
            const Value value = random.bounded(4) ? Value(step) : Value::array({step});
            object.set(key, value);
            if (known < 0)
                model.append({key, value});
            else
                model[known].second = value;
        } else if (random.bounded(5) == 0) {
            Value *member = object.edit(key);
            QCOMPARE(member != nullptr, known >= 0);
            if (member)
                *member = model[known].second = u"edited"_qs;
        } else {
            QCOMPARE(object.take(key), known < 0 ? Value() : model[known].second);
            if (known >= 0)
                model.remove(known);
        }
        QCOMPARE(object.size(), model.size());
        QCOMPARE(object.contains(key), find(model, key) >= 0);
        if (random.bounded(60) == 0) {
            if (snapshots.size() > 4)
                snapshots.remove(random.bounded(int(snapshots.size())));
            snapshots.append({object, model});
        }
        if (step % 1000 == 0)
            compare(object, model);
        if (QTest::currentTestFailed())
            return;
    }
    compare(object, model);
    for (const auto &[snapshot, then] : snapshots)
        compare(snapshot, then);
    QCOMPARE(Json::parse(Json::stringify(object)), object);
    QCOMPARE(Json::stringify(Json::parse(Json::stringify(object))), Json::stringify(object));
}

void tst_Containers::keysWithEqualHashesAreKeptApart_data()
{
    QTest::addColumn<QList<Key>>("keys");
    // Sixteen equal bits are three levels of the index that all keys share.
    QList<Key> similar{Key(u"k0")};
    for (int i = 1; similar.size() < 40; ++i) {
        const Key key(u"k%1"_qs.arg(i));
        if (((key.hash() ^ similar.first().hash()) & 0xffff) == 0)
            similar.append(key);
    }
    QTest::newRow("half of the bits are equal") << similar;
    // Among some hundred thousand keys a few have all bits in common.
    QList<Key> equal;
    QHash<quint32, Key> known;
    for (int i = 0; equal.size() < 40; ++i) {
        const Key key(u"k%1"_qs.arg(i));
        const auto it = known.constFind(key.hash());
        if (it == known.constEnd())
            known.insert(key.hash(), key);
        else
            equal << *it << key;
    }
    QTest::newRow("all bits are equal in pairs") << equal;
}

void tst_Containers::keysWithEqualHashesAreKeptApart()
{
    QFETCH(QList<Key>, keys);
    Value object = Value::object();
    Pairs model;
    for (const Key &key : keys) {
        object.set(key, key);
        model.append({key, key});
        compare(object, model);
    }
    const Value snapshot = object;
    const Pairs then = model;
    while (!model.isEmpty()) {
        const qsizetype i = model.size() * 7 / 10;
        QCOMPARE(object.take(model[i].first), model[i].second);
        model.remove(i);
        compare(object, model);
    }
    compare(snapshot, then);
}

void tst_Containers::everySizeIsBuilt_data()
{
    QTest::addColumn<int>("size");
    for (int size : {0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 31, 32, 33, 34, 63, 64, 65, 127, 128, 129, 1023, 1024, 1025, 2047,
                     2048, 2049, 2080, 32767, 32768, 32769, 65536, 65537, 70000})
        QTest::addRow("%d items", size) << size;
}

void tst_Containers::everySizeIsBuilt()
{
    QFETCH(int, size);
    Value array = Value::array();
    Value object = Value::object();
    for (int i = 0; i < size; ++i) {
        array.append(i);
        object.set(Key::fromIndex(i), i);
    }
    for (const Value &value : {array, object}) {
        const Value read = Json::parse(Json::stringify(value));
        QCOMPARE(read.size(), size);
        QVERIFY(read == value);
    }
    // What was built at once and what was added bit by bit can both be changed.
    Value read = Json::parse(Json::stringify(array));
    for (Value *value : {&array, &read}) {
        value->insert(size / 2, u"middle"_qs);
        value->append(u"end"_qs);
        QCOMPARE(value->at(size / 2), Value(u"middle"));
        QCOMPARE(value->at(size + 1), Value(u"end"));
        QCOMPARE(value->at(size / 2 + 1), size / 2 < size ? Value(size / 2) : Value(u"end"));
    }
    QVERIFY(array == read);
}

void tst_Containers::growAndShrinkAcrossEverySize()
{
    constexpr int most = 300;
    Value array = Value::array();
    Value object = Value::object();
    QList<Value> arrays;
    QList<Value> objects;
    for (int i = 0; i < most; ++i) {
        arrays.append(array);
        objects.append(object);
        array.append(i);
        object.set(Key::fromIndex(i), i);
    }
    for (int i = most; i-- > 0;) {
        QCOMPARE(array.take(i), Value(i));
        QCOMPARE(object.take(Key::fromIndex(i)), Value(i));
        QVERIFY(array == arrays[i]);
        QVERIFY(object == objects[i]);
    }
    for (int i = 0; i < most; ++i) {
        QCOMPARE(arrays[i].size(), i);
        QCOMPARE(objects[i].size(), i);
        for (int k = 0; k < i; ++k) {
            QCOMPARE(arrays[i].at(k), Value(k));
            QCOMPARE(objects[i].value(Key::fromIndex(k)), Value(k));
        }
    }
}

void tst_Containers::rangesAreRemovedAnywhere()
{
    QList<Value> all;
    for (int i = 0; i < 5000; ++i)
        all.append(i);
    const Value full = Value::array(all);
    for (int from : {0, 1, 63, 64, 65, 1000, 2047, 2048, 2500, 4900, 4999}) {
        for (int count : {1, 2, 63, 64, 65, 100, 2048, 2500, 4999, 5000}) {
            if (from + count > all.size())
                continue;
            Value array = full;
            array.remove(from, count);
            QList<Value> model = all;
            model.remove(from, count);
            compare(array, model);
            array.insert(from, u"x"_qs);
            model.insert(from, u"x"_qs);
            compare(array, model);
            if (QTest::currentTestFailed())
                return;
        }
    }
    compare(full, all);
}

void tst_Containers::changesOfLargeContainersLeaveSnapshotsAlone()
{
    constexpr int size = 100000;
    Value array = Value::array();
    Value object = Value::object();
    for (int i = 0; i < size; ++i) {
        array.append(Value::object({{u"n", i}}));
        object.set(Key::fromIndex(i), Value::object({{u"n", i}}));
    }
    const Value arrayThen = array;
    const Value objectThen = object;
    for (int i = 0; i < size; i += 997) {
        array.edit(i)->set(u"n", -i);
        object.edit(Key::fromIndex(i))->set(u"n", -i);
        object.set(Key(u"new %1"_qs.arg(i)), i);
    }
    for (int i = 0; i < size; ++i) {
        const int now = i % 997 ? i : -i;
        QCOMPARE(arrayThen.at(i)[u"n"].toDouble(), double(i));
        QCOMPARE(objectThen[Key::fromIndex(i)][u"n"].toDouble(), double(i));
        QCOMPARE(array.at(i)[u"n"].toDouble(), double(now));
        QCOMPARE(object[Key::fromIndex(i)][u"n"].toDouble(), double(now));
    }
    QCOMPARE(objectThen.size(), size);
    QCOMPARE(object.size(), size + (size + 996) / 997);
}

QTEST_APPLESS_MAIN(tst_Containers)
#include "tst_containers.moc"
