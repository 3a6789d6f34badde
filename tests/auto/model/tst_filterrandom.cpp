// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "twomodels.h"

#include <Racer/filter.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <algorithm>

using namespace Racer;
using namespace ModelTest;

// Filters against their definition: after every change, outputs are compared with what a plain computation gives, and
// a copy that follows the output's events with the output.
class tst_FilterRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void objects_data() { seeds(); }
    void objects();
    void arrays_data() { seeds(); }
    void arrays();
    void remoteCollections_data() { seeds(3); }
    void remoteCollections();

private:
    static void seeds(int count = 12)
    {
        QTest::addColumn<quint32>("seed");
        for (int i = 0; i < count; ++i) {
            const quint32 seed = QRandomGenerator::global()->generate();
            QTest::addRow("seed %u", seed) << seed;
        }
    }
};

namespace {

double v(const Value &item)
{
    return item.value(u"v").toDouble();
}

int byV(const Value &a, const Value &b)
{
    return int(v(a) > v(b)) - int(v(a) < v(b));
}

bool isOdd(const Value &item)
{
    return item.isObject() && int(v(item)) % 2 == 1;
}

// One kind of filter, and what it has to show.
struct Kind
{
    bool filtered;
    bool sorted;
    int skip;
    int limit;
};

constexpr Kind Kinds[] = {{true, false, 0, 0}, {false, true, 0, 0}, {true, true, 0, 0}, {true, true, 1, 3},
                          {false, true, 2, 0}, {false, false, 0, 2}};

Value expected(const Value &input, const Kind &kind)
{
    std::vector<std::pair<qint64, Value>> members;
    if (input.isArray()) {
        for (const Value &item : input.elements())
            members.push_back({0, item});
    } else {
        for (const auto &[key, item] : input.members())
            members.push_back({key.isIndex() ? key.toIndex() : 1'000'000, item});
        std::stable_sort(members.begin(), members.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
    }
    std::vector<Value> items;
    for (const auto &[order, item] : members) {
        if (!kind.filtered || isOdd(item))
            items.push_back(item);
    }
    if (kind.sorted) {
        std::stable_sort(items.begin(), items.end(), [](const Value &a, const Value &b) {
            if (a.isUndefined() || b.isUndefined())
                return int(a.isUndefined()) < int(b.isUndefined());
            return byV(a, b) < 0;
        });
    }
    Value result = Value::array();
    for (size_t i = size_t(kind.skip); i < items.size(); ++i) {
        if (kind.limit == 0 || i < size_t(kind.skip + kind.limit))
            result.append(items[i]);
    }
    return result;
}

// Follows an array by its events alone.
class Follower
{
public:
    Follower(const RootModel &model, const QString &path) : m_copy(model.get(path))
    {
        model.on<Event>(path, [this](const Event &event) {
            ++events;
            switch (event.type) {
            case Event::Type::Insert: {
                const auto &insert = static_cast<const InsertEvent &>(event);
                for (qsizetype i = 0; i < insert.values.size(); ++i)
                    m_copy.insert(insert.index + i, insert.values.at(i));
                break;
            }
            case Event::Type::Remove: {
                const auto &remove = static_cast<const RemoveEvent &>(event);
                m_copy.remove(remove.index, remove.removed.size());
                break;
            }
            case Event::Type::Move: {
                const auto &move = static_cast<const MoveEvent &>(event);
                QList<Value> moved;
                for (qsizetype i = 0; i < move.howMany; ++i)
                    moved << m_copy.take(move.from);
                for (qsizetype i = 0; i < move.howMany; ++i)
                    m_copy.insert(move.to + i, moved.at(i));
                break;
            }
            default:
                m_copy = static_cast<const ChangeEvent &>(event).value;
            }
        });
    }

    [[nodiscard]] const Value &copy() const { return m_copy; }
    int events = 0;

private:
    Value m_copy;
};

// A model with a filter of each kind on one input, and a filter of a filter.
class Bench
{
public:
    Bench(RootModel &model, const QString &input) : m_model(model), m_input(input)
    {
        const bool isArray = model.get(input).isArray();
        for (size_t i = 0; i < std::size(Kinds); ++i) {
            const Kind &kind = Kinds[i];
            const auto filter = kind.filtered ? model.filter(input, isOdd) : model.filter(input);
            if (kind.sorted)
                filter->sort(byV);
            filter->setSkip(kind.skip)->setLimit(kind.limit);
            const QString out = u"_out.f%1"_qs.arg(i);
            filter->ref(out);
            m_followers.push_back(
                std::make_unique<Follower>(model, isArray ? out : u"$filters."_qs + QString(out).replace(u'.', u'|')));
        }
        model.filter(u"_out.f1", isOdd)->ref(u"_out.second");
    }

    // Empty if all is well.
    [[nodiscard]] QString check(bool singleChange)
    {
        const Value input = m_model.get(m_input);
        for (size_t i = 0; i < std::size(Kinds); ++i) {
            const QString out = u"_out.f%1"_qs.arg(i);
            const Value wanted = expected(input, Kinds[i]);
            if (!(m_model.get(out) == wanted))
                return out + u' ' + text(m_model.get(out)) + u" instead of "_qs + text(wanted);
            Follower &follower = *m_followers[i];
            const QString followed = u"$filters."_qs + QString(out).replace(u'.', u'|');
            if (!input.isArray() && !(follower.copy() == m_model.get(followed)))
                return out + u" events lead to "_qs + text(follower.copy());
            if (singleChange && follower.events > (Kinds[i].skip || Kinds[i].limit ? 2 : 1))
                return out + u" has %1 events for one change"_qs.arg(follower.events);
            follower.events = 0;
        }
        const Value second = expected(m_model.get(u"_out.f1"), {true, false, 0, 0});
        if (!(m_model.get(u"_out.second") == second))
            return u"second "_qs + text(m_model.get(u"_out.second")) + u" instead of "_qs + text(second);
        return {};
    }

private:
    RootModel &m_model;
    const QString m_input;
    std::vector<std::unique_ptr<Follower>> m_followers;
};

Value item(QRandomGenerator &random)
{
    return Value::object({{Key(u"v"), random.bounded(8)}});
}

} // namespace

void tst_FilterRandom::objects()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    RootModel model;
    QStringList errors;
    connect(&model, &RootModel::error, this, [&](const Error &error) { errors << error.message(); });
    model.set(u"_p.items", Value::object());
    Bench bench(model, u"_p.items"_qs);
    const auto key = [&] {
        const int n = random.bounded(12);
        return n < 4 ? QString::number(n * 3) : u"k%1"_qs.arg(n);
    };
    for (int step = 0; step < 400; ++step) {
        const QString path = u"_p.items."_qs + key();
        bool single = true;
        QString done = path;
        switch (random.bounded(12)) {
        case 0: case 1: case 2: model.set(path, item(random)); break;
        case 3: case 4: case 5: model.set(path + u".v"_qs, random.bounded(8)); break;
        case 6: model.del(path); break;
        case 7: model.set(path, Value()); break;
        case 8: {
            Value all = Value::object();
            for (int i = random.bounded(6); i-- > 0;)
                all.set(Key(key()), item(random));
            model.set(u"_p.items", all);
            single = false;
            break;
        }
        case 9: // several changes, delivered together
            model.once<ChangeEvent>(u"_p.go", [&](const ChangeEvent &) {
                for (int i = 0; i < 5; ++i) {
                    const QString other = u"_p.items."_qs + key();
                    if (random.bounded(4) == 0)
                        model.del(other);
                    else
                        model.set(other, item(random));
                }
            });
            model.set(u"_p.go", step);
            single = false;
            break;
        case 10: model.silent().set(path + u".v"_qs, random.bounded(8)); model.set(path + u".w"_qs, step);
            single = false;
            break;
        case 11: model.set(u"_out.f1.0.v"_qs, random.bounded(8)); break; // through the output, if there is one
        }
        const QString wrong = bench.check(single);
        QVERIFY2(wrong.isEmpty(), qPrintable(u"step %1 at %2: %3"_qs.arg(step).arg(done, wrong)));
    }
    errors.removeIf([](const QString &error) { return error.endsWith(u"Invalid path: $null"); });
    QCOMPARE(errors, QStringList());
}

void tst_FilterRandom::arrays()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    RootModel model;
    model.set(u"_p.items", json(R"([{"v":3}])"));
    Bench bench(model, u"_p.items"_qs);
    for (int step = 0; step < 400; ++step) {
        const int size = int(model.get(u"_p.items").size());
        const int index = size ? random.bounded(size) : 0;
        switch (random.bounded(size > 12 ? 12 : 9)) {
        case 0: model.push(u"_p.items", item(random)); break;
        case 1: model.insert(u"_p.items", index, item(random)); break;
        case 2:
            model.insert(u"_p.items", -index, Value::array({item(random), item(random)}));
            break;
        case 3:
            if (size)
                model.move(u"_p.items", index, random.bounded(size));
            break;
        case 4:
            if (size)
                model.move(u"_p.items", index, random.bounded(size), 2);
            break;
        case 5: case 6: model.set(u"_p.items.%1.v"_qs.arg(index), random.bounded(8)); break;
        case 7:
            model.once<ChangeEvent>(u"_p.go", [&](const ChangeEvent &) {
                model.push(u"_p.items", item(random));
                model.set(u"_p.items.0", item(random));
                model.remove(u"_p.items", 1, 1);
                model.unshift(u"_p.items", item(random));
                model.move(u"_p.items", 0, -1);
            });
            model.set(u"_p.go", step);
            break;
        case 8: model.set(u"_p.items.%1"_qs.arg(index), item(random)); break;
        case 9: model.remove(u"_p.items", index, 3); break;
        case 10: model.pop(u"_p.items"); break;
        case 11: model.set(u"_p.items", Value::array({item(random), item(random)})); break;
        }
        const QString wrong = bench.check(false); // the numbers of events are in tst_filterarrays
        QVERIFY2(wrong.isEmpty(), qPrintable(u"step %1: %2"_qs.arg(step).arg(wrong)));
    }
}

void tst_FilterRandom::remoteCollections()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    TwoModels two;
    QVERIFY(confirmed(two.m.subscribe(two.m.query(Key(u"books"), Value::object()))));
    QVERIFY(confirmed(two.o.subscribe(two.o.query(Key(u"books"), Value::object()))));
    Bench mine(two.m, u"books"_qs);
    Bench theirs(two.o, u"books"_qs);
    for (int round = 0; round < 25; ++round) {
        for (int i = 0; i < 4; ++i) {
            RootModel &model = random.bounded(2) ? two.m : two.o;
            const QString path = u"books.k%1"_qs.arg(random.bounded(8));
            if (model.get(path).isUndefined())
                model.create(path, item(random));
            else if (random.bounded(5) == 0)
                model.del(path);
            else
                model.set(path + u".v"_qs, random.bounded(8));
            QVERIFY2(mine.check(false).isEmpty(), qPrintable(mine.check(false)));
            QVERIFY2(theirs.check(false).isEmpty(), qPrintable(theirs.check(false)));
            QVERIFY(two.settle()); // else both may create the same document
        }
        QVERIFY2(mine.check(false).isEmpty(), qPrintable(mine.check(false)));
        QVERIFY2(theirs.check(false).isEmpty(), qPrintable(theirs.check(false)));
        // The order of the input is each model's own; sorted they agree in their values.
        QList<double> values[2];
        for (const Value &each : two.m.get(u"_out.f1").elements())
            values[0] << v(each);
        for (const Value &each : two.o.get(u"_out.f1").elements())
            values[1] << v(each);
        QCOMPARE(values[0], values[1]);
    }
}

QTEST_GUILESS_MAIN(tst_FilterRandom)
#include "tst_filterrandom.moc"
