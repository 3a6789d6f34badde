// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "signallog.h"

#include <Racer/json.h>
#include <Racer/listmodel.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <functional>

using namespace Racer;

using Change = std::function<void(const Model &)>;
Q_DECLARE_METATYPE(Change)

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

QString text(const Value &value)
{
    return value.isUndefined() ? QStringLiteral("undef") : QString::fromUtf8(Json::stringify(value));
}

// What the rows show, as JSON.
QString rowsOf(const ListModel &list)
{
    Value rows = Value::array();
    for (int row = 0; row < list.rowCount(); ++row)
        rows.append(list.valueAt(row));
    return text(rows);
}

} // namespace

class tst_ListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arrayRows_data();
    void arrayRows();
    void objectRows_data();
    void objectRows();
    void kindsOfSource();
    void roles();
    void learntRoles();
    void displayRole();
    void writing();
    void persistentIndexes();
    void manyMovesAreOneLayoutChange();
    void newSources();
    void modelGoesAway();
    void changesInsideListeners();
    void randomOps();
};

void tst_ListModel::arrayRows_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("log");

    const QByteArray items = R"([{"id":"a","n":1},{"id":"b","n":2},{"id":"c","n":3},{"id":"d","n":4}])";
    const auto row = [](const char *name, const QByteArray &start, const Change &change, const QStringList &log) {
        QTest::newRow(name) << start << change << log;
    };
    row("push", items, [](const Model &m) { m.push(json(R"({"id":"e"})")); }, {u"insert 4 4"_qs});
    row("insert of three", items, [](const Model &m) { m.insert(1, json("[1,2,3]")); }, {u"insert 1 3"_qs});
    row("insert from the end", items, [](const Model &m) { m.insert(-1, 1); }, {u"insert 3 3"_qs});
    row("insert past the end", items, [](const Model &m) { m.insert(99, 1); }, {u"insert 4 4"_qs});
    row("remove of two", items, [](const Model &m) { m.remove(1, 2); }, {u"remove 1 2"_qs});
    row("remove from the end", items, [](const Model &m) { m.remove(-1); }, {u"remove 3 3"_qs});
    row("remove of nothing", items, [](const Model &m) { m.remove(9); }, {});
    row("pop", items, [](const Model &m) { m.pop(); }, {u"remove 3 3"_qs});
    row("move down", items, [](const Model &m) { m.move(0, 2); }, {u"move 0 0 3"_qs});
    row("move up", items, [](const Model &m) { m.move(3, 0); }, {u"move 3 3 0"_qs});
    row("move of two", items, [](const Model &m) { m.move(0, 2, 2); }, {u"move 0 1 4"_qs});
    row("move to the same place", items, [](const Model &m) { m.move(1, 1); }, {});
    row("a member", items, [](const Model &m) { m.set(u"1.n", 9); }, {u"data 1 modelData n"_qs});
    row("a member that is no role", items, [](const Model &m) { m.set(u"1.other", 9); }, {u"data 1 modelData"_qs});
    row("deep below a scalar changes nothing", items, [](const Model &m) { m.set(u"1.n.x.y", 9).ignore(); }, {});
    row("an element replaced", items, [](const Model &m) { m.set(2, json(R"({"id":"c","n":7})")); },
        {u"data 2 modelData n"_qs});
    row("an element replaced by an equal one", items, [](const Model &m) { m.set(2, json(R"({"id":"c","n":3})")); },
        {});
    row("set past the end", "[1]", [](const Model &m) { m.set(2, 5); }, {u"insert 1 2"_qs});
    row("the whole array: one removed", items,
        [](const Model &m) { m.set(json(R"([{"id":"a","n":1},{"id":"c","n":3},{"id":"d","n":4}])")); },
        {u"remove 1 1"_qs});
    row("the whole array: one moved and one changed", items,
        [](const Model &m) {
            m.set(json(R"([{"id":"d","n":4},{"id":"a","n":1},{"id":"b","n":5},{"id":"c","n":3}])"));
        },
        {u"move 3 3 0"_qs, u"data 2 modelData n"_qs});
    row("the whole array: everything at once", items,
        [](const Model &m) { m.set(json(R"([{"id":"x"},{"id":"c","n":3},{"id":"a","n":1},{"id":"y"},{"id":"z"}])")); },
        {u"remove 3 3"_qs, u"remove 1 1"_qs, u"move 1 1 0"_qs, u"insert 0 0"_qs, u"insert 3 4"_qs});
    row("the whole array: scalars", "[1,2,3]", [](const Model &m) { m.set(json("[2,3,4]")); },
        {u"remove 0 0"_qs, u"insert 2 2"_qs});
    row("the parent", items, [](const Model &m) { m.parent().set(json(R"({"list":[{"id":"b","n":2}]})")); },
        {u"remove 2 3"_qs, u"remove 0 0"_qs});
    row("the document goes", items, [](const Model &m) { m.parent().del(); }, {u"remove 0 3"_qs});
    row("an object instead", "[1,2]", [](const Model &m) { m.set(json(R"({"a":1})")); },
        {u"remove 0 1"_qs, u"insert 0 0"_qs});
    row("somewhere else", items, [](const Model &m) { m.parent().set(u"other", 1); }, {});
}

void tst_ListModel::arrayRows()
{
    QFETCH(QByteArray, start);
    QFETCH(Change, change);
    QFETCH(QStringList, log);

    RootModel model;
    const Model at = model.at(u"_p.x.list");
    at.set(json(start.constData()));
    ListModel list;
    list.setRoles({u"id"_qs, u"n"_qs});
    list.setSource(at);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    SignalLog spy(&list);
    QSignalSpy counts(&list, &ListModel::countChanged);
    const int before = list.count();
    change(at);
    QCOMPARE(spy.lines, log);
    const Value now = at.get();
    if (now.isArray())
        QCOMPARE(rowsOf(list), text(now));
    if (list.count() == before)
        QCOMPARE(counts.size(), 0);
    else
        QCOMPARE(counts.size(), 1);
}

void tst_ListModel::objectRows_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("log");

    const auto row = [](const char *name, const Change &change, const QStringList &log) {
        QTest::newRow(name) << change << log;
    };
    row("a new member is the last row", [](const Model &m) { m.set(u"z", json(R"({"n":1})")); }, {u"insert 3 3"_qs});
    row("a member deleted", [](const Model &m) { m.del(u"b"); }, {u"remove 1 1"_qs});
    row("a member's member", [](const Model &m) { m.set(u"b.n", 5); }, {u"data 1 modelData n"_qs});
    row("a member replaced", [](const Model &m) { m.set(u"b", json(R"({"n":7})")); }, {u"data 1 modelData n"_qs});
    row("the whole object", [](const Model &m) { m.set(json(R"({"c":{"n":3},"a":{"n":9},"x":{"n":0}})")); },
        {u"remove 1 1"_qs, u"move 1 1 0"_qs, u"insert 2 2"_qs, u"data 1 modelData n"_qs});
}

void tst_ListModel::objectRows()
{
    QFETCH(Change, change);
    QFETCH(QStringList, log);

    RootModel model;
    const Model at = model.at(u"_items");
    at.set(u"a", json(R"({"n":1})"));
    at.set(u"b", json(R"({"n":2})"));
    at.set(u"c", json(R"({"n":3})"));
    const Model inside = model.at(u"_p.x");
    inside.set(model.get(u"_items"));
    ListModel list;
    list.setRoles({u"n"_qs});
    list.setSource(inside);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    SignalLog spy(&list);
    change(inside);
    QCOMPARE(spy.lines, log);
    Value values = Value::array(inside.getValues());
    QCOMPARE(rowsOf(list), text(values));
    for (int row = 0; row < list.count(); ++row) {
        QCOMPARE(list.indexOf(list.keyAt(row)), row);
        QCOMPARE(list.data(list.index(row), ListModel::KeyRole).toString(), list.keyAt(row));
    }
}

void tst_ListModel::kindsOfSource()
{
    RootModel model;
    ListModel list;
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(list.count(), 0);
    list.setSource(model.at(u"_items"));
    QCOMPARE(list.count(), 0);
    model.set(u"_items.a", json(R"({"name":"A"})"));
    model.set(u"_items.b", json(R"({"name":"B"})"));
    QCOMPARE(list.count(), 2);
    QCOMPARE(list.keyAt(1), u"b"_qs);
    QCOMPARE(list.pathAt(1), u"_items.b"_qs);
    model.del(u"_items.a");
    model.del(u"_items.b");
    QCOMPARE(list.count(), 0);
    list.setSource(model.at(u"_p.scalar"));
    model.set(u"_p.scalar", 5);
    QCOMPARE(list.count(), 0);
}

void tst_ListModel::roles()
{
    RootModel model;
    model.set(u"_p.l", json(R"([{"id":"a","name":"A"},5])"));
    ListModel list;
    list.setRoles({u"name"_qs});
    list.setSource(model.at(u"_p.l"));
    const auto names = list.roleNames();
    QCOMPARE(names.value(ListModel::ModelDataRole), QByteArray("modelData"));
    QCOMPARE(names.value(ListModel::KeyRole), QByteArray("key"));
    QCOMPARE(names.value(ListModel::FirstMemberRole), QByteArray("name"));
    QCOMPARE(list.data(list.index(0), ListModel::FirstMemberRole).toString(), u"A"_qs);
    QCOMPARE(list.data(list.index(0), ListModel::KeyRole).toString(), u"a"_qs);
    QCOMPARE(list.data(list.index(0), ListModel::ModelDataRole).toMap().value(u"name"_qs).toString(), u"A"_qs);
    QVERIFY(!list.data(list.index(1), ListModel::FirstMemberRole).isValid());
    QVERIFY(!list.data(list.index(0), Qt::SizeHintRole).isValid());
    QVERIFY(!list.data(QModelIndex(), ListModel::ModelDataRole).isValid());
}

void tst_ListModel::learntRoles()
{
    RootModel model;
    ListModel list;
    list.setSource(model.at(u"_p.l"));
    SignalLog spy(&list);
    QSignalSpy changed(&list, &ListModel::rolesChanged);
    model.push(u"_p.l", json(R"({"id":"a","name":"A"})"));
    QCOMPARE(list.roles(), QStringList({u"id"_qs, u"name"_qs}));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(spy.take(), QStringList({u"reset"_qs, u"insert 0 0"_qs}));
    model.push(u"_p.l", json(R"({"id":"b","more":1})"));
    QCOMPARE(list.roles(), QStringList({u"id"_qs, u"name"_qs}));
    QCOMPARE(spy.take(), QStringList(u"insert 1 1"_qs));
}

void tst_ListModel::displayRole()
{
    RootModel model;
    model.set(u"_p.l", json(R"(["text",{"name":"N"}])"));
    ListModel list;
    list.setRoles({u"name"_qs});
    list.setSource(model.at(u"_p.l"));
    QCOMPARE(list.data(list.index(0)).toString(), u"text"_qs);
    QCOMPARE(list.data(list.index(1)).toString(), u"N"_qs);
}

void tst_ListModel::writing()
{
    RootModel model;
    model.set(u"_p.l", json(R"([{"name":"A"},"text"])"));
    ListModel list;
    list.setRoles({u"name"_qs});
    list.setSource(model.at(u"_p.l"));
    SignalLog spy(&list);
    QVERIFY(list.flags(list.index(0)).testFlag(Qt::ItemIsEditable));
    QVERIFY(list.setData(list.index(0), u"B"_qs, ListModel::FirstMemberRole));
    QCOMPARE(model.get(u"_p.l.0.name"), Value(u"B"));
    QCOMPARE(spy.take(), QStringList(u"data 0 modelData name"_qs));
    QVERIFY(list.setData(list.index(0), u"B"_qs, ListModel::FirstMemberRole));
    QVERIFY(spy.take().isEmpty());
    QVERIFY(list.setData(list.index(0), u"C"_qs));
    QCOMPARE(model.get(u"_p.l.0.name"), Value(u"C"));
    QVERIFY(list.setData(list.index(1), u"other"_qs));
    QCOMPARE(model.get(u"_p.l.1"), Value(u"other"));
    QVERIFY(!list.setData(list.index(0), 1, ListModel::KeyRole));
    QVERIFY(!list.setData(QModelIndex(), 1));
}

void tst_ListModel::persistentIndexes()
{
    RootModel model;
    const Model at = model.at(u"_p.l");
    at.set(json(R"([{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"}])"));
    ListModel list;
    list.setSource(at);
    const QPersistentModelIndex c = list.index(2);
    at.unshift(json(R"({"id":"z"})"));
    QCOMPARE(c.row(), 3);
    at.move(3, 0);
    QCOMPARE(c.row(), 0);
    at.set(json(R"([{"id":"d"},{"id":"x"},{"id":"c"}])"));
    QCOMPARE(c.row(), 2);
    QCOMPARE(list.keyAt(c.row()), u"c"_qs);
    at.remove(2);
    QVERIFY(!c.isValid());
}

void tst_ListModel::manyMovesAreOneLayoutChange()
{
    RootModel model;
    const Model at = model.at(u"_p.l");
    Value items = Value::array();
    for (int i = 0; i < 4000; ++i)
        items.append(i);
    at.set(items);
    ListModel list;
    list.setSource(at);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QPersistentModelIndex first = list.index(0);
    SignalLog spy(&list);
    Value reversed = Value::array();
    for (int i = 4000; i-- > 0;)
        reversed.append(i);
    at.set(reversed);
    QCOMPARE(spy.lines, QStringList(u"layout"_qs));
    QCOMPARE(first.row(), 3999);
    QCOMPARE(rowsOf(list), text(reversed));
}

void tst_ListModel::newSources()
{
    RootModel model;
    model.set(u"_p.a", json("[1,2]"));
    model.set(u"_p.b", json("[3]"));
    ListModel list;
    list.setSource(model.at(u"_p.a"));
    SignalLog spy(&list);
    list.setSource(model.at(u"_p.b"));
    QCOMPARE(spy.take(), QStringList(u"reset"_qs));
    QCOMPARE(rowsOf(list), u"[3]"_qs);
    model.push(u"_p.a", 9);
    QVERIFY(spy.take().isEmpty());
    list.clearSource();
    QCOMPARE(list.count(), 0);
    QVERIFY(!list.source().isValid());
}

void tst_ListModel::modelGoesAway()
{
    auto model = std::make_unique<RootModel>();
    model->set(u"_p.a", json("[1,2]"));
    ListModel list;
    list.setSource(model->at(u"_p.a"));
    model.reset();
    QCOMPARE(list.count(), 0);
    QVERIFY(!list.modelAt(0).isValid());
}

void tst_ListModel::changesInsideListeners()
{
    RootModel model;
    const Model at = model.at(u"_p.l");
    ListModel list;
    list.setSource(at);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.on<ChangeEvent>(u"_p.go", [&](const ChangeEvent &) {
        at.push(1);
        at.push(2);
        QCOMPARE(list.count(), 2);
        at.remove(0);
    });
    model.set(u"_p.go", true);
    QCOMPARE(rowsOf(list), u"[2]"_qs);
}

void tst_ListModel::randomOps()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    RootModel model;
    const Model at = model.at(u"_p.l");
    at.set(Value::array());
    ListModel list;
    list.setRoles({u"id"_qs, u"n"_qs});
    list.setSource(at);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<QPersistentModelIndex> kept;
    QStringList keptIds;
    int nextId = 0;
    const auto item = [&] {
        return Value::object({{Key(u"id"), Value(u"i%1"_qs.arg(nextId++))}, {Key(u"n"), random.bounded(100)}});
    };
    for (int step = 0; step < 400; ++step) {
        const int size = list.count();
        switch (random.bounded(8)) {
        case 0: at.push(item()); break;
        case 1: at.insert(random.bounded(size + 1), Value::array({item(), item()})); break;
        case 2: at.remove(random.bounded(size + 1), random.bounded(3)); break;
        case 3: at.move(random.bounded(size + 1), random.bounded(size + 1), random.bounded(3)); break;
        case 4:
            if (size)
                at.set(Path({Key::fromIndex(random.bounded(size)), Key(u"n")}), random.bounded(100));
            break;
        case 5: {
            QList<Value> values = at.getValues();
            std::shuffle(values.begin(), values.end(), random);
            if (!values.isEmpty())
                values.removeLast();
            values.append(item());
            at.set(Value::array(values));
            break;
        }
        case 6: at.unshift(item()); break;
        case 7:
            if (size) {
                const int row = random.bounded(size);
                kept.append(list.index(row));
                keptIds.append(list.keyAt(row));
            }
            break;
        }
        QCOMPARE(rowsOf(list), text(at.get()));
    }
    for (qsizetype i = 0; i < kept.size(); ++i) {
        QCOMPARE(kept.at(i).isValid(), list.indexOf(keptIds.at(i)) >= 0);
        if (kept.at(i).isValid())
            QCOMPARE(list.keyAt(kept.at(i).row()), keptIds.at(i));
    }
}

QTEST_GUILESS_MAIN(tst_ListModel)
#include "tst_listmodel.moc"
