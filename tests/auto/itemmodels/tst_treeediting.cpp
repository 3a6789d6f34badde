// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "treerowstest.h"

#include <Racer/modelspy.h>
#include <Racer/rowmodel.h>

#include <QtCore/QMimeData>
#include <QtCore/QRegularExpression>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace TreeRowsTest;

// Writing to a model through a tree.
class tst_TreeEditing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void editing();
    void writing();
    void moving_data();
    void moving();
    void dragAndDrop();
};

void tst_TreeEditing::editing()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(items);
    QList<Error> errors;
    connect(&model, &RootModel::error, this, [&](const Error &error) { errors << error; });
    const QModelIndex c = tree.index(1, 0, tree.index(0, 0));
    QVERIFY(tree.flags(c).testFlag(Qt::ItemIsEditable));
    QVERIFY(tree.setData(c, u"C"_qs));
    QCOMPARE(items.get(u"0.children.1.t"), Value(u"C"));
    QVERIFY(tree.setData(c, u"CC"_qs, tree.roleFor(u"t"_qs)));
    QVERIFY(!tree.setData(c, u"x"_qs, RowModel::KeyRole));
    QVERIFY(!tree.setData(QModelIndex(), u"x"_qs));
    QVERIFY(errors.isEmpty());
    tree.setEditable(false);
    QVERIFY(!tree.flags(c).testFlag(Qt::ItemIsEditable));
    QVERIFY(!tree.setData(c, u"no"_qs));
    QCOMPARE(errors.size(), 1);
    QCOMPARE(items.get(u"0.children.1.t"), Value(u"CC"));
}

void tst_TreeEditing::writing()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(items);
    const QModelIndex a = tree.index(0, 0);
    tree.append(json(R"({"t":"n"})"));
    tree.append(json(R"({"t":"o"})"), tree.index(2, 0));
    tree.insert(0, json(R"({"t":"p"})"), a);
    tree.insert(3, json(R"({"t":"q"})"), a);
    QCOMPARE(rowsOf(tree), u"a(p b c(d e) q) f g(o) n"_qs);
    QCOMPARE(items.get(u"2.children.0.t"), Value(u"o"));
    QCOMPARE(tree.remove(tree.index(2, 0, a)).value().value(u"t"), Value(u"c"));
    tree.set(tree.index(0, 0, a), u"t", u"P");
    tree.set(tree.index(1, 0), json(R"({"t":"F"})"));
    QCOMPARE(rowsOf(tree), u"a(P b q) F g(o) n"_qs);
    QVERIFY(tree.removeRows(0, 2, a));
    QCOMPARE(rowsOf(tree), u"a(q) F g(o) n"_qs);
    QVERIFY(!tree.removeRows(3, 2));
    QVERIFY(tree.remove(QModelIndex()).error());
    QVERIFY(tree.insert(9, Value(1)).error());
    tree.clearSource();
    QTest::ignoreMessage(QtWarningMsg, "Racer: append: there is no such place: there is no model");
    QVERIFY(tree.append(Value(1)).error());
}

void tst_TreeEditing::moving_data()
{
    QTest::addColumn<QString>("what"); // "0.1": rows from the top
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QString>("line"); // the first one told
    // Parents are named as they are after the move.
    QTest::newRow("within a parent") << u"0.0"_qs << u"0"_qs << -1 << u"a(c(d e) b) f g"_qs << u"move 0 0 2 in 0"_qs;
    QTest::newRow("to the top") << u"0.1"_qs << QString() << 1 << u"a(b) c(d e) f g"_qs << u"move 1 1 in 0 to 1"_qs;
    QTest::newRow("below the next one") << u"0.0"_qs << u"1"_qs << -1 << u"a(c(d e)) f(b) g"_qs
                                        << u"move 0 0 in 0 to 0 in 1"_qs;
    QTest::newRow("below one that has no array") << u"0.1"_qs << u"2"_qs << -1 << u"a(b) f g(c(d e))"_qs
                                                 << u"move 1 1 in 0 to 0 in 2"_qs;
    QTest::newRow("down into a sibling") << u"0.0"_qs << u"0.1"_qs << 1 << u"a(c(d b e)) f g"_qs
                                         << u"move 0 0 in 0 to 1 in 0.0"_qs;
    QTest::newRow("up out of a parent, ahead of it") << u"0.1.0"_qs << u"0"_qs << 0 << u"a(d b c(e)) f g"_qs
                                                     << u"move 0 0 in 0.2 to 0 in 0"_qs;
    QTest::newRow("from the top down") << u"2"_qs << u"0.1"_qs << 0 << u"a(b c(g d e)) f"_qs
                                       << u"move 2 2 to 0 in 0.1"_qs;
    QTest::newRow("from above its new parent") << u"1"_qs << u"2"_qs << -1 << u"a(b c(d e)) g(f)"_qs
                                               << u"move 1 1 to 0 in 1"_qs;
    QTest::newRow("below itself") << u"0"_qs << u"0.1"_qs << 0 << u"a(b c(d e)) f g"_qs << QString();
    QTest::newRow("to where it is") << u"1"_qs << QString() << 1 << u"a(b c(d e)) f g"_qs << QString();
}

void tst_TreeEditing::moving()
{
    QFETCH(QString, what);
    QFETCH(QString, where);
    QFETCH(int, row);
    QFETCH(QString, rows);
    QFETCH(QString, line);
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(items);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(&tree);
    spy.setShadowing(true);
    const auto at = [&tree](const QString &path) {
        QModelIndex index;
        for (const QString &step : path.split(u'.', Qt::SkipEmptyParts))
            index = tree.index(step.toInt(), 0, index);
        return index;
    };
    const QPersistentModelIndex moved = at(what);
    const QString text = moved.data().toString();
    tree.move(moved, at(where), row).ignore();
    QCOMPARE(rowsOf(tree), rows);
    QCOMPARE(moved.data().toString(), text);
    const QStringList lines = spy.take();
    QCOMPARE(lines.value(0), line);
    QVERIFY2(lines.filter(QRegularExpression(u"^(insert|remove|reset)"_qs)).isEmpty(), qPrintable(lines.join(u'\n')));
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
    TreeModel fresh;
    fresh.setItemRoles({{.name = u"t"_qs}});
    fresh.setSource(items);
    QCOMPARE(rowsOf(fresh), rows);
    items.push(u"0.children", json(R"({"t":"later"})"));
    QVERIFY(rowsOf(tree).contains(u"later"_qs));
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_TreeEditing::dragAndDrop()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(Start));
    TreeModel tree;
    tree.setItemRoles({{.name = u"t"_qs}});
    tree.setSource(items);
    const QModelIndex a = tree.index(0, 0);
    QCOMPARE(tree.supportedDropActions(), Qt::DropActions());
    QVERIFY(!tree.flags(a).testFlag(Qt::ItemIsDragEnabled));
    tree.setReorderable(true);
    QVERIFY(tree.flags(a).testFlag(Qt::ItemIsDragEnabled));
    QVERIFY(tree.flags(a).testFlag(Qt::ItemIsDropEnabled));
    QVERIFY(tree.flags({}).testFlag(Qt::ItemIsDropEnabled));

    const QModelIndex c = tree.index(1, 0, a);
    const std::unique_ptr<QMimeData> data(tree.mimeData({c, tree.index(0, 0, c)})); // what is below goes along
    QCOMPARE(Json::parse(QByteArrayView(data->data(u"application/json"_qs))).size(), 1);
    QVERIFY(!tree.dropMimeData(data.get(), Qt::MoveAction, -1, -1, tree.index(2, 0))); // the view removes nothing
    QCOMPARE(rowsOf(tree), u"a(b) f g(c(d e))"_qs);
    QVERIFY(tree.dropMimeData(data.get(), Qt::CopyAction, 0, 0, QModelIndex()));
    QCOMPARE(rowsOf(tree), u"c(d e) a(b) f g(c(d e))"_qs);

    TreeModel other;
    model.set(u"_page.other", Value::array());
    other.setItemRoles({{.name = u"t"_qs}});
    other.setReorderable(true);
    other.setSource(model.at(u"_page.other"));
    const std::unique_ptr<QMimeData> dragged(tree.mimeData({tree.index(1, 0)}));
    QVERIFY(other.dropMimeData(dragged.get(), Qt::MoveAction, -1, -1, QModelIndex()));
    QVERIFY(tree.removeRows(1, 1));
    QCOMPARE(rowsOf(other), u"a(b)"_qs);
    QCOMPARE(rowsOf(tree), u"c(d e) f g(c(d e))"_qs);

    QMimeData broken;
    broken.setData(u"application/json"_qs, "{");
    QSignalSpy errors(&model, &RootModel::error);
    QVERIFY(!tree.dropMimeData(&broken, Qt::CopyAction, -1, -1, QModelIndex()));
    QCOMPARE(errors.count(), 1);
    QVERIFY(tree.moveRows({}, 1, 1, tree.index(0, 0), 0));
    QCOMPARE(rowsOf(tree), u"c(f d e) g(c(d e))"_qs);
    QVERIFY(!tree.moveRows({}, 0, 1, {}, 1));
}

QTEST_GUILESS_MAIN(tst_TreeEditing)
#include "tst_treeediting.moc"
