// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"
#include "treefuzz.h"

#include <Racer/fakeserver.h>
#include <Racer/modelspy.h>

#include <QtCore/QElapsedTimer>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

using namespace Racer;

namespace {

enum class Kind { Array, Object, KeyedArray, KeyedObject };
enum class Shape { Plain, Sorted, Filtered, Both };

bool passes(const Value &item)
{
    return int(item.value(u"n").toDouble()) % 3 != 0;
}

// Random writes to a tree, and what its rows have to be.
class Program
{
public:
    Program(quint32 seed, Kind kind, Shape shape) : m_random(seed), m_kind(kind), m_shape(shape) { }

    [[nodiscard]] QRandomGenerator &random() { return m_random; }
    [[nodiscard]] bool isKeyed() const { return m_kind == Kind::KeyedArray || m_kind == Kind::KeyedObject; }
    [[nodiscard]] bool isObject() const { return m_kind == Kind::Object || m_kind == Kind::KeyedObject; }
    [[nodiscard]] int below(int bound) { return int(m_random.bounded(quint32(bound))); }

    [[nodiscard]] Value item(int depth = 0)
    {
        const Key id(QString::number(++m_id));
        Value item = Value::object({{Key(u"id"), Value(id)}, {Key(u"n"), Value(below(10))}});
        if (isKeyed()) {
            if (below(4) > 0)
                item.set(Key(u"parent"), Value(someKey()));
        } else if (depth < 3 && below(3) == 0) {
            item.set(Key(u"children"), container(depth + 1));
        }
        return item;
    }
    [[nodiscard]] Value container(int depth)
    {
        Value items = isObject() ? Value::object() : Value::array();
        for (int i = below(4); i > 0; --i) {
            const Value one = item(depth);
            if (isObject())
                items.set(one.value(u"id").toKey(), one);
            else
                items.append(one);
        }
        return items;
    }
    [[nodiscard]] Value start()
    {
        Value items = isObject() ? Value::object() : Value::array();
        for (int i = 0; i < 6; ++i) {
            const Value one = item();
            if (isObject())
                items.set(one.value(u"id").toKey(), one);
            else
                items.append(one);
        }
        return items;
    }

    // One change somewhere below "at"; another one while it is an event, now and then.
    void step(const Model &at) { isKeyed() ? stepKeyed(at) : stepNested(at); }

    [[nodiscard]] Value expected(const Value &items) const
    {
        return shaped(isKeyed() ? keyedRows(items) : nestedRows(items));
    }

private:
    [[nodiscard]] QString someKey() { return QString::number(1 + below(m_id + 2)); }

    void stepNested(const Model &at)
    {
        Model place = at;
        Value items = place.get();
        while (items.size() > 0 && below(3) > 0) {
            const Model child = place.at(items.isObject() ? items.keys().at(below(int(items.size()))).toString()
                                                          : QString::number(below(int(items.size()))));
            const Value children = child.get(u"children"_qs);
            place = child.at(u"children"_qs);
            items = children;
            if (!children.isContainer())
                break;
        }
        const bool isTop = place.segments() == at.segments();
        if (!items.isContainer()) {
            if (!isTop || items.isNullish())
                place.set(container(2)).ignore();
            return;
        }
        const int size = int(items.size());
        const int op = below(12);
        if (size == 0 || op < 3) {
            const Value one = item(1);
            if (items.isObject())
                place.set(one.value(u"id").toKey().toString(), one).ignore();
            else
                place.insert(below(size + 1), Value::array({one})).ignore();
            return;
        }
        const int index = below(size);
        const QString name = items.isObject() ? items.keys().at(index).toString() : QString::number(index);
        if (op < 5) {
            place.set(name + u".n"_qs, Value(below(10))).ignore();
        } else if (op == 5) {
            if (items.isObject())
                place.del(name).ignore();
            else
                place.remove(index, std::min(size - index, 1 + below(2))).ignore();
        } else if (op == 6 && items.isArray()) {
            place.move(index, below(size)).ignore();
        } else if (op == 7) {
            place.set(name, item(1)).ignore();
        } else if (op == 8) {
            place.set(name + u".children"_qs, below(2) ? container(1) : Value()).ignore();
        } else if (op == 9 && !(isTop && at.segments().size() == 1)) {
            Value other = items;
            if (other.isArray()) {
                for (int i = below(3); i > 0; --i)
                    other.move(below(size), below(size));
                other.remove(below(size));
            } else {
                const Key first = other.keys().first();
                const Value moved = other.take(first);
                other.set(first, moved);
            }
            place.set(other).ignore();
        } else if (op == 10 && !isTop && below(4) == 0) {
            place.set(items.isArray() ? Value::object({{Key(u"x"), item(2)}}) : Value::array({item(2)})).ignore();
        }
    }

    void stepKeyed(const Model &at)
    {
        const Value items = at.get();
        const int size = int(items.size());
        const int op = below(10);
        if (size == 0 || op < 2) {
            const Value one = item();
            if (items.isObject() || at.segments().size() == 1)
                at.set(one.value(u"id").toKey().toString(), one).ignore();
            else
                at.insert(below(size + 1), Value::array({one})).ignore();
            return;
        }
        const int index = below(size);
        const QString name = items.isObject() ? items.keys().at(index).toString() : QString::number(index);
        if (op < 6)
            at.set(name + u".parent"_qs, Value(someKey())).ignore();
        else if (op == 6)
            at.del(name + u".parent"_qs).ignore();
        else if (op == 7)
            at.set(name + u".n"_qs, Value(below(10))).ignore();
        else if (op == 8 && items.isObject())
            at.del(name).ignore();
        else if (op == 8)
            at.remove(index).ignore();
        else if (items.isArray() && below(3) > 0)
            at.move(index, below(size)).ignore();
        else if (items.isArray())
            at.set(name + u".id"_qs, Value(someKey())).ignore();
    }

    [[nodiscard]] Value nestedRows(const Value &items) const
    {
        Value rows = Value::array();
        for (const Value &element : items.elements())
            rows.append(treeRow(element, element.value(u"id").toKey(), nestedRows(element.value(u"children"))));
        for (const auto &[key, member] : items.members())
            rows.append(treeRow(member, key, nestedRows(member.value(u"children"))));
        return rows;
    }

    struct Flat
    {
        QList<Key> keys;
        QList<Value> items;
        QList<qsizetype> parents; // -1: at the top
    };
    [[nodiscard]] static Flat flatten(const Value &items)
    {
        Flat flat;
        for (const Value &element : items.elements()) {
            flat.keys << element.value(u"id").toKey();
            flat.items << element;
        }
        for (const auto &[key, member] : items.members()) {
            flat.keys << key;
            flat.items << member;
        }
        QList<qsizetype> named;
        for (const Value &item : std::as_const(flat.items)) {
            const Key parent = item.value(u"parent").toKey();
            named << (parent.isEmpty() ? -1 : flat.keys.indexOf(parent));
        }
        for (qsizetype i = 0; i < named.size(); ++i) {
            qsizetype above = named.at(i);
            for (qsizetype steps = 0; above >= 0 && above != i && steps < named.size(); ++steps)
                above = named.at(above);
            flat.parents << (above == i ? -1 : named.at(i));
        }
        return flat;
    }
    [[nodiscard]] Value keyedRows(const Value &items, std::optional<Flat> flat = {}, qsizetype parent = -1) const
    {
        if (!flat)
            flat = flatten(items);
        Value rows = Value::array();
        for (qsizetype i = 0; i < flat->items.size(); ++i) {
            if (flat->parents.at(i) == parent)
                rows.append(treeRow(flat->items.at(i), flat->keys.at(i), keyedRows(items, flat, i)));
        }
        return rows;
    }

    [[nodiscard]] Value shaped(const Value &rows) const
    {
        std::vector<Value> shown;
        for (const Value &row : rows.elements()) {
            Value one = row;
            one.set(Key(u"rows"), shaped(row.value(u"rows")));
            if (m_shape == Shape::Plain || m_shape == Shape::Sorted || passes(row.value(u"item"))
                || !one.value(u"rows").isEmpty())
                shown.push_back(one);
        }
        if (m_shape == Shape::Sorted || m_shape == Shape::Both) {
            std::stable_sort(shown.begin(), shown.end(), [](const Value &a, const Value &b) {
                return a.value(u"item").value(u"n").toDouble() < b.value(u"item").value(u"n").toDouble();
            });
        }
        Value result = Value::array();
        for (const Value &row : shown)
            result.append(row);
        return result;
    }

    QRandomGenerator m_random;
    const Kind m_kind;
    const Shape m_shape;
    int m_id = 0;
};

void setUp(TreeModel &tree, const Program &program, Shape shape)
{
    tree.setItemRoles({{.name = u"n"_qs}, {.name = u"id"_qs}, {.name = u"parent"_qs}});
    if (program.isKeyed())
        tree.setParentPath(u"parent"_qs);
    if (shape == Shape::Sorted || shape == Shape::Both)
        tree.setSortKeys({SortKey{.path = u"n"}});
    if (shape == Shape::Filtered || shape == Shape::Both)
        tree.setFilter([](const Value &item) { return passes(item); });
}

int seconds()
{
    return qEnvironmentVariableIntValue("RACER_FUZZ_SECONDS");
}

} // namespace

Q_DECLARE_METATYPE(Kind)
Q_DECLARE_METATYPE(Shape)

// Random programs: the rows are what the model says, signals told all of it, and no more than views can know.
class tst_TreeFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void local_data();
    void local();
    void remote_data();
    void remote();

private:
    void runLocal(quint32 seed, Kind kind, Shape shape);
};

void tst_TreeFuzz::local_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<Shape>("shape");
    const std::pair<const char *, Kind> kinds[] = {{"nested arrays", Kind::Array},
                                                   {"nested objects", Kind::Object},
                                                   {"parent keys in an array", Kind::KeyedArray},
                                                   {"parent keys in an object", Kind::KeyedObject}};
    const std::pair<const char *, Shape> shapes[] = {
        {"plain", Shape::Plain}, {"sorted", Shape::Sorted}, {"filtered", Shape::Filtered}, {"both", Shape::Both}};
    for (const auto &[kindName, kind] : kinds) {
        for (const auto &[shapeName, shape] : shapes)
            QTest::addRow("%s, %s", kindName, shapeName) << kind << shape;
    }
}

void tst_TreeFuzz::runLocal(quint32 seed, Kind kind, Shape shape)
{
    Program program(seed, kind, shape);
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(program.start());
    TreeModel tree;
    TreeModel lazy;
    setUp(tree, program, shape);
    setUp(lazy, program, shape);
    tree.setSource(items);
    lazy.setSource(items);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    LazyView view(&lazy);
    for (int step = 0; step < 60; ++step) {
        program.step(items);
        if (program.below(3) == 0)
            view.expandSome(program.random());
        const Value expected = program.expected(items.get());
        const Value found = treeOf(tree);
        if (!(found == expected)) {
            qWarning("Seed %u, step %d\nexpected %s\nfound    %s", seed, step, Json::stringify(expected).constData(),
                     Json::stringify(found).constData());
            QFAIL("the rows are not what the model says");
        }
        QVERIFY2(!spy.lines().contains(u"reset"_qs), qPrintable(u"seed %1, step %2"_qs.arg(seed).arg(step)));
        const QStringList wrong = spy.inconsistencies() + view.check();
        QVERIFY2(wrong.isEmpty(),
                 qPrintable(u"seed %1, step %2: "_qs.arg(seed).arg(step) + wrong.join(u'\n')
                            + spy.lines().join(u'\n')));
        spy.clear();
    }
    QCOMPARE(treeOf(lazy), program.expected(items.get()));
}

void tst_TreeFuzz::local()
{
    QFETCH(Kind, kind);
    QFETCH(Shape, shape);
    const quint32 seed = testSeed();
    QElapsedTimer timer;
    timer.start();
    quint32 run = 0;
    do {
        runLocal(seed + run, kind, shape);
        if (QTest::currentTestFailed())
            return;
    } while (++run < 4 || timer.elapsed() < 1000 * seconds());
}

void tst_TreeFuzz::remote_data()
{
    local_data();
}

// Another client writes several things before the rows are told.
void tst_TreeFuzz::remote()
{
    QFETCH(Kind, kind);
    QFETCH(Shape, shape);
    const quint32 seed = testSeed();
    QElapsedTimer timer;
    timer.start();
    quint32 run = 0;
    do {
        Program program(seed + run, kind, shape);
        FakeServer server;
        const std::unique_ptr<RootModel> model = server.createModel();
        const Model theirs = server.other()->at(u"docs.d.items");
        QVERIFY(!server.set(u"docs.d", Value::object({{Key(u"items"), program.start()}})));
        model->subscribe(u"docs.d").ignore();
        QVERIFY(server.settle());
        TreeModel tree;
        setUp(tree, program, shape);
        const Model items = model->at(u"docs.d.items");
        tree.setSource(items);
        const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
        ModelSpy spy(&tree);
        spy.setShadowing(true);
        for (int step = 0; step < 12; ++step) {
            for (int i = 1 + program.below(5); i > 0; --i)
                program.step(theirs);
            if (program.below(3) == 0)
                program.step(items);
            QVERIFY(server.settle());
            tree.flush();
            const Value expected = program.expected(items.get());
            const Value found = treeOf(tree);
            if (!(found == expected)) {
                qWarning("Seed %u, step %d\nexpected %s\nfound    %s", seed + run, step,
                         Json::stringify(expected).constData(), Json::stringify(found).constData());
                QFAIL("the rows are not what the model says");
            }
            const QStringList wrong = spy.inconsistencies();
            QVERIFY2(wrong.isEmpty() && !spy.lines().contains(u"reset"_qs),
                     qPrintable(u"seed %1, step %2: "_qs.arg(seed + run).arg(step) + wrong.join(u'\n')));
            spy.clear();
        }
    } while (++run < 2 || timer.elapsed() < 1000 * seconds());
}

QTEST_GUILESS_MAIN(tst_TreeFuzz)
#include "tst_treefuzz.moc"
