// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/modeltest.h"
#include "../model/twomodels.h"
#include "signallog.h"

#include <Racer/filter.h>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <functional>

using namespace Racer;
using namespace ModelTest;

using Tester = QAbstractItemModelTester;
using Step = std::function<Mutation(RowModel &)>;
Q_DECLARE_METATYPE(Step)

namespace {

// What an error says that a write ends with at once; empty if there is none.
QString errorOf(const Mutation &mutation)
{
    return mutation.error().message();
}

QString keysOf(const RowModel &list)
{
    QStringList keys;
    for (int row = 0; row < list.count(); ++row)
        keys.append(list.keyAt(row));
    return keys.join(u' ');
}

} // namespace

// Writing by rows: straight to the model, whatever the rows come from and however they are shown.
class tst_RowEditing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void array_data();
    void array();
    void arrayThatIsMissing();
    void object();
    void localCollection();
    void refList();
    void filterOutput();
    void queryResults();
    void shownRowsOfAnArray_data();
    void shownRowsOfAnArray();
    void whatHasNoMeaningIsAnError_data();
    void whatHasNoMeaningIsAnError();
    void withoutASource();
    void setData();
    void editable();
    void remoteChangesThatAreNotToldYet();
};

void tst_RowEditing::array_data()
{
    QTest::addColumn<Step>("step");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QStringList>("log");

    const auto row = [](const char *name, const Step &step, const QString &after, const QString &value,
                        const QStringList &log) { QTest::newRow(name) << step << after << value << log; };
    row("append", [](RowModel &list) { return list.append(json(R"({"id":"e"})")); }, u"a b c d e"_qs, u"5"_qs,
        {u"insert 4 4"_qs});
    row("insert", [](RowModel &list) { return list.insert(1, json(R"({"id":"e"})")); }, u"a e b c d"_qs, u"5"_qs,
        {u"insert 1 1"_qs});
    row("insert at the end", [](RowModel &list) { return list.insert(4, json(R"({"id":"e"})")); }, u"a b c d e"_qs,
        u"5"_qs, {u"insert 4 4"_qs});
    row("remove of two", [](RowModel &list) { return list.remove(1, 2); }, u"a d"_qs,
        u"[{\"id\":\"b\",\"n\":2},{\"id\":\"c\",\"n\":3}]"_qs, {u"remove 1 2"_qs});
    row("remove of none", [](RowModel &list) { return list.remove(4, 0); }, u"a b c d"_qs, u"[]"_qs, {});
    row("move down", [](RowModel &list) { return list.move(0, 2); }, u"b c a d"_qs, u"[{\"id\":\"a\",\"n\":1}]"_qs,
        {u"move 0 0 3"_qs});
    row("move up", [](RowModel &list) { return list.move(3, 1); }, u"a d b c"_qs, u"[{\"id\":\"d\",\"n\":4}]"_qs,
        {u"move 3 3 1"_qs});
    row("move of two", [](RowModel &list) { return list.move(0, 2, 2); }, u"c d a b"_qs,
        u"[{\"id\":\"a\",\"n\":1},{\"id\":\"b\",\"n\":2}]"_qs, {u"move 0 1 4"_qs});
    row("move to where it is", [](RowModel &list) { return list.move(1, 1, 2); }, u"a b c d"_qs, u"[]"_qs, {});
    row("set of a member", [](RowModel &list) { return list.set(1, u"n", 7); }, u"a b c d"_qs, u"2"_qs,
        {u"data 1 modelData n"_qs});
    row("set of a member to what it is", [](RowModel &list) { return list.set(1, u"n", 2); }, u"a b c d"_qs, {}, {});
    row("set of a member below one that is missing", [](RowModel &list) { return list.set(1, u"x.y", 2); },
        u"a b c d"_qs, u"undef"_qs, {u"data 1 modelData"_qs});
    row("set of an item writes what differs",
        [](RowModel &list) { return list.set(1, json(R"({"id":"b","n":2,"more":true})")); }, u"a b c d"_qs, {},
        {u"data 1 modelData"_qs});
}

void tst_RowEditing::array()
{
    QFETCH(Step, step);
    QFETCH(QString, after);
    QFETCH(QString, value);
    QFETCH(QStringList, log);

    RootModel model;
    const Model at = model.at(u"_page.list");
    at.set(json(R"([{"id":"a","n":1},{"id":"b","n":2},{"id":"c","n":3},{"id":"d","n":4}])"));
    ListModel list;
    list.setRoles({u"id"_qs, u"n"_qs});
    list.setSource(at);
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    SignalLog spy(&list);
    Log events(model);
    const Mutation mutation = step(list);
    QCOMPARE(errorOf(mutation), QString());
    if (!value.isNull())
        QCOMPARE(text(mutation.value()), value);
    QCOMPARE(keysOf(list), after);
    QCOMPARE(spy.take(), log);
    QCOMPARE(events.lines.size(), log.size()); // one write each
}

void tst_RowEditing::arrayThatIsMissing()
{
    RootModel model;
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(model.at(u"_page.list"));
    QCOMPARE(errorOf(list.append(u"a"_qs)), QString());
    QCOMPARE(errorOf(list.insert(0, json("[1]"))), QString()); // a list as one item
    QCOMPARE(text(model.get(u"_page.list")), u"[[1],\"a\"]"_qs);
    QCOMPARE(list.count(), 2);
}

void tst_RowEditing::object()
{
    RootModel model;
    model.set(u"_page.people", json(R"({"p1":{"name":"Ada"}})"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(model.at(u"_page.people"));
    const Mutation named = list.append(json(R"({"id":"p2","name":"Bob"})"));
    QCOMPARE(named.value().toString(), u"p2"_qs);
    const QString made = list.insert(2, json(R"({"name":"Cy"})")).value().toString();
    QCOMPARE(keysOf(list), u"p1 p2 "_qs + made);
    QCOMPARE(text(list.remove(0).value()), u"[{\"name\":\"Ada\"}]"_qs);
    QCOMPARE(keysOf(list), u"p2 "_qs + made);
    QVERIFY(!model.get(u"_page.people").contains(u"p1"));
    QVERIFY(errorOf(list.append(u"a text"_qs)).contains(u"add requires an object"));
}

void tst_RowEditing::localCollection()
{
    RootModel model;
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(model.at(u"_people"));
    list.append(json(R"({"id":"p1","name":"Ada"})"));
    QCOMPARE(text(model.get(u"_people")), u"{\"p1\":{\"id\":\"p1\",\"name\":\"Ada\"}}"_qs);
    list.append(json(R"({"id":"p2"})"));
    list.remove(0, 2);
    QCOMPARE(list.count(), 0);
    QCOMPARE(model.get(u"_people").size(), 0);
}

void tst_RowEditing::refList()
{
    RootModel model;
    model.set(u"_people.p1", json(R"({"id":"p1"})"));
    model.set(u"_people.p2", json(R"({"id":"p2"})"));
    model.set(u"_page.ids", json(R"(["p2","p1"])"));
    model.refList(u"_page.shown", u"_people", u"_page.ids");
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(model.at(u"_page.shown"));
    QCOMPARE(keysOf(list), u"p2 p1"_qs);
    list.move(0, 1);
    QCOMPARE(text(model.get(u"_page.ids")), u"[\"p1\",\"p2\"]"_qs);
    list.insert(1, json(R"({"id":"p3"})"));
    QCOMPARE(text(model.get(u"_page.ids")), u"[\"p1\",\"p3\",\"p2\"]"_qs);
    QCOMPARE(text(model.get(u"_people.p3")), u"{\"id\":\"p3\"}"_qs);
    list.remove(0);
    QCOMPARE(keysOf(list), u"p3 p2"_qs);
    QVERIFY(!model.get(u"_people.p1").isUndefined()); // out of the list, not out of the collection
}

void tst_RowEditing::filterOutput()
{
    RootModel model;
    model.set(u"_people.p1", json(R"({"id":"p1","age":9})"));
    model.set(u"_people.p2", json(R"({"id":"p2","age":20})"));
    model.filter(u"_people", json(R"({"age":{"$gt":5}})"))->ref(u"_page.old");
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(model.at(u"_page.old"));
    QCOMPARE(list.count(), 2);
    list.set(1, u"age", 3); // to the item itself
    QCOMPARE(keysOf(list), u"p1"_qs);
    QCOMPARE(model.get(u"_people.p2.age"), Value(3));
    // Racer's rule for what shows a filter: its list of ids is nobody's to write.
    const QString refused = errorOf(list.remove(0));
    QVERIFY2(refused.isEmpty() || refused.contains(u"_page.old"), qPrintable(refused));
}

void tst_RowEditing::queryResults()
{
    TwoModels two;
    RootModel &model = two.m;
    QVERIFY(confirmed(two.o.add(u"people", json(R"({"id":"p1","name":"Ada"})"))));
    const auto query = model.query(Key(u"people"), json(R"({"$sort":{"name":1}})"));
    QVERIFY(confirmed(model.subscribe(query)));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setQuery(model, query);
    QCOMPARE(keysOf(list), u"p1"_qs);

    const Mutation added = list.append(json(R"({"id":"p2","name":"Bob"})"));
    QCOMPARE(added.value().toString(), u"p2"_qs);
    QVERIFY(confirmed(added));
    QTRY_COMPARE(keysOf(list), u"p1 p2"_qs);
    QVERIFY(confirmed(list.set(1, u"name", u"Bea"_qs)));
    QVERIFY(confirmed(two.o.fetch(u"people.p2")));
    QCOMPARE(two.o.get(u"people.p2.name").toString(), u"Bea"_qs);
    QVERIFY(confirmed(list.set(1, u"address.city", u"Rome"_qs)));
    QCOMPARE(text(model.get(u"people.p2.address")), u"{\"city\":\"Rome\"}"_qs);
    QVERIFY(confirmed(list.remove(0)));
    QTRY_COMPARE(keysOf(list), u"p2"_qs);
    QVERIFY(model.get(u"people.p1").isUndefined());
    QVERIFY(errorOf(list.move(0, 0)).contains(u"own order cannot be moved"));
    QVERIFY(errorOf(list.insert(0, json(R"({"id":"p3"})"))).contains(u"own order have no place"));
}

void tst_RowEditing::shownRowsOfAnArray_data()
{
    QTest::addColumn<Step>("step");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("source");

    // Of a b c d e f, all of which but b and e are shown.
    const auto row = [](const char *name, const Step &step, const QString &shown, const QString &source) {
        QTest::newRow(name) << step << shown << source;
    };
    const auto item = [](const char *id) {
        return Value::object({{Key(u"id"), Value(QString::fromLatin1(id))}, {Key(u"on"), true}});
    };
    row("append goes to the end", [=](RowModel &list) { return list.append(item("x")); }, u"a c d f x"_qs,
        u"a b c d e f x"_qs);
    row("insert goes ahead of what the row shows", [=](RowModel &list) { return list.insert(1, item("x")); },
        u"a x c d f"_qs, u"a b x c d e f"_qs);
    row("insert after the last row", [=](RowModel &list) { return list.insert(4, item("x")); }, u"a c d f x"_qs,
        u"a b c d e f x"_qs);
    row("remove of rows that are not together", [](RowModel &list) { return list.remove(0, 3); }, u"f"_qs,
        u"b e f"_qs);
    row("move down", [](RowModel &list) { return list.move(0, 2); }, u"c d a f"_qs, u"b c d e a f"_qs);
    row("move to the end", [](RowModel &list) { return list.move(0, 3); }, u"c d f a"_qs, u"b c d e f a"_qs);
    row("move up", [](RowModel &list) { return list.move(3, 1); }, u"a f c d"_qs, u"a b f c d e"_qs);
    row("move of some that are not together", [](RowModel &list) { return list.move(0, 1, 3); }, u"f a c d"_qs,
        u"b e f a c d"_qs);
    row("move up of some that are not together", [](RowModel &list) { return list.move(1, 0, 3); }, u"c d f a"_qs,
        u"c d f a b e"_qs);
    row("set of a member", [](RowModel &list) { return list.set(3, u"on", false); }, u"a c d"_qs, u"a b c d e f"_qs);
}

void tst_RowEditing::shownRowsOfAnArray()
{
    QFETCH(Step, step);
    QFETCH(QString, shown);
    QFETCH(QString, source);

    RootModel model;
    const Model at = model.at(u"_page.list");
    at.set(json(R"([{"id":"a","on":true},{"id":"b"},{"id":"c","on":true},{"id":"d","on":true},{"id":"e"},
                    {"id":"f","on":true}])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setFilter(json(R"({"on":true})"));
    list.setSource(at);
    QCOMPARE(keysOf(list), u"a c d f"_qs);
    QCOMPARE(errorOf(step(list)), QString());
    QCOMPARE(keysOf(list), shown);
    QStringList ids;
    const Value now = at.get();
    for (const Value &element : now.elements())
        ids.append(element.value(u"id").toString());
    QCOMPARE(ids.join(u' '), source);
}

void tst_RowEditing::whatHasNoMeaningIsAnError_data()
{
    QTest::addColumn<bool>("sorted");
    QTest::addColumn<Step>("step");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, bool sorted, const Step &step, const QString &message) {
        QTest::newRow(name) << sorted << step << message;
    };
    row("set of a row that is not there", false, [](RowModel &list) { return list.set(3, 1); },
        u"set: there is no row 3. Invalid path: _page.list"_qs);
    row("set of a member of a row that is not there", false, [](RowModel &list) { return list.set(-1, u"n", 1); },
        u"set: there is no row -1. Invalid path: _page.list"_qs);
    row("insert past the end", false, [](RowModel &list) { return list.insert(4, 1); },
        u"insert: there is no row 4. Invalid path: _page.list"_qs);
    row("remove past the end", false, [](RowModel &list) { return list.remove(2, 2); },
        u"remove: there are no rows 2 to 3. Invalid path: _page.list"_qs);
    row("move past the end", false, [](RowModel &list) { return list.move(0, 2, 2); },
        u"move: there are no rows to move 2 from 0 to 2. Invalid path: _page.list"_qs);
    row("move of sorted rows", true, [](RowModel &list) { return list.move(0, 1); },
        u"move: rows of their own order cannot be moved. Invalid path: _page.list"_qs);
    row("insert among sorted rows", true, [](RowModel &list) { return list.insert(0, 1); },
        u"insert: rows of their own order have no place to insert at. Invalid path: _page.list"_qs);
}

void tst_RowEditing::whatHasNoMeaningIsAnError()
{
    QFETCH(bool, sorted);
    QFETCH(Step, step);
    QFETCH(QString, message);

    RootModel model;
    model.set(u"_page.list", json(R"([{"n":3},{"n":1},{"n":2}])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    if (sorted)
        list.setSortKeys({{.path = u"n"_qs}});
    list.setSource(model.at(u"_page.list"));
    const QString before = text(model.get(u"_page.list"));
    const Error error = step(list).error();
    QVERIFY(error.is(ErrorCode::InvalidPath));
    QCOMPARE(error.message(), message);
    QCOMPARE(text(model.get(u"_page.list")), before);
    QSignalSpy errors(&model, &RootModel::error);
    step(list); // nobody looks
    QCOMPARE(errors.size(), 1);
}

void tst_RowEditing::withoutASource()
{
    ListModel list;
    QTest::ignoreMessage(QtWarningMsg, "Racer: append: there is no model");
    QVERIFY(!errorOf(list.append(1)).isEmpty());
    QTest::ignoreMessage(QtWarningMsg, "Racer: set: there is no row 0: there is no model");
    QVERIFY(!errorOf(list.set(0, 1)).isEmpty());
}

void tst_RowEditing::setData()
{
    RootModel model;
    model.set(u"_page.list", json(R"([{"id":"a","n":1,"tags":["x","y"]}])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(model.at(u"_page.list"));
    Log events(model);
    QVERIFY(list.setData(list.index(0), 2, list.roleFor(u"n"_qs)));
    QCOMPARE(events.take(), QStringList{u"change _page.list.0.n 2 1"_qs});
    QVERIFY(list.setData(list.index(0), 2, list.roleFor(u"n"_qs)));
    QCOMPARE(events.take(), QStringList());
    // The whole item: only what differs is written.
    QVERIFY(list.setData(list.index(0), json(R"({"id":"a","n":2,"tags":["x","z"]})").toVariant(),
                         RowModel::ModelDataRole));
    QCOMPARE(events.take(), QStringList{u"change _page.list.0.tags.1 \"z\" \"y\""_qs});
    QVERIFY(list.setData(list.index(0), QVariant(), list.roleFor(u"n"_qs)));
    QCOMPARE(text(model.get(u"_page.list.0")), u"{\"id\":\"a\",\"tags\":[\"x\",\"z\"]}"_qs);
    QVERIFY(!list.setData(list.index(0), 1, RowModel::KeyRole));
    QVERIFY(!list.setData(list.index(0), 1, RowModel::FirstMemberRole + 99));
    QVERIFY(!list.setData(QModelIndex(), 1));
}

void tst_RowEditing::editable()
{
    RootModel model;
    model.set(u"_page.list", json(R"([{"n":1}])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(model.at(u"_page.list"));
    QVERIFY(list.flags(list.index(0)) & Qt::ItemIsEditable);
    QSignalSpy changes(&list, &RowModel::editableChanged);
    list.setEditable(false);
    list.setEditable(false);
    QCOMPARE(changes.size(), 1);
    QVERIFY(!(list.flags(list.index(0)) & Qt::ItemIsEditable));
    QSignalSpy errors(&model, &RootModel::error);
    QVERIFY(!list.setData(list.index(0), 2));
    QCOMPARE(errors.size(), 1);
    list.set(0, u"n", 5); // code may
    QCOMPARE(list.index(0).data(), 5);
}

void tst_RowEditing::remoteChangesThatAreNotToldYet()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"docs.d", json(R"({"list":[{"id":"a"},{"id":"b"},{"id":"c"}]})"))));
    QVERIFY(confirmed(two.m.subscribe(u"docs.d")));
    QVERIFY(confirmed(two.o.subscribe(u"docs.d")));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setRoles({u"id"_qs, u"n"_qs});
    list.setSource(two.o.at(u"docs.d.list"));
    list.setUpdateInterval(100'000);
    two.m.insert(u"docs.d.list", 0, json(R"([{"id":"w"}])")).ignore();
    QTRY_COMPARE(two.o.get(u"docs.d.list").size(), 4);
    list.flush();
    QCOMPARE(keysOf(list), u"w a b c"_qs);

    // The next ones wait, so the model is ahead of the rows.
    two.m.insert(u"docs.d.list", 0, json(R"([{"id":"x"},{"id":"y"}])")).ignore();
    two.m.remove(u"docs.d.list", 3).ignore(); // a
    QTRY_COMPARE(two.o.get(u"docs.d.list").size(), 5);
    QCOMPARE(keysOf(list), u"w a b c"_qs);
    list.set(2, u"n", 1).ignore();
    QCOMPARE(text(two.o.get(u"docs.d.list")),
             u"[{\"id\":\"x\"},{\"id\":\"y\"},{\"id\":\"w\"},{\"id\":\"b\",\"n\":1},{\"id\":\"c\"}]"_qs);
    QVERIFY(two.settle());
    QCOMPARE(text(two.m.get(u"docs.d.list")), text(two.o.get(u"docs.d.list")));
}

QTEST_GUILESS_MAIN(tst_RowEditing)
#include "tst_rowediting.moc"
