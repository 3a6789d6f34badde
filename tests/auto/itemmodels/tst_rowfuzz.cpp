// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"
#include "../model/twomodels.h"
#include "rowshadow.h"

#include <Racer/json.h>
#include <Racer/listmodel.h>

#include <QtCore/QCollator>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

#include <functional>

using namespace Racer;

namespace {

struct Shape
{
    Value filter;
    QList<SortKey> keys;
    QString group;
    int skip = 0;
    int limit = 0;
};

using Rows = QList<std::pair<Key, Value>>;

int compareBy(const SortKey &key, const Value &a, const Value &b)
{
    const Value left = lookup(a, key.path);
    const Value right = lookup(b, key.path);
    if (left.isUndefined() || right.isUndefined())
        return int(left.isUndefined()) - int(right.isUndefined());
    int order = compareValues(left, right);
    if (key.locale && left.isString() && right.isString()) {
        QCollator collator(*key.locale);
        collator.setCaseSensitivity(key.caseSensitivity);
        collator.setNumericMode(key.numericMode);
        order = collator.compare(left.toString(), right.toString());
    } else if (key.caseSensitivity == Qt::CaseInsensitive && left.isString() && right.isString()) {
        order = compareText(left.toString().toCaseFolded(), right.toString().toCaseFolded());
    }
    return key.order == Qt::DescendingOrder ? -order : order;
}

Value groupOf(const Shape &shape, const Value &item)
{
    const Value value = lookup(item, Path(shape.group));
    return value.isNull() ? Value() : value;
}

// What should be shown, the slow way.
Rows expected(Rows rows, const Shape &shape)
{
    if (!shape.filter.isUndefined()) {
        const QueryExpression query(shape.filter);
        rows.removeIf([&](const auto &row) {
            return !query.matches(Snapshot{row.first, 0, Key(u"json0"), row.second, {}});
        });
    }
    std::stable_sort(rows.begin(), rows.end(), [&](const auto &a, const auto &b) {
        if (!shape.group.isEmpty()) {
            const Value left = groupOf(shape, a.second);
            const Value right = groupOf(shape, b.second);
            if (left.isUndefined() != right.isUndefined())
                return right.isUndefined();
            if (const int order = compareValues(left, right))
                return order < 0;
        }
        for (const SortKey &key : shape.keys) {
            if (const int order = compareBy(key, a.second, b.second))
                return order < 0;
        }
        return false;
    });
    return rows.mid(shape.skip, shape.limit > 0 ? shape.limit : -1);
}

QString text(const Value &value)
{
    return value.isUndefined() ? QStringLiteral("-") : QString::fromUtf8(Json::stringify(value));
}

} // namespace

// Random changes of sources, filters, orders, groups and windows, against a slow way to know what should be shown, and
// against what the signals say. RACER_ROWFUZZ_STEPS makes it longer than for the usual run.
class tst_RowFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void localSources_data();
    void localSources();
    void remoteSources_data();
    void remoteSources();

private:
    void begin(ListModel *list);
    void reshape(ListModel &list);
    Value item();
    Value array();
    void change(const Model &rows, const QString &kind);
    void changeArray(const Model &rows, bool isIds);
    void changeObject(const Model &rows, bool isCollection);
    [[nodiscard]] Rows source(const Model &rows, const QString &kind) const;
    [[nodiscard]] bool check(ListModel &list, const Model &rows, const QString &kind, int step);

    int bounded(int end) { return m_random.bounded(std::max(1, end)); }

    QRandomGenerator m_random;
    Shape m_shape;
    quint32 m_seed = 0;
    int m_nextId = 0;
    int m_steps = 0;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<RowShadow> m_shadow;
};

void tst_RowFuzz::begin(ListModel *list)
{
    m_seed = testSeed();
    m_random.seed(m_seed);
    m_steps = std::max(qEnvironmentVariableIntValue("RACER_ROWFUZZ_STEPS"), 1);
    m_shape = {};
    m_shadow = std::make_unique<RowShadow>(list);
    m_tester = std::make_unique<QAbstractItemModelTester>(list, QAbstractItemModelTester::FailureReportingMode::Fatal);
}

Value tst_RowFuzz::item()
{
    static const char16_t *const names[] = {u"ä", u"a", u"B", u"b", u"Z", u"z10", u"z2", u"é", u"e", u"ß"};
    static const char16_t *const groups[] = {u"x", u"y", u"z"};
    Value item = Value::object({{Key(u"id"), Value(QStringLiteral("i%1").arg(m_nextId++))}});
    if (bounded(8))
        item.set(Key(u"n"), bounded(10) ? Value(bounded(12)) : Value(nullptr));
    if (bounded(8))
        item.set(Key(u"name"), Value(names[bounded(10)]));
    if (bounded(6))
        item.set(Key(u"g"), Value(groups[bounded(3)]));
    return item;
}

Value tst_RowFuzz::array()
{
    Value items = Value::array();
    for (int i = bounded(30); i-- > 0;)
        items.append(item());
    return items;
}

void tst_RowFuzz::changeArray(const Model &rows, bool isIds)
{
    const auto element = [&] {
        if (!isIds)
            return bounded(20) ? item() : Value(bounded(5));
        return bounded(6) ? Value(QStringLiteral("d%1").arg(bounded(60))) : Value(nullptr);
    };
    const Value now = rows.get();
    const int size = now.isArray() ? int(now.size()) : 0;
    // A list of ids has each of them once, as far as it is not unknown.
    const auto fresh = [&](const Value &value) {
        if (!isIds || !value.isString())
            return true;
        for (const Value &id : now.elements()) {
            if (id == value)
                return false;
        }
        return true;
    };
    switch (bounded(10)) {
    case 0:
    case 1: {
        const Value value = element();
        if (fresh(value))
            rows.insert(bounded(size + 1), value);
        break;
    }
    case 2: rows.remove(bounded(size), bounded(3)); break;
    case 3: rows.move(bounded(size), bounded(size), bounded(3)); break;
    case 4: {
        const Value value = element();
        if (size && fresh(value))
            rows.set(bounded(size), value);
        break;
    }
    case 5:
    case 6:
        if (size && !isIds && now.at(0).isObject())
            rows.set(Path({Key::fromIndex(0), Key(u"n")}), bounded(12));
        break;
    case 7: {
        const int row = bounded(size);
        if (!isIds && now.at(row).isObject())
            rows.set(Path({Key::fromIndex(row), Key(u"name")}), QStringLiteral("r%1").arg(bounded(20)));
        break;
    }
    case 8: {
        QList<Value> values = rows.getValues();
        std::shuffle(values.begin(), values.end(), m_random);
        while (values.size() > 40 || (!values.isEmpty() && bounded(3) == 0))
            values.removeLast();
        if (!isIds && bounded(2))
            values.append(item());
        rows.set(Value::array(values));
        break;
    }
    case 9:
        if (!isIds && bounded(4) == 0)
            rows.set(array());
        break;
    }
}

void tst_RowFuzz::changeObject(const Model &rows, bool isCollection)
{
    const Value now = rows.get();
    const QList<Key> keys = now.keys();
    const Key key = keys.isEmpty() ? Key(u"none") : keys.at(bounded(int(keys.size())));
    const Key other(QStringLiteral("d%1").arg(bounded(60)));
    switch (bounded(7)) {
    case 0:
    case 1:
        if (!isCollection || !now.contains(other) || now.value(other).isUndefined())
            rows.set(Path({other}), item());
        break;
    case 2:
        if (now.value(key).isObject())
            rows.del(Path({key}));
        break;
    case 3:
        if (now.value(key).isObject())
            rows.set(Path({key, Key(u"n")}), bounded(12));
        break;
    case 4:
        if (now.value(key).isObject())
            rows.set(Path({key, Key(u"name")}), QStringLiteral("r%1").arg(bounded(20)));
        break;
    case 5:
        if (now.value(key).isObject())
            rows.del(Path({key, Key(u"n")}));
        break;
    case 6:
        if (!isCollection && bounded(4) == 0) {
            Value object = Value::object();
            for (int i = bounded(20); i-- > 0;)
                object.set(Key(QStringLiteral("d%1").arg(bounded(60))), item());
            rows.set(object);
        }
        break;
    }
}

void tst_RowFuzz::change(const Model &rows, const QString &kind)
{
    if (kind == u"array")
        changeArray(rows, false);
    else if (kind == u"object" || kind == u"collection")
        changeObject(rows, kind == u"collection");
    else if (bounded(2))
        changeArray(rows, true);
    else
        changeObject(rows.scope(u"_docs"), false);
}

void tst_RowFuzz::reshape(ListModel &list)
{
    switch (bounded(6)) {
    case 0: {
        static const char *const filters[] = {R"({"n":{"$gt":5}})", R"({"n":{"$lt":9}})", R"({"g":"x"})",
                                              R"({"name":{"$exists":true}})"};
        const int which = bounded(5);
        m_shape.filter = which < 4 ? Json::parse(QByteArrayView(filters[which])) : Value();
        list.setFilter(which < 4 ? FilterFunction(m_shape.filter) : FilterFunction());
        break;
    }
    case 1:
    case 2: {
        m_shape.keys.clear();
        if (bounded(3))
            m_shape.keys.append({.path = Path(u"n"), .order = bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder});
        if (bounded(2)) {
            SortKey byName{.path = Path(u"name"), .order = bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder};
            byName.caseSensitivity = bounded(2) ? Qt::CaseSensitive : Qt::CaseInsensitive;
            if (bounded(2)) {
                byName.locale = QLocale(QLocale::German);
                byName.numericMode = bounded(2);
            }
            m_shape.keys.append(byName);
        }
        list.setSortKeys(m_shape.keys);
        break;
    }
    case 3:
        m_shape.group = bounded(2) ? QStringLiteral("g") : QString();
        list.setGroupBy(m_shape.group);
        break;
    case 4: list.setSkip(m_shape.skip = bounded(2) ? 0 : bounded(10)); break;
    case 5: list.setLimit(m_shape.limit = bounded(2) ? 0 : bounded(15)); break;
    }
}

Rows tst_RowFuzz::source(const Model &rows, const QString &kind) const
{
    Rows result;
    const Value now = rows.get();
    if (now.isObject()) {
        for (const auto &[key, item] : now.members()) {
            if (!item.isUndefined())
                result.append({key, item});
        }
    }
    for (qsizetype i = 0; i < now.elements().size(); ++i) {
        const Value &element = now.at(i);
        if (kind == u"array")
            result.append({Key::fromIndex(i), element});
        else
            result.append({element.toKey(), element.isString() ? rows.getDoc(kind == u"ids" ? Key(u"_docs") : Key(u"c"),
                                                                            element.toKey())
                                                               : Value()});
    }
    return result;
}

bool tst_RowFuzz::check(ListModel &list, const Model &rows, const QString &kind, int step)
{
    QStringList wanted;
    for (const auto &[key, value] : expected(source(rows, kind), m_shape))
        wanted << (kind == u"array" ? QString() : key.toString()) + text(value);
    QStringList shown;
    for (int row = 0; row < list.rowCount(); ++row) {
        shown << (kind == u"array" ? QString() : list.keyAt(row)) + text(list.valueAt(row));
        const QString section = list.data(list.index(row), RowModel::SectionRole).toString();
        const Value group = groupOf(m_shape, list.valueAt(row));
        if (!m_shape.group.isEmpty() && section != (group.isUndefined() ? QString() : group.toDisplayString()))
            shown << QStringLiteral("wrong section ") + section;
    }
    QString wrong;
    if (shown != wanted)
        wrong = QStringLiteral("shown\n%1\nnot\n%2").arg(shown.join(u'\n'), wanted.join(u'\n'));
    else
        wrong = m_shadow->difference();
    if (!wrong.isEmpty())
        qWarning("step %d, RACER_TEST_SEED=%u: %ls", step, m_seed, qUtf16Printable(wrong));
    return wrong.isEmpty();
}

void tst_RowFuzz::localSources_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("an array") << u"array"_qs;
    QTest::newRow("an object") << u"object"_qs;
    QTest::newRow("a local collection") << u"collection"_qs;
    QTest::newRow("documents by ids") << u"ids"_qs;
}

void tst_RowFuzz::localSources()
{
    QFETCH(QString, kind);
    RootModel model;
    ListModel list;
    list.setRoles({u"id"_qs, u"n"_qs, u"name"_qs, u"g"_qs});
    begin(&list);
    const Model rows = model.at(kind == u"collection" ? u"_rows"_qs : u"_p.rows"_qs);
    if (kind == u"array")
        rows.set(array());
    else if (kind == u"object")
        rows.set(Value::object());
    else if (kind == u"ids")
        rows.set(Value::array());
    if (kind == u"ids")
        list.setIds(rows, Key(u"_docs"));
    else
        list.setSource(rows);
    static_cast<void>(m_shadow->takeResets());
    QList<std::pair<QPersistentModelIndex, QString>> kept;
    for (int step = 0; step < 600 * m_steps; ++step) {
        if (bounded(6) == 0)
            reshape(list);
        else
            change(rows, kind);
        QVERIFY(check(list, rows, kind, step));
        if (list.count() > 0 && bounded(10) == 0 && kind != u"ids") {
            const int row = bounded(list.count());
            if (!list.keyAt(row).isEmpty())
                kept.append({list.index(row), list.keyAt(row)});
        }
        for (const auto &[index, key] : std::as_const(kept)) {
            if (index.isValid())
                QCOMPARE(list.keyAt(index.row()), key);
        }
        if (kept.size() > 20)
            kept.clear();
    }
    QCOMPARE(m_shadow->takeResets(), 0);
}

void tst_RowFuzz::remoteSources_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("an array in a document") << u"array"_qs;
    QTest::newRow("a collection") << u"collection"_qs;
    QTest::newRow("a query") << u"query"_qs;
}

void tst_RowFuzz::remoteSources()
{
    QFETCH(QString, kind);
    ModelTest::TwoModels two;
    ListModel list;
    list.setRoles({u"id"_qs, u"n"_qs, u"name"_qs, u"g"_qs});
    begin(&list);
    list.setUpdateInterval(bounded(2) ? 0 : 16);
    const auto query = two.m.query(Key(u"c"), Json::parse(QByteArrayView(R"({"n":{"$gt":2},"$sort":{"n":1}})")));
    const auto others = two.o.query(Key(u"c"), Value::object());
    Model rows = two.m.at(u"c");
    if (kind == u"array") {
        const Value document = Value::object({{Key(u"id"), Value(u"doc")}, {Key(u"l"), array()}});
        QVERIFY(ModelTest::confirmed(two.o.add(u"d", document)));
        QVERIFY(ModelTest::confirmed(two.m.subscribe(u"d.doc")));
        rows = two.m.at(u"d.doc.l");
        list.setSource(rows);
    } else {
        QVERIFY(ModelTest::confirmed(two.m.subscribe(query)));
        QVERIFY(ModelTest::confirmed(two.o.subscribe(others)));
        if (kind == u"query")
            list.setQuery(two.m, query);
        else
            list.setSource(rows);
    }
    if (kind == u"query")
        rows = two.m.scope(query->idsPath());
    static_cast<void>(m_shadow->takeResets());
    for (int step = 0; step < 120 * m_steps; ++step) {
        const int what = bounded(8);
        if (what == 0)
            reshape(list);
        else if (what == 1)
            QVERIFY(two.settle());
        else if (what == 2)
            QTest::qWait(0);
        else if (kind == u"array")
            changeArray((what < 5 ? two.m : two.o).at(u"d.doc.l"), false);
        else
            changeObject((what < 5 ? two.m : two.o).at(u"c"), true);
        QCOMPARE(m_shadow->difference(), QString());
        list.flush();
        QVERIFY(check(list, rows, kind, step));
    }
    QVERIFY(two.settle());
    list.flush();
    QVERIFY(check(list, rows, kind, -1));
    QCOMPARE(m_shadow->takeResets(), 0);
}

QTEST_GUILESS_MAIN(tst_RowFuzz)
#include "tst_rowfuzz.moc"
