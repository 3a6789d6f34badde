// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/modeltest.h"
#include "../model/twomodels.h"

#include <Racer/itemdelegate.h>
#include <Racer/listmodel.h>
#include <Racer/tablemodel.h>
#include <Racer/treemodel.h>

#include <QtCore/QTimer>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDataWidgetMapper>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTreeView>

using namespace Racer;
using namespace ModelTest;

using Tester = QAbstractItemModelTester;

namespace {

QStringList selectedKeys(const QAbstractItemView &view)
{
    QStringList keys;
    for (const QModelIndex &index : view.selectionModel()->selectedIndexes()) {
        if (index.column() == 0)
            keys.append(index.data(RowModel::KeyRole).toString());
    }
    keys.sort();
    return keys;
}

// Drags what is selected from one place of a view to another, with the mouse.
void drag(QAbstractItemView &view, const QPoint &from, const QPoint &to)
{
    QWindow *window = view.window()->windowHandle();
    const auto inWindow = [&view](const QPoint &point) { return view.viewport()->mapTo(view.window(), point); };
    const QPoint target = inWindow(to);
    // The drag runs an event loop of its own, in which the rest happens.
    QTimer::singleShot(50, &view, [window, target] {
        for (const QPoint &point : {target, target + QPoint(1, 0)}) {
            QTest::mouseMove(window, point);
            QCoreApplication::processEvents();
        }
        QTest::mouseRelease(window, Qt::LeftButton, {}, target + QPoint(1, 0));
    });
    QTest::mousePress(window, Qt::LeftButton, {}, inWindow(from));
    QTest::mouseMove(window, inWindow(from + QPoint(0, 20)));
    QTest::mouseMove(window, inWindow(from + QPoint(0, 30)));
}

bool canDrag()
{
    return QGuiApplication::platformName() != u"offscreen";
}

QString ids(const Value &array)
{
    QStringList names;
    for (const Value &element : array.elements())
        names.append(element.value(u"id").toString());
    return names.join(u' ');
}

QList<TableColumn> columns()
{
    return {{.path = u"name"_qs, .header = u"Name"_qs},
            {.path = u"n"_qs, .type = QMetaType::fromType<int>()},
            {.path = u"done"_qs, .checkable = true},
            {.path = u"due"_qs, .type = QMetaType::fromType<QDate>()}};
}

} // namespace

// The views of Qt Widgets over lists and tables that others change meanwhile.
class tst_WidgetViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anOpenEditorStaysOnItsItem_data();
    void anOpenEditorStaysOnItsItem();
    void aTreesEditorStaysOnItsItem();
    void anEditorFollowsUntilItIsEdited();
    void selectionAndCurrentStay();
    void theScrollPositionStays();
    void sortingByTheHeader();
    void editorsByTypes();
    void numbersAreNotRounded();
    void checkBoxes();
    void reorderByDragging_data();
    void reorderByDragging();
    void dragToAnotherList();
    void dataWidgetMapper();
    void mapperOfOneRecord();

private:
    // Changes by others, which the views have been told.
    template<typename F>
    void remotely(RowModel &rows, F &&change)
    {
        change(m_two->m.at(u"docs.d.rows"));
        QVERIFY(m_two->settle());
        rows.flush();
        QCoreApplication::processEvents();
    }

    std::unique_ptr<TwoModels> m_two;
    Model m_rows;
};

void tst_WidgetViews::init()
{
    m_two = std::make_unique<TwoModels>();
    Value rows = Value::array();
    for (int i = 0; i < 50; ++i) {
        rows.append(Value::object({{Key(u"id"), Value(u"r%1"_qs.arg(i))},
                                   {Key(u"name"), Value(u"Name %1"_qs.arg(i))},
                                   {Key(u"n"), (i * 7) % 50},
                                   {Key(u"done"), i % 3 == 0},
                                   {Key(u"due"), Value(QDate(2024, 1, 1).addDays(i).toString(Qt::ISODate))}}));
    }
    QVERIFY(confirmed(m_two->m.create(u"docs.d", Value::object({{Key(u"rows"), rows}}))));
    QVERIFY(confirmed(m_two->m.subscribe(u"docs.d")));
    QVERIFY(confirmed(m_two->o.subscribe(u"docs.d")));
    m_rows = m_two->o.at(u"docs.d.rows");
}

void tst_WidgetViews::cleanup()
{
    m_rows = Model();
    m_two.reset();
}

void tst_WidgetViews::anOpenEditorStaysOnItsItem_data()
{
    QTest::addColumn<bool>("table");
    QTest::newRow("QListView") << false;
    QTest::newRow("QTableView") << true;
}

void tst_WidgetViews::anOpenEditorStaysOnItsItem()
{
    QFETCH(bool, table);
    ListModel list;
    TableModel tableRows;
    RowModel &rows = table ? static_cast<RowModel &>(tableRows) : list;
    list.setRoles({u"name"_qs});
    tableRows.setColumns(columns());
    rows.setSource(m_rows);
    const Tester tester(&rows, Tester::FailureReportingMode::QtTest);
    QListView listView;
    QTableView tableView;
    QAbstractItemView &view = table ? static_cast<QAbstractItemView &>(tableView) : listView;
    view.setModel(&rows);
    view.setItemDelegate(new ItemDelegate(&view));
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));

    const QPersistentModelIndex edited = rows.index(3, 0);
    view.setCurrentIndex(edited);
    view.edit(edited);
    auto *editor = view.viewport()->findChild<QLineEdit *>();
    QVERIFY(editor && editor->hasFocus());
    editor->setText(u"typed"_qs);
    editor->setCursorPosition(2);

    const QPointer<QLineEdit> guard(editor);
    const auto isOnItsItem = [&] {
        return guard && guard->hasFocus() && guard->text() == u"typed" && guard->cursorPosition() == 2
            && view.visualRect(edited).intersects(guard->geometry()) && edited.data(RowModel::KeyRole).toString() == u"r3";
    };
    remotely(rows, [](const Model &at) { at.insert(0, json(R"([{"id":"x","name":"X"},{"id":"y","name":"Y"}])")); });
    QCOMPARE(edited.row(), 5);
    QVERIFY(isOnItsItem());
    remotely(rows, [](const Model &at) { at.remove(1); });
    QVERIFY(isOnItsItem());
    remotely(rows, [](const Model &at) { at.move(4, 0); }); // the item itself
    QCOMPARE(edited.row(), 0);
    QVERIFY(isOnItsItem());
    remotely(rows, [](const Model &at) { at.set(u"0.n", 77); });
    QVERIFY(isOnItsItem());
    if (table) {
        tableRows.sort(1, Qt::DescendingOrder);
        QCoreApplication::processEvents();
        QVERIFY(isOnItsItem());
        remotely(rows, [](const Model &at) { at.set(u"5.n", 99); });
        QVERIFY(isOnItsItem());
    }
    QTest::keyClick(guard, Qt::Key_Return);
    QTRY_VERIFY(!guard);
    QCOMPARE(m_rows.get(u"0.name").toString(), u"typed"_qs);
    QCOMPARE(m_rows.get(u"0.id").toString(), u"r3"_qs);
    QCOMPARE(view.currentIndex(), edited);
}

void tst_WidgetViews::aTreesEditorStaysOnItsItem()
{
    RootModel &model = m_two->o;
    model.set(u"_page.tree", json(R"([{"id":"a","title":"A","children":[{"id":"a1","title":"A1"},
                                       {"id":"a2","title":"A2"}]},{"id":"b","title":"B"}])"));
    TreeModel tree;
    tree.setItemRoles({{.name = u"title"_qs}});
    tree.setChildrenPath(u"children"_qs);
    tree.setSource(model.at(u"_page.tree"));
    const Tester tester(&tree, Tester::FailureReportingMode::QtTest);
    QTreeView view;
    view.setModel(&tree);
    view.resize(300, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    const QPersistentModelIndex a = tree.index(0, 0);
    view.expand(a);
    const QPersistentModelIndex edited = tree.index(1, 0, a);
    view.setCurrentIndex(edited);
    view.edit(edited);
    const QPointer<QLineEdit> editor = view.viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->setText(u"typed"_qs);
    model.insert(u"_page.tree", 0, json(R"([{"id":"x","title":"X"}])"));
    model.insert(u"_page.tree.1.children", 0, json(R"([{"id":"a0","title":"A0"}])"));
    QCoreApplication::processEvents();
    QCOMPARE(edited.row(), 2);
    QVERIFY(editor && editor->text() == u"typed");
    QVERIFY(view.isExpanded(a));
    QVERIFY(view.visualRect(edited).intersects(editor->geometry()));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(model.get(u"_page.tree.1.children.2.title").toString(), u"typed"_qs);
}

void tst_WidgetViews::anEditorFollowsUntilItIsEdited()
{
    TableModel rows;
    rows.setColumns(columns());
    rows.setSource(m_rows);
    QTableView view;
    view.setModel(&rows);
    view.setItemDelegate(new ItemDelegate(&view));
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.edit(rows.index(0, 0));
    auto *editor = view.viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    remotely(rows, [](const Model &at) { at.set(u"0.name", u"theirs"_qs); });
    QCOMPARE(editor->text(), u"theirs"_qs);
    QTest::keyClicks(editor, u"mine"_qs);
    remotely(rows, [](const Model &at) { at.set(u"0.name", u"theirs again"_qs); });
    QVERIFY(editor->text().endsWith(u"mine"));
    const QString typed = editor->text();
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_rows.get(u"0.name").toString(), typed);
}

void tst_WidgetViews::selectionAndCurrentStay()
{
    TableModel rows;
    rows.setColumns(columns());
    rows.setSource(m_rows);
    const Tester tester(&rows, Tester::FailureReportingMode::QtTest);
    QTableView view;
    view.setModel(&rows);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    view.show();
    view.selectRow(2);
    view.selectionModel()->select(rows.index(5, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    view.selectionModel()->setCurrentIndex(rows.index(5, 1), QItemSelectionModel::NoUpdate);
    const QStringList selected{u"r2"_qs, u"r5"_qs};
    QCOMPARE(selectedKeys(view), selected);
    QSignalSpy resets(&rows, &QAbstractItemModel::modelReset);
    remotely(rows, [](const Model &at) {
        at.insert(0, json(R"([{"id":"x"}])"));
        at.move(3, 30); // r2
        at.remove(1);   // r0
    });
    QCOMPARE(selectedKeys(view), selected);
    rows.sort(1);
    QCOMPARE(selectedKeys(view), selected);
    rows.setFilter(json(R"({"n":{"$lt":40}})"));
    QCOMPARE(selectedKeys(view), selected);
    QCOMPARE(view.currentIndex().data(RowModel::KeyRole).toString(), u"r5"_qs);
    QCOMPARE(view.currentIndex().column(), 1);
    rows.setColumns({columns().at(1), columns().at(0)});
    QCOMPARE(view.currentIndex().column(), 0);
    QCOMPARE(resets.size(), 0);
}

void tst_WidgetViews::theScrollPositionStays()
{
    ListModel rows;
    rows.setRoles({u"name"_qs});
    rows.setSource(m_rows);
    QListView view;
    view.setModel(&rows);
    view.resize(200, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.scrollTo(rows.index(30, 0), QAbstractItemView::PositionAtTop);
    const int before = view.verticalScrollBar()->value();
    QVERIFY(before > 0);
    remotely(rows, [](const Model &at) {
        at.set(u"45.name", u"changed"_qs);
        at.push(json(R"({"id":"z","name":"Z"})"));
        at.set(u"31.name", u"seen"_qs);
    });
    QCOMPARE(view.verticalScrollBar()->value(), before);
}

void tst_WidgetViews::sortingByTheHeader()
{
    TableModel rows;
    rows.setColumns(columns());
    rows.setSource(m_rows);
    const Tester tester(&rows, Tester::FailureReportingMode::QtTest);
    QTableView view;
    view.setModel(&rows);
    view.setSortingEnabled(true);
    view.resize(500, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto click = [&](int column) {
        QHeaderView *header = view.horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(column) + 20, header->height() / 2));
    };
    click(1);
    QCOMPARE(rows.sortColumn(), 1);
    const Qt::SortOrder first = rows.sortOrder();
    QCOMPARE(rows.index(0, 1).data().toInt(), first == Qt::AscendingOrder ? 0 : 49);
    click(1);
    QVERIFY(rows.sortOrder() != first);
    QCOMPARE(rows.index(0, 1).data().toInt(), first == Qt::AscendingOrder ? 49 : 0);
    QCOMPARE(m_rows.get(u"0.id").toString(), u"r0"_qs); // nothing has moved in the model
}

void tst_WidgetViews::editorsByTypes()
{
    TableModel rows;
    rows.setColumns(columns());
    rows.setSource(m_rows);
    const Tester tester(&rows, Tester::FailureReportingMode::QtTest);
    QTableView view;
    view.setModel(&rows);
    view.resize(500, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.edit(rows.index(0, 1));
    auto *number = view.viewport()->findChild<QSpinBox *>();
    QVERIFY(number);
    number->setValue(42);
    QTest::keyClick(number, Qt::Key_Return);
    QTRY_COMPARE(m_rows.get(u"0.n"), Value(42));
    view.edit(rows.index(1, 3));
    auto *date = view.viewport()->findChild<QDateEdit *>();
    QVERIFY(date);
    QCOMPARE(date->date(), QDate(2024, 1, 2));
    date->setDate(QDate(2025, 5, 5));
    QTest::keyClick(date, Qt::Key_Return);
    QTRY_COMPARE(m_rows.get(u"1.due").toString(), u"2025-05-05"_qs);
    m_rows.del(u"2.n");
    view.edit(rows.index(2, 1)); // what is missing has the editor of its type
    QVERIFY(view.viewport()->findChild<QSpinBox *>());
}

void tst_WidgetViews::numbersAreNotRounded()
{
    TableModel rows;
    rows.setColumns({{.path = u"n"_qs}});
    rows.setSource(m_rows);
    m_rows.set(u"0.n", 1234.015625);
    QTableView view;
    view.setModel(&rows);
    view.setItemDelegate(new ItemDelegate(&view));
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.edit(rows.index(0, 0));
    auto *editor = view.viewport()->findChild<QDoubleSpinBox *>();
    QVERIFY(editor);
    QCOMPARE(editor->text(), QLocale().toString(1234.015625, 'f', 6).remove(QLocale().groupSeparator()));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(!view.viewport()->findChild<QDoubleSpinBox *>());
    QCOMPARE(m_rows.get(u"0.n"), Value(1234.015625));
    m_rows.set(u"0.n", 3);
    view.edit(rows.index(0, 0));
    QCOMPARE(view.viewport()->findChild<QDoubleSpinBox *>()->text(), u"3"_qs);
}

void tst_WidgetViews::checkBoxes()
{
    TableModel rows;
    rows.setColumns({{.path = u"done"_qs, .checkable = true}, {.path = u"name"_qs}});
    rows.setSource(m_rows);
    QTableView view;
    view.setModel(&rows);
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.setCurrentIndex(rows.index(1, 0));
    QTest::keyClick(&view, Qt::Key_Space);
    QCOMPARE(m_rows.get(u"1.done"), Value(true));
    QTest::keyClick(&view, Qt::Key_Space);
    QCOMPARE(m_rows.get(u"1.done"), Value(false));
}

void tst_WidgetViews::reorderByDragging_data()
{
    QTest::addColumn<bool>("table");
    QTest::newRow("QListView") << false;
    QTest::newRow("QTableView") << true;
}

void tst_WidgetViews::reorderByDragging()
{
    QFETCH(bool, table);
    if (!canDrag())
        QSKIP("drags need a window system");
    RootModel model;
    const Model at = model.at(u"_page.list");
    at.set(json(R"([{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"},{"id":"e"}])"));
    ListModel list;
    TableModel tableRows;
    tableRows.setColumns({{.path = u"id"_qs}, {.path = u"n"_qs}});
    RowModel &rows = table ? static_cast<RowModel &>(tableRows) : list;
    rows.setSource(at);
    rows.setReorderable(true);
    const Tester tester(&rows, Tester::FailureReportingMode::QtTest);
    QListView listView;
    QTableView tableView;
    QAbstractItemView &view = table ? static_cast<QAbstractItemView &>(tableView) : listView;
    view.setModel(&rows);
    view.setDragDropMode(QAbstractItemView::InternalMove);
    view.setDragDropOverwriteMode(false);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.resize(300, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto middle = [&](int row) { return view.visualRect(rows.index(row, 0)).center(); };
    const auto lowerEdge = [&](int row) {
        const QRect rect = view.visualRect(rows.index(row, 0));
        return QPoint(rect.center().x(), rect.bottom());
    };
    Log events(model);
    view.setCurrentIndex(rows.index(0, 0));
    drag(view, middle(0), lowerEdge(2));
    QTRY_COMPARE(ids(at.get()), u"b c a d e"_qs);
    QCOMPARE(events.take(), QStringList{u"move _page.list 0 2 1"_qs}); // one move, nothing else
    QCOMPARE(selectedKeys(view), QStringList{u"a"_qs});
    drag(view, middle(4), middle(0) - QPoint(0, view.visualRect(rows.index(0, 0)).height() / 2 - 1));
    QTRY_COMPARE(ids(at.get()), u"e b c a d"_qs);
    QCOMPARE(events.take(), QStringList{u"move _page.list 4 0 1"_qs});
}

void tst_WidgetViews::dragToAnotherList()
{
    if (!canDrag())
        QSKIP("drags need a window system");
    RootModel model;
    model.set(u"_page.todo", json(R"([{"id":"a"},{"id":"b"}])"));
    model.set(u"_page.done", json(R"([{"id":"x"}])"));
    ListModel todo;
    ListModel done;
    todo.setSource(model.at(u"_page.todo"));
    done.setSource(model.at(u"_page.done"));
    const Tester todoTester(&todo, Tester::FailureReportingMode::QtTest);
    const Tester doneTester(&done, Tester::FailureReportingMode::QtTest);
    QWidget window;
    window.resize(400, 200);
    QListView left(&window);
    QListView right(&window);
    left.setGeometry(0, 0, 200, 200);
    right.setGeometry(200, 0, 200, 200);
    for (auto [view, rows] : {std::pair(&left, &todo), std::pair(&right, &done)}) {
        rows->setReorderable(true);
        view->setModel(rows);
        view->setDragDropMode(QAbstractItemView::DragDrop);
        view->setDefaultDropAction(Qt::MoveAction);
    }
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    left.setCurrentIndex(todo.index(0));
    drag(left, left.visualRect(todo.index(0)).center(), QPoint(300, 100));
    QTRY_COMPARE(ids(model.get(u"_page.done")), u"x a"_qs);
    QTRY_COMPARE(ids(model.get(u"_page.todo")), u"b"_qs);
}

void tst_WidgetViews::dataWidgetMapper()
{
    TableModel rows;
    rows.setColumns(columns());
    rows.setSource(m_rows);
    const Tester tester(&rows, Tester::FailureReportingMode::QtTest);
    QLineEdit name;
    QSpinBox number;
    QDateEdit due;
    QDataWidgetMapper mapper;
    mapper.setModel(&rows);
    mapper.addMapping(&name, 0);
    mapper.addMapping(&number, 1);
    mapper.addMapping(&due, 3);
    mapper.setCurrentIndex(4);
    QCOMPARE(name.text(), u"Name 4"_qs);
    QCOMPARE(number.value(), 28);
    QCOMPARE(due.date(), QDate(2024, 1, 5));
    // The mapper stays on its item, and shows what others write.
    remotely(rows, [](const Model &at) {
        at.insert(0, json(R"([{"id":"x"}])"));
        at.set(u"5.name", u"renamed"_qs);
    });
    QCOMPARE(mapper.currentIndex(), 5);
    QCOMPARE(name.text(), u"renamed"_qs);
    number.setValue(9);
    QVERIFY(mapper.submit());
    QCOMPARE(m_rows.get(u"5.n"), Value(9));
    mapper.toNext();
    QCOMPARE(name.text(), u"Name 5"_qs);
}

void tst_WidgetViews::mapperOfOneRecord()
{
    ListModel rows; // the first role is what a list's only column shows
    rows.setRoles({u"name"_qs});
    rows.setSource(m_rows);
    QLineEdit name;
    QDataWidgetMapper mapper;
    mapper.setModel(&rows);
    mapper.setSubmitPolicy(QDataWidgetMapper::ManualSubmit);
    mapper.addMapping(&name, 0);
    mapper.toFirst();
    QCOMPARE(name.text(), u"Name 0"_qs);
    name.setText(u"First"_qs);
    QCOMPARE(m_rows.get(u"0.name").toString(), u"Name 0"_qs);
    QVERIFY(mapper.submit());
    QCOMPARE(m_rows.get(u"0.name").toString(), u"First"_qs);
    mapper.revert();
    QCOMPARE(name.text(), u"First"_qs);
}

QTEST_MAIN(tst_WidgetViews)
#include "tst_widgetviews.moc"
