// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/fakeserver.h>
#include <Racer/json.h>
#include <Racer/modelspy.h>
#include <Racer/treemodel.h>

#include <QtCore/QRegularExpression>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

using Change = std::function<void(const Model &items)>;
Q_DECLARE_METATYPE(Change)

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

// "a(b c(d))": keys, with those below them.
QString rowsOf(const TreeModel &tree, const QModelIndex &parent = {})
{
    QStringList rows;
    for (int row = 0; row < tree.rowCount(parent); ++row) {
        const QModelIndex index = tree.index(row, 0, parent);
        const QString below = rowsOf(tree, index);
        rows << tree.keyAt(index) + (below.isEmpty() ? QString() : u'(' + below + u')');
    }
    return rows.join(u' ');
}

const char *const Start = R"([{"id":"a"},{"id":"b","p":"a"},{"id":"c","p":"b"},{"id":"d","p":"a"},{"id":"e"}])";

} // namespace

class tst_TreeParentKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes_data();
    void shapes();
    void steps_data();
    void steps();
    void expandedRowsGoAlong();
    void writing();
    void moving();
    void filter();
    void laziness();
    void collections();
    void nestedParentPath();
};

void tst_TreeParentKeys::shapes_data()
{
    QTest::addColumn<QByteArray>("items");
    QTest::addColumn<QString>("rows");
    QTest::newRow("in order") << QByteArray(Start) << u"a(b(c) d) e"_qs;
    QTest::newRow("children before their parents")
        << QByteArray(R"([{"id":"c","p":"b"},{"id":"b","p":"a"},{"id":"a"}])") << u"a(b(c))"_qs;
    QTest::newRow("numbers as keys") << QByteArray(R"([{"id":1},{"id":2,"p":1}])") << u"1(2)"_qs;
    QTest::newRow("null and empty parents are at the top")
        << QByteArray(R"([{"id":"a","p":null},{"id":"b","p":""},{"id":"c","p":{}}])") << u"a b c"_qs;
    QTest::newRow("orphans are at the top") << QByteArray(R"([{"id":"a","p":"x"},{"id":"b","p":"a"}])") << u"a(b)"_qs;
    QTest::newRow("its own parent") << QByteArray(R"([{"id":"a","p":"a"},{"id":"b","p":"a"}])") << u"a(b)"_qs;
    QTest::newRow("a cycle is at the top, what hangs on it stays below")
        << QByteArray(R"([{"id":"a","p":"c"},{"id":"b","p":"a"},{"id":"c","p":"b"},{"id":"d","p":"b"}])")
        << u"a b(d) c"_qs;
    QTest::newRow("two of one key: the first has the children")
        << QByteArray(R"([{"id":"a"},{"id":"a"},{"id":"b","p":"a"}])") << u"a(b) a"_qs;
    QTest::newRow("without keys") << QByteArray(R"([{"p":"a"},1,{"id":"a"}])") << u"  a()"_qs;
    QTest::newRow("an object") << QByteArray(R"({"x":{},"y":{"p":"x"}})") << u"x(y)"_qs;
    QTest::newRow("nothing") << QByteArray("3") << QString();
}

void tst_TreeParentKeys::shapes()
{
    QFETCH(QByteArray, items);
    QFETCH(QString, rows);
    RootModel model;
    model.set(u"_page.items", json(items.constData()));
    TreeModel tree;
    tree.setParentPath(u"p"_qs);
    tree.setSource(model.at(u"_page.items"));
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    if (QByteArray(QTest::currentDataTag()) == "without keys")
        QCOMPARE(tree.rowCount(), 2);
    else
        QCOMPARE(rowsOf(tree), rows);
}

void tst_TreeParentKeys::steps_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QStringList>("lines"); // without those of data

    const auto row = [](const char *name, const Change &change, const QString &rows, const QStringList &lines) {
        QTest::newRow(name) << change << rows << lines;
    };
    row("another parent", [](const Model &m) { m.set(u"3.p", u"b"); }, u"a(b(c d)) e"_qs,
        {u"move 1 1 in 0 to 1 in 0.0"_qs});
    row("to the top", [](const Model &m) { m.del(u"2.p"); }, u"a(b d) c e"_qs, {u"move 0 0 in 0.0 to 1"_qs});
    row("with all below", [](const Model &m) { m.set(u"1.p", u"e"); }, u"a(d) e(b(c))"_qs,
        {u"move 0 0 in 0 to 0 in 1"_qs});
    row("a parent that is not there", [](const Model &m) { m.set(u"1.p", u"x"); }, u"a(d) b(c) e"_qs,
        {u"move 0 0 in 0 to 1"_qs});
    row("a new item", [](const Model &m) { m.insert(0, json(R"([{"id":"n","p":"a"}])")); }, u"a(n b(c) d) e"_qs,
        {u"insert 0 0 in 0"_qs});
    row("new items below each other come in one step",
        [](const Model &m) { m.insert(0, json(R"([{"id":"m","p":"n"},{"id":"n","p":"e"},{"id":"o","p":"e"}])")); },
        u"a(b(c) d) e(n(m) o)"_qs, {u"insert 0 1 in 1"_qs});
    row("a parent goes: its children are orphans", [](const Model &m) { m.remove(1); }, u"a(d) c e"_qs,
        {u"move 0 0 in 0.0 to 1"_qs, u"remove 0 0 in 0"_qs});
    row("an orphan is adopted",
        [](const Model &m) {
            m.set(u"4.p", u"n");
            m.push(json(R"({"id":"n"})"));
        },
        u"a(b(c) d) n(e)"_qs, {u"insert 2 2"_qs, u"move 1 1 to 0 in 1"_qs});
    row("a cycle is made", [](const Model &m) { m.set(u"0.p", u"c"); }, u"a(d) b c e"_qs,
        {u"move 0 0 in 0 to 1"_qs, u"move 0 0 in 1 to 2"_qs});
    row("a key changes", [](const Model &m) { m.set(u"1.id", u"z"); }, u"a(z d) c e"_qs,
        {u"move 0 0 in 0.0 to 1"_qs});
    row("parent and child change places",
        [](const Model &m) {
            m.set(json(R"([{"id":"a","p":"b"},{"id":"b"},{"id":"c","p":"b"},{"id":"d","p":"a"},{"id":"e"}])"));
        },
        u"b(a(d) c) e"_qs, {u"move 0 0 in 0 to 1"_qs, u"move 0 0 to 0 in 0"_qs});
    row("the order of the source", [](const Model &m) { m.move(3, 1); }, u"a(d b(c)) e"_qs, {u"move 1 1 0 in 0"_qs});
    row("all go", [](const Model &m) { m.set(Value::array()); }, QString(), {u"remove 0 1"_qs});
}

void tst_TreeParentKeys::steps()
{
    QFETCH(Change, change);
    QFETCH(QString, rows);
    QFETCH(QStringList, lines);
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setParentPath(u"p"_qs);
    tree.setItemRoles({{.name = u"p"_qs}});
    tree.setSource(items);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    change(items);
    QCOMPARE(rowsOf(tree), rows);
    QCOMPARE(spy.lines().filter(QRegularExpression(u"^(?!data)"_qs)), lines);
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeParentKeys::expandedRowsGoAlong()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setParentPath(u"p"_qs);
    tree.setSource(items);
    const QPersistentModelIndex c = tree.indexOf(u"c"_qs);
    QVERIFY(c.isValid());
    items.set(u"1.p", u"e");
    QCOMPARE(tree.keyAt(c), u"c"_qs);
    QCOMPARE(tree.keyAt(c.parent().parent()), u"e"_qs);
    items.remove(4);
    QCOMPARE(tree.keyAt(c.parent()), u"b"_qs);
    QVERIFY(!c.parent().parent().isValid());
}

void tst_TreeParentKeys::writing()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setParentPath(u"p"_qs);
    tree.setSource(items);
    tree.append(json(R"({"id":"n"})"), tree.indexOf(u"d"_qs));
    QCOMPARE(items.get(u"5.p"), Value(u"d"));
    tree.insert(0, json(R"({"id":"m"})"), tree.indexOf(u"a"_qs));
    QCOMPARE(rowsOf(tree), u"a(m b(c) d(n)) e"_qs);
    tree.append(json(R"({"id":"o","p":"a"})"));
    QVERIFY(!items.get().at(items.get().size() - 1).contains(u"p"));
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    tree.remove(tree.indexOf(u"a"_qs)); // with all below
    QCOMPARE(rowsOf(tree), u"e o"_qs);
    QCOMPARE(items.get().size(), 2);
    QCOMPARE(spy.take(), QStringList{u"remove 0 0"_qs});
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeParentKeys::moving()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setParentPath(u"p"_qs);
    tree.setItemRoles({{.name = u"p"_qs}});
    tree.setSource(items);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    tree.move(tree.indexOf(u"e"_qs), tree.indexOf(u"a"_qs), 0);
    QCOMPARE(rowsOf(tree), u"a(e b(c) d)"_qs);
    QCOMPARE(spy.take().value(0), u"move 1 1 to 0 in 0"_qs);
    tree.move(tree.indexOf(u"b"_qs), {}, 0);
    QCOMPARE(rowsOf(tree), u"b(c) a(e d)"_qs);
    QVERIFY(!items.get(u"0").contains(u"p"));
    spy.clear();
    tree.move(tree.indexOf(u"d"_qs), tree.indexOf(u"a"_qs), 0);
    QCOMPARE(rowsOf(tree), u"b(c) a(d e)"_qs);
    QCOMPARE(spy.take(), QStringList{u"move 1 1 0 in 1"_qs});
    QVERIFY(tree.move(tree.indexOf(u"a"_qs), tree.indexOf(u"d"_qs)).error());
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeParentKeys::filter()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setParentPath(u"p"_qs);
    tree.setItemRoles({{.name = u"p"_qs}});
    tree.setFilter(json(R"({"id":{"$in":["c","x"]}})"));
    tree.setSource(items);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    QCOMPARE(rowsOf(tree), u"a(b(c))"_qs);
    items.push(json(R"({"id":"x","p":"e"})"));
    QCOMPARE(rowsOf(tree), u"a(b(c)) e(x)"_qs);
    QCOMPARE(spy.take(), QStringList{u"insert 1 1"_qs});
    items.set(u"2.p", u"e");
    QCOMPARE(rowsOf(tree), u"e(c x)"_qs);
    items.pop();
    items.set(u"2.p", nullptr);
    QCOMPARE(rowsOf(tree), u"c"_qs);
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeParentKeys::laziness()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setParentPath(u"p"_qs);
    tree.setSource(items);
    ModelSpy spy;
    spy.setShadowing(false); // which would look into everything
    spy.setModel(&tree);
    QCOMPARE(tree.rowCount(), 2);
    const QModelIndex a = tree.index(0, 0);
    QVERIFY(tree.hasChildren(a));
    items.push(json(R"({"id":"n","p":"a"})"));
    items.push(json(R"({"id":"m","p":"b"})"));
    items.set(u"2.x", 1);
    QCOMPARE(spy.take(), QStringList());
    items.push(json(R"({"id":"o","p":"e"})")); // the first one: an arrow
    QCOMPARE(spy.take(), QStringList{u"insert 0 0 in 1"_qs});
    QCOMPARE(tree.rowCount(a), 3);
}

void tst_TreeParentKeys::collections()
{
    FakeServer server;
    server.set(u"docs.a", json(R"({"t":"A"})"));
    server.set(u"docs.b", json(R"({"p":"a"})"));
    const std::unique_ptr<RootModel> model = server.createModel();
    const auto query = model->query(u"docs", json(R"({"$sort":{"_id":1}})"));
    query->subscribe().ignore();
    QVERIFY(server.settle());
    TreeModel ofQuery;
    ofQuery.setParentPath(u"p"_qs);
    ofQuery.setQuery(*model, query);
    TreeModel ofCollection;
    ofCollection.setParentPath(u"p"_qs);
    ofCollection.setSource(model->at(u"docs"));
    const QAbstractItemModelTester tester(&ofQuery, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester other(&ofCollection, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(rowsOf(ofQuery), u"a(b)"_qs);
    QCOMPARE(rowsOf(ofCollection), u"a(b)"_qs);
    server.set(u"docs.c", json(R"({"p":"b"})"));
    server.set(u"docs.b.p", u"x");
    QVERIFY(server.settle());
    ofQuery.flush();
    ofCollection.flush();
    QCOMPARE(rowsOf(ofQuery), u"a b(c)"_qs);
    QCOMPARE(rowsOf(ofCollection), u"a b(c)"_qs);
    ofQuery.move(ofQuery.indexOf(u"b"_qs), ofQuery.indexOf(u"a"_qs)).ignore();
    QCOMPARE(rowsOf(ofQuery), u"a(b(c))"_qs);
    QVERIFY(server.settle());
    QCOMPARE(server.get(u"docs.b.p"), Value(u"a"));
}

void tst_TreeParentKeys::nestedParentPath()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(R"({"a":{},"b":{"in":{"id":"a","since":3}}})"));
    TreeModel tree;
    tree.setParentPath(u"in.id"_qs);
    tree.setSource(items);
    QCOMPARE(rowsOf(tree), u"a(b)"_qs);
    tree.append(json(R"({"id":"c"})"), tree.indexOf(u"b"_qs));
    QCOMPARE(items.get(u"c.in"), json(R"({"id":"b"})"));
    QCOMPARE(rowsOf(tree), u"a(b(c))"_qs);
    items.del(u"b.in");
    QCOMPARE(rowsOf(tree), u"a b(c)"_qs);
}

QTEST_GUILESS_MAIN(tst_TreeParentKeys)
#include "tst_treeparentkeys.moc"
