// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "treerowstest.h"

#include <Racer/fakeserver.h>
#include <Racer/modelspy.h>
#include <Racer/queryexpression.h>
#include <Racer/rowmodel.h>

#include <QtCore/QRegularExpression>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace TreeRowsTest;

using Change = std::function<void(const Model &items, TreeModel &tree)>;
Q_DECLARE_METATYPE(Change)

class tst_TreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps_data();
    void steps();
    void laziness();
    void arrowsOfRowsThatWereNotOpened();
    void kindsOfSource();
    void queries();
    void browser();
    void roles();
    void columns();
    void filter();
    void sorting();
    void manyMovesAreOneLayoutChange();
    void remoteChangesAreMerged();
    void changesInsideSlots();
    void shapeAndSourceInsideSlots();
    void anotherQueryKeepsRows();
    void sources();
};

void tst_TreeModel::steps_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QStringList>("lines");

    const auto row = [](const char *name, const Change &change, const QString &rows, const QStringList &lines) {
        QTest::newRow(name) << change << rows << lines;
    };
    row("push at the top", [](const Model &m, TreeModel &) { m.push(json(R"({"t":"n"})")); },
        u"a(b c(d e)) f g n"_qs, {u"insert 3 3"_qs});
    row("insert below",
        [](const Model &m, TreeModel &) { m.insert(u"0.children", 1, json(R"([{"t":"n"},{"t":"o"}])")); },
        u"a(b n o c(d e)) f g"_qs, {u"insert 1 2 in 0"_qs, u"data 0 modelData"_qs});
    row("the first below an empty array",
        [](const Model &m, TreeModel &) { m.push(u"1.children", json(R"({"t":"n"})")); },
        u"a(b c(d e)) f(n) g"_qs, {u"insert 0 0 in 1"_qs, u"data 1 modelData"_qs});
    row("the first below nothing", [](const Model &m, TreeModel &) { m.set(u"2.children", json(R"([{"t":"n"}])")); },
        u"a(b c(d e)) f g(n)"_qs, {u"insert 0 0 in 2"_qs, u"data 2 modelData"_qs});
    row("remove below", [](const Model &m, TreeModel &) { m.remove(u"0.children", 0); }, u"a(c(d e)) f g"_qs,
        {u"remove 0 0 in 0"_qs, u"data 0 modelData"_qs});
    row("all below goes", [](const Model &m, TreeModel &) { m.del(u"0.children.1.children"); }, u"a(b c) f g"_qs,
        {u"remove 0 1 in 0.1"_qs, u"data 1 modelData in 0"_qs, u"data 0 modelData"_qs});
    row("move within a parent", [](const Model &m, TreeModel &) { m.move(u"0.children", 0, 1); },
        u"a(c(d e) b) f g"_qs, {u"move 0 0 2 in 0"_qs, u"data 0 modelData"_qs});
    row("a member deep below",
        [](const Model &m, TreeModel &) { m.set(u"0.children.1.children.0.t", u"x"); }, u"a(b c(x e)) f g"_qs,
        {u"data 0 modelData t in 0.1"_qs, u"data 1 modelData in 0"_qs, u"data 0 modelData"_qs});
    row("an item replaced by one with other children",
        [](const Model &m, TreeModel &) {
            m.set(u"0", json(R"({"t":"a","children":[{"t":"b","id":"B"},{"t":"z"}]})"));
        },
        u"a(b z) f g"_qs, {u"remove 1 1 in 0"_qs, u"insert 1 1 in 0"_qs, u"data 0 modelData"_qs});
    row("children of an object instead of an array",
        [](const Model &m, TreeModel &) { m.set(u"0.children", json(R"({"k":{"t":"x"}})")); }, u"a(x) f g"_qs,
        {u"remove 0 1 in 0"_qs, u"insert 0 0 in 0"_qs, u"data 0 modelData"_qs});
    row("the whole source: one moved, one changed",
        [](const Model &m, TreeModel &) {
            Value items = m.get();
            items.move(2, 0);
            items.edit(2)->set(Key(u"t"), Value(u"F"));
            items.edit(2)->set(Key(u"id"), Value(u"f"));
            m.set(items);
        },
        u"g a(b c(d e)) F"_qs, {u"remove 1 1"_qs, u"move 0 0 2"_qs, u"insert 2 2"_qs});
    row("the source goes", [](const Model &m, TreeModel &) { m.parent().del(); }, QString(), {u"remove 0 2"_qs});
    row("an equal item", [](const Model &m, TreeModel &) { m.set(u"2", json(R"({"t":"g"})")); },
        u"a(b c(d e)) f g"_qs, {});
    row("somewhere else", [](const Model &m, TreeModel &) { m.parent().set(u"other", 1); }, u"a(b c(d e)) f g"_qs, {});
    row("an id", [](const Model &m, TreeModel &) { m.set(u"0.children.0.id", u"C"); }, u"a(b c(d e)) f g"_qs,
        {u"data 0 key modelData in 0"_qs, u"data 0 modelData"_qs});
}

void tst_TreeModel::steps()
{
    QFETCH(Change, change);
    QFETCH(QString, rows);
    QFETCH(QStringList, lines);
    RootModel model;
    const Model items = model.at(u"_page.doc.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(items);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    QCOMPARE(rowsOf(tree), u"a(b c(d e)) f g"_qs);
    change(items, tree);
    QCOMPARE(rowsOf(tree), rows);
    QCOMPARE(spy.take(), lines);
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

// What nobody has looked into is not told of, and costs nothing.
void tst_TreeModel::laziness()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(items);
    ModelSpy spy;
    spy.setShadowing(false); // which would look into everything
    spy.setModel(&tree);
    QCOMPARE(tree.rowCount(), 3);
    const QModelIndex a = tree.index(0, 0);
    QVERIFY(tree.hasChildren(a));
    items.push(u"0.children", json(R"({"t":"n"})"));
    items.set(u"0.children.0.t", u"x");
    QCOMPARE(spy.take(), (QStringList{u"data 0 modelData"_qs, u"data 0 modelData"_qs}));
    QCOMPARE(tree.rowCount(a), 3);
    QCOMPARE(tree.index(0, 0, a).data().toString(), u"x"_qs);
    items.push(u"0.children", json(R"({"t":"o"})"));
    QCOMPARE(spy.take(), (QStringList{u"insert 3 3 in 0"_qs, u"data 0 modelData"_qs}));
}

void tst_TreeModel::arrowsOfRowsThatWereNotOpened()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(items);
    ModelSpy spy;
    spy.setShadowing(false); // which would look into everything
    spy.setModel(&tree);
    QCOMPARE(tree.rowCount(), 3);
    items.del(u"0.children");
    QCOMPARE(spy.take(), (QStringList{u"remove 0 1 in 0"_qs, u"data 0 modelData"_qs}));
    QVERIFY(!tree.hasChildren(tree.index(0, 0)));
    items.push(u"2.children", json(R"({"t":"n"})"));
    QCOMPARE(spy.take(), (QStringList{u"insert 0 0 in 2"_qs, u"data 2 modelData"_qs}));
}

void tst_TreeModel::kindsOfSource()
{
    RootModel model;
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.set(u"_page.object", json(R"({"x":{"t":"a","children":{"y":{"t":"b"},"z":{"t":"c"}}},"w":{"t":"d"}})"));
    tree.setSource(model.at(u"_page.object"));
    QCOMPARE(rowsOf(tree), u"a(b c) d"_qs);
    const QModelIndex c = tree.index(1, 0, tree.index(0, 0));
    QCOMPARE(tree.keyAt(c), u"z"_qs);
    QCOMPARE(tree.pathAt(c), u"_page.object.x.children.z"_qs);
    model.set(u"_page.object.x.children.v", json(R"({"t":"e"})"));
    model.del(u"_page.object.x.children.y");
    QCOMPARE(rowsOf(tree), u"a(c e) d"_qs);

    model.set(u"_page.nested", json(R"([{"t":"a","sub":{"items":[{"t":"b"}]}}])"));
    tree.setSource(model.at(u"_page.nested"));
    tree.setChildrenPath(u"sub.items"_qs);
    QCOMPARE(rowsOf(tree), u"a(b)"_qs);
    model.push(u"_page.nested.0.sub.items", json(R"({"t":"c"})"));
    QCOMPARE(rowsOf(tree), u"a(b c)"_qs);
    model.set(u"_page.nested.0.sub", json(R"({"items":[{"t":"d"}]})"));
    QCOMPARE(rowsOf(tree), u"a(d)"_qs);

    tree.setChildrenPath(u"children"_qs);
    model.ref(u"_page.alias", u"_page.other");
    tree.setSource(model.at(u"_page.alias"));
    QCOMPARE(rowsOf(tree), QString());
    model.set(u"_page.other", json(Start));
    QCOMPARE(rowsOf(tree), u"a(b c(d e)) f g"_qs);
    model.push(u"_page.other.1.children", json(R"({"t":"x"})"));
    QCOMPARE(rowsOf(tree), u"a(b c(d e)) f(x) g"_qs);

    tree.setSource(model.at(u"_docs"));
    model.set(u"_docs.one", json(R"({"t":"a","children":[{"t":"b"}]})"));
    model.set(u"_docs.two", json(R"({"t":"c"})"));
    QCOMPARE(rowsOf(tree), u"a(b) c"_qs);
    model.del(u"_docs.one");
    QCOMPARE(rowsOf(tree), u"c"_qs);
    model.set(u"_docs", 3).ignore();
}

void tst_TreeModel::queries()
{
    FakeServer server;
    server.set(u"docs.a", json(R"({"t":"a","on":true,"children":[{"t":"x"}]})"));
    server.set(u"docs.b", json(R"({"t":"b","on":true})"));
    const std::unique_ptr<RootModel> model = server.createModel();
    const auto query = model->query(u"docs", json(R"({"on":true,"$sort":{"t":1}})"));
    query->subscribe().ignore();
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tree.setQuery(*model, query);
    QVERIFY(server.settle());
    tree.flush();
    QCOMPARE(rowsOf(tree), u"a(x) b"_qs);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    server.set(u"docs.a.children.0.t", u"y");
    server.set(u"docs.aa", json(R"({"t":"aa","on":true})"));
    server.set(u"docs.b.on", false);
    QVERIFY(server.settle());
    tree.flush();
    QCOMPARE(rowsOf(tree), u"a(y) aa"_qs);
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
    QCOMPARE(tree.pathAt(tree.index(1, 0)), u"docs.aa"_qs);
    QCOMPARE(tree.pathAt(tree.index(0, 0, tree.index(0, 0))), u"docs.a.children.0"_qs);
}

void tst_TreeModel::browser()
{
    RootModel model;
    model.set(u"_page.data", json(R"({"name":"x","list":[1,{"deep":true}],"none":null})"));
    TreeModel tree;
    tree.setChildrenPath({});
    tree.setSource(model.at(u"_page.data"));
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    QCOMPARE(tree.rowCount(), 3);
    QCOMPARE(tree.keyAt(tree.index(0, 0)), u"name"_qs);
    QCOMPARE(tree.valueAt(tree.index(0, 0)), Value(u"x"));
    const QModelIndex list = tree.index(1, 0);
    QCOMPARE(tree.rowCount(list), 2);
    QCOMPARE(tree.pathAt(tree.index(0, 0, tree.index(1, 0, list))), u"_page.data.list.1.deep"_qs);
    model.push(u"_page.data.list", 3);
    QCOMPARE(spy.take(), (QStringList{u"insert 2 2 in 1"_qs, u"data 1 modelData"_qs}));
    model.set(u"_page.data.name", json(R"(["now","a","list"])"));
    QCOMPARE(spy.take(), (QStringList{u"insert 0 2 in 0"_qs, u"data 0 modelData"_qs}));
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeModel::roles()
{
    RootModel model;
    model.set(u"_page.items", json(R"([{"t":"a","children":[{"u":2}]}])"));
    TreeModel tree;
    tree.setSource(model.at(u"_page.items"));
    const QHash<int, QByteArray> names = tree.roleNames();
    for (const char *name : {"t", "u", "key", "modelData", "exists", "pending", "failed", "reason"})
        QVERIFY2(names.values().contains(name), name);
    QVERIFY(!names.values().contains("section"));
    const QModelIndex below = tree.index(0, 0, tree.index(0, 0));
    QCOMPARE(below.data(tree.roleFor(u"u"_qs)).toInt(), 2);
    QCOMPARE(below.data(RowModel::ExistsRole).toBool(), true);
    QCOMPARE(below.data(RowModel::PendingRole).toBool(), false);
    QCOMPARE(tree.get(below), QVariant(QVariantMap{{u"u"_qs, 2.0}}));
    QVERIFY(!below.data(Qt::SizeHintRole).isValid());
    QSignalSpy learnt(&tree, &TreeModel::rolesChanged);
    model.push(u"_page.items", json(R"({"late":1})"));
    QCOMPARE(learnt.count(), 1);
    QVERIFY(tree.roleFor(u"late"_qs) > tree.roleFor(u"u"_qs));
}

void tst_TreeModel::columns()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(R"([{"t":"a","n":{"m":1},"on":true,"children":[{"t":"b","n":{"m":2}}]}])"));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setColumns({{.path = u"t"}, {.path = u"n.m", .header = u"Number"_qs}, {.path = u"on", .checkable = true}});
    tree.setSource(items);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    const QModelIndex a = tree.index(0, 0);
    QCOMPARE(tree.columnCount(a), 3);
    QCOMPARE(tree.index(0, 1, a).data().toInt(), 2);
    QCOMPARE(tree.index(0, 0, tree.index(0, 1)), QModelIndex());
    QCOMPARE(tree.headerData(1, Qt::Horizontal).toString(), u"Number"_qs);
    QCOMPARE(tree.headerData(0, Qt::Horizontal).toString(), u"t"_qs);
    QCOMPARE(tree.index(0, 2).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    items.set(u"0.n.m", 5);
    QCOMPARE(spy.take(), (QStringList{u"data 0,1"_qs, u"data 0,0-2 modelData"_qs}));
    QVERIFY(tree.setData(tree.index(0, 1, a), 7));
    QCOMPARE(items.get(u"0.children.0.n.m"), Value(7));
    QVERIFY(tree.setData(tree.index(0, 2), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(items.get(u"0.on"), Value(false));
    QVERIFY(tree.flags(tree.index(0, 2)).testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(!tree.flags(tree.index(0, 2)).testFlag(Qt::ItemIsEditable));
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeModel::filter()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    model.set(u"_page.wanted", u"e");
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(items);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    const auto isWanted = [](const Value &item, const Key &, const QList<Value> &extras) {
        return item.value(u"t") == extras.at(0);
    };
    tree.setFilter(isWanted, {u"_page.wanted"});
    QCOMPARE(rowsOf(tree), u"a(c(e))"_qs);
    model.set(u"_page.wanted", u"f");
    QTRY_COMPARE(rowsOf(tree), u"f"_qs);
    items.push(u"0.children.1.children", json(R"({"t":"f"})"));
    QCOMPARE(rowsOf(tree), u"a(c(f)) f"_qs);
    items.set(u"0.children.1.children.2.t", u"x");
    QCOMPARE(rowsOf(tree), u"f"_qs);
    tree.setFilter(json(R"({"t":{"$in":["b","g"]}})"));
    QCOMPARE(rowsOf(tree), u"a(b) g"_qs);
    tree.setFilter({});
    QCOMPARE(rowsOf(tree), u"a(b c(d e x)) f g"_qs);
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
    QVERIFY(!spy.lines().contains(u"reset"_qs));
}

void tst_TreeModel::sorting()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setColumns({{.path = u"t"}});
    tree.setSource(items);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    QCOMPARE(tree.rowCount(tree.index(0, 0)), 2);
    const QPersistentModelIndex c = tree.index(1, 0, tree.index(0, 0));
    spy.clear();
    tree.sort(0, Qt::DescendingOrder);
    QCOMPARE(rowsOf(tree), u"g f a(c(e d) b)"_qs);
    QCOMPARE(c.data().toString(), u"c"_qs);
    spy.clear();
    items.set(u"1.t", u"z");
    QCOMPARE(rowsOf(tree), u"z g a(c(e d) b)"_qs);
    QCOMPARE(spy.take().value(0), u"move 1 1 0"_qs);
    tree.sort(-1);
    QCOMPARE(rowsOf(tree), u"a(b c(d e)) z g"_qs);
    tree.setSortFunction([](const Value &x, const Value &y) { return -compareValues(x.value(u"t"), y.value(u"t")); });
    QCOMPARE(rowsOf(tree), u"z g a(c(e d) b)"_qs);
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeModel::manyMovesAreOneLayoutChange()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    Value many = Value::array();
    for (int i = 0; i < 500; ++i)
        many.append(Value::object({{Key(u"id"), Value(QString::number(i))}}));
    items.set(json(R"([{"children":[]}])"));
    items.set(u"0.children", many);
    TreeModel tree;
    tree.setSource(items);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    const QPersistentModelIndex first = tree.index(0, 0, tree.index(0, 0));
    for (int i = 0; i < 500; ++i)
        many.move(i, 0);
    items.set(u"0.children", many);
    QCOMPARE(first.row(), 499);
    QCOMPARE(spy.lines().filter(QRegularExpression(u"^(move|insert|remove|reset)"_qs)), QStringList());
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeModel::remoteChangesAreMerged()
{
    FakeServer server;
    server.set(u"docs.d", Value::object({{Key(u"items"), json(Start)}}));
    const std::unique_ptr<RootModel> model = server.createModel();
    model->subscribe(u"docs.d").ignore();
    QVERIFY(server.settle());
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setUpdateInterval(100000);
    tree.setSource(model->at(u"docs.d.items"));
    tree.flush();
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    QCOMPARE(rowsOf(tree), u"a(b c(d e)) f g"_qs);
    const Model theirs = server.other()->at(u"docs.d.items");
    for (const char16_t *text : {u"1", u"2", u"3"})
        theirs.set(u"0.children.0.t", text);
    theirs.push(u"0.children", json(R"({"t":"x"})"));
    theirs.push(u"0.children", json(R"({"t":"y"})"));
    theirs.insert(0, json(R"([{"t":"gone"}])"));
    theirs.remove(0);
    QVERIFY(server.settle());
    QCOMPARE(spy.take(), QStringList());
    tree.flush();
    QCOMPARE(rowsOf(tree), u"a(3 c(d e) x y) f g"_qs);
    QCOMPARE(spy.take(), (QStringList{u"insert 2 3 in 0"_qs, u"data 0 modelData t in 0"_qs, u"data 0 modelData"_qs}));

    theirs.set(u"1.t", u"F");
    QVERIFY(server.settle());
    QVERIFY(spy.take().isEmpty());
    model->set(u"docs.d.items.2.t", u"G"); // an own write tells everything
    QCOMPARE(rowsOf(tree), u"a(3 c(d e) x y) F G"_qs);
    QVERIFY(server.settle());
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeModel::changesInsideSlots()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(items);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    int left = 3;
    connect(&tree, &QAbstractItemModel::rowsInserted, this, [&] {
        if (left-- > 0)
            items.insert(u"0.children", 0, json(R"([{"t":"again"}])"));
    });
    items.push(json(R"({"t":"n"})"));
    QCOMPARE(rowsOf(tree), u"a(again again again b c(d e)) f g n"_qs);
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeModel::shapeAndSourceInsideSlots()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    model.set(u"_page.other", json(R"([{"t":"z"}])"));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(items);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    bool isFirst = true;
    connect(&tree, &QAbstractItemModel::rowsInserted, this, [&] {
        if (std::exchange(isFirst, false))
            tree.setFilter(json(R"({"t":{"$in":["b","n"]}})"));
    });
    items.push(json(R"({"t":"n"})"));
    QCOMPARE(rowsOf(tree), u"a(b) n"_qs);
    connect(&tree, &QAbstractItemModel::rowsRemoved, this, [&] { tree.setSource(model.at(u"_page.other")); });
    tree.setFilter({});
    items.remove(0);
    QCOMPARE(rowsOf(tree), u"z"_qs);
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeModel::anotherQueryKeepsRows()
{
    FakeServer server;
    server.set(u"docs.a", json(R"({"t":"a","n":1,"children":[{"t":"x"}]})"));
    server.set(u"docs.b", json(R"({"t":"b","n":2})"));
    server.set(u"docs.c", json(R"({"t":"c","n":3})"));
    const std::unique_ptr<RootModel> model = server.createModel();
    const auto few = model->query(u"docs", json(R"({"n":{"$lt":3},"$sort":{"t":1}})"));
    const auto others = model->query(u"docs", json(R"({"n":{"$ne":2},"$sort":{"t":-1}})"));
    few->subscribe().ignore();
    others->subscribe().ignore();
    QVERIFY(server.settle());
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setQuery(*model, few);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    QCOMPARE(rowsOf(tree), u"a(x) b"_qs);
    tree.setQuery(*model, others);
    QCOMPARE(rowsOf(tree), u"c a(x)"_qs);
    QCOMPARE(spy.take(), (QStringList{u"remove 1 1"_qs, u"insert 0 0"_qs}));
    server.set(u"docs.b.n", 7);
    QVERIFY(server.settle());
    tree.flush();
    QCOMPARE(rowsOf(tree), u"c b a(x)"_qs);
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeModel::sources()
{
    TreeModel tree;
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&tree, &TreeModel::sourceChanged);
    QCOMPARE(tree.rowCount(), 0);
    QVERIFY(!tree.source().isValid());
    {
        RootModel model;
        model.set(u"_page.items", json(Start));
        tree.setSource(model.at(u"_page.items"));
        QCOMPARE(tree.path(), u"_page.items"_qs);
        QCOMPARE(tree.indexOf(u"B"_qs), tree.index(0, 0, tree.index(0, 0)));
        QVERIFY(!tree.indexOf(u"none"_qs).isValid());
        QCOMPARE(tree.valueAt({}), model.get(u"_page.items"));
    }
    QCOMPARE(tree.rowCount(), 0);
    QVERIFY(!tree.source().isValid());
    QCOMPARE(changed.count(), 2);
}

QTEST_GUILESS_MAIN(tst_TreeModel)
#include "tst_treemodel.moc"
