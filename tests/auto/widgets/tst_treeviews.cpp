// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/fakeserver.h>
#include <Racer/json.h>
#include <Racer/treemodel.h>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTreeView>

using namespace Racer;

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

// Titles of the rows that are visible, "- " for each level.
QStringList visibleRows(const QTreeView &view)
{
    QStringList rows;
    for (QModelIndex index = view.model()->index(0, 0); index.isValid(); index = view.indexBelow(index)) {
        int depth = 0;
        for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
            ++depth;
        rows << QString(depth, u'-') + index.data().toString();
    }
    return rows;
}

} // namespace

// QTreeView over a tree that another client changes.
class tst_TreeViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nested();
    void parentKeys();
    void sortedByHeader();
    void arrows();
};

void tst_TreeViews::nested()
{
    FakeServer server;
    server.set(u"docs.d", json(R"({"items":[{"id":"a","t":"a","children":[{"id":"b","t":"b"},{"id":"c","t":"c"}]},
                                            {"id":"d","t":"d"}]})"));
    const std::unique_ptr<RootModel> model = server.createModel();
    model->subscribe(u"docs.d").ignore();
    QVERIFY(server.settle());
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(model->at(u"docs.d.items"));
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&tree, &QAbstractItemModel::modelReset);
    QTreeView view;
    view.setModel(&tree);
    view.resize(300, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.expand(tree.indexOf(u"a"_qs));
    const QPersistentModelIndex c = tree.indexOf(u"c"_qs);
    view.setCurrentIndex(c);
    view.edit(c);
    const QPointer<QLineEdit> editor = view.viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->setText(u"typed"_qs);

    const Model theirs = server.other()->at(u"docs.d.items");
    theirs.insert(0, json(R"([{"id":"n","t":"n","children":[{"id":"m","t":"m"}]}])"));
    theirs.insert(u"1.children", 0, json(R"([{"id":"o","t":"o"}])"));
    theirs.set(u"1.children.1.t", u"B");
    theirs.move(1, 2);
    QVERIFY(server.settle());
    tree.flush();
    QCOMPARE(visibleRows(view), (QStringList{u"n"_qs, u"d"_qs, u"a"_qs, u"-o"_qs, u"-B"_qs, u"-c"_qs}));
    QVERIFY(view.isExpanded(tree.indexOf(u"a"_qs)));
    QVERIFY(!view.isExpanded(tree.indexOf(u"n"_qs)));
    QCOMPARE(view.currentIndex(), QModelIndex(c));
    QCOMPARE(view.selectionModel()->selectedIndexes(), QModelIndexList{c});
    QVERIFY(editor && editor->text() == u"typed");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(model->get(u"docs.d.items.2.children.2.t"), Value(u"typed"));
    QCOMPARE(resets.count(), 0);
}

void tst_TreeViews::parentKeys()
{
    FakeServer server;
    for (const auto &[id, item] : {std::pair{u"a", R"({"t":"a"})"}, {u"b", R"({"t":"b","p":"a"})"},
                                   {u"c", R"({"t":"c","p":"b"})"}, {u"d", R"({"t":"d"})"}})
        server.set(Path({Key(u"docs"), Key(id)}), json(item));
    const std::unique_ptr<RootModel> model = server.createModel();
    const auto query = model->query(u"docs", json(R"({"$sort":{"_id":1}})"));
    query->subscribe().ignore();
    QVERIFY(server.settle());
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setParentPath(u"p"_qs);
    tree.setQuery(*model, query);
    QTreeView view;
    view.setModel(&tree);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.expand(tree.indexOf(u"a"_qs));
    view.expand(tree.indexOf(u"b"_qs));
    view.setCurrentIndex(tree.indexOf(u"c"_qs));
    QCOMPARE(visibleRows(view), (QStringList{u"a"_qs, u"-b"_qs, u"--c"_qs, u"d"_qs}));

    server.set(u"docs.b.p", u"d"); // with all below it, expanded as it is
    QVERIFY(server.settle());
    tree.flush();
    view.expand(tree.indexOf(u"d"_qs));
    QCOMPARE(visibleRows(view), (QStringList{u"a"_qs, u"d"_qs, u"-b"_qs, u"--c"_qs}));
    QCOMPARE(view.currentIndex().data().toString(), u"c"_qs);
    server.del(u"docs.d"); // its children are orphans
    QVERIFY(server.settle());
    tree.flush();
    QCOMPARE(visibleRows(view), (QStringList{u"a"_qs, u"b"_qs, u"-c"_qs}));
    QVERIFY(view.isExpanded(tree.indexOf(u"b"_qs)));
}

void tst_TreeViews::sortedByHeader()
{
    RootModel model;
    model.set(u"_page.items", json(R"([{"t":"b","children":[{"t":"d"},{"t":"c"}]},{"t":"a"}])"));
    TreeModel tree;
    tree.setColumns({{.path = u"t", .header = u"Title"_qs}});
    tree.setSource(model.at(u"_page.items"));
    QTreeView view;
    view.setModel(&tree);
    view.setSortingEnabled(true);
    view.sortByColumn(0, Qt::AscendingOrder);
    view.expandAll();
    QCOMPARE(visibleRows(view), (QStringList{u"a"_qs, u"b"_qs, u"-c"_qs, u"-d"_qs}));
    view.sortByColumn(0, Qt::DescendingOrder);
    QCOMPARE(visibleRows(view), (QStringList{u"b"_qs, u"-d"_qs, u"-c"_qs, u"a"_qs}));
    model.set(u"_page.items.0.children.0.t", u"b");
    QCOMPARE(visibleRows(view), (QStringList{u"b"_qs, u"-c"_qs, u"-b"_qs, u"a"_qs}));
}

// A view shows an arrow at rows with children that it has not looked at, and learns when the last one goes.
void tst_TreeViews::arrows()
{
    RootModel model;
    model.set(u"_page.items", json(R"([{"t":"a","children":[{"t":"b"}]},{"t":"c"}])"));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(model.at(u"_page.items"));
    QTreeView view;
    view.setModel(&tree);
    view.resize(200, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    model.del(u"_page.items.0.children");
    model.push(u"_page.items.1.children", json(R"({"t":"d"})"));
    view.setCurrentIndex(tree.index(1, 0));
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(visibleRows(view), (QStringList{u"a"_qs, u"c"_qs, u"-d"_qs}));
}

QTEST_MAIN(tst_TreeViews)
#include "tst_treeviews.moc"
