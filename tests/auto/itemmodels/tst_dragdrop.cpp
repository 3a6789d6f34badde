// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/modeltest.h"
#include "signallog.h"

#include <Racer/tablemodel.h>

#include <QtCore/QMimeData>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

using Tester = QAbstractItemModelTester;

namespace {

QString ids(const Value &array)
{
    QStringList names;
    for (const Value &element : array.elements())
        names.append(element.isObject() ? element.value(u"id").toString() : element.toDisplayString());
    return names.join(u' ');
}

std::unique_ptr<QMimeData> dragged(const QAbstractItemModel &model, const QList<int> &rows)
{
    QModelIndexList indexes;
    for (const int row : rows)
        indexes.append(model.index(row, 0));
    return std::unique_ptr<QMimeData>(model.mimeData(indexes));
}

QMimeData *mime(QMimeData *data, const QString &type, const QByteArray &content)
{
    data->setData(type, content);
    return data;
}

} // namespace

// Dragging rows and dropping them, as views do it: mimeData(), dropMimeData(), and removeRows() if the drop said true.
class tst_DragDrop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flagsAndActions();
    void whatIsDragged();
    void withinOneArray_data();
    void withinOneArray();
    void rowsThatMoveDuringTheDrag();
    void moveRows_data();
    void moveRows();
    void betweenLists();
    void copies();
    void betweenViewsOfOneArray();
    void intoACollection();
    void plainData_data();
    void plainData();
    void intoRowsOfTheirOwnOrder();
    void whatIsNotTaken();
};

void tst_DragDrop::flagsAndActions()
{
    RootModel model;
    model.set(u"_page.list", json(R"([{"id":"a"}])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(model.at(u"_page.list"));
    QVERIFY(!(list.flags(list.index(0)) & (Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled)));
    QVERIFY(!(list.flags({}) & Qt::ItemIsDropEnabled));
    QCOMPARE(list.supportedDropActions(), Qt::DropActions());
    QSignalSpy changes(&list, &RowModel::reorderableChanged);
    list.setReorderable(true);
    list.setReorderable(true);
    QCOMPARE(changes.size(), 1);
    QVERIFY(list.flags(list.index(0)) & Qt::ItemIsDragEnabled);
    QVERIFY(!(list.flags(list.index(0)) & Qt::ItemIsDropEnabled)); // between rows, never on them
    QVERIFY(list.flags({}) & Qt::ItemIsDropEnabled);
    QCOMPARE(list.supportedDropActions(), Qt::CopyAction | Qt::MoveAction);
    QCOMPARE(list.supportedDragActions(), Qt::CopyAction | Qt::MoveAction);
}

void tst_DragDrop::whatIsDragged()
{
    RootModel model;
    model.set(u"_page.list", json(R"([{"t":"A"},{"t":"B"},{"t":"C"}])"));
    TableModel table;
    table.setColumns({{.path = u"t"_qs}, {.path = u"t"_qs}});
    table.setSource(model.at(u"_page.list"));
    // Cells of one row are one item, in the order of the rows.
    const std::unique_ptr<QMimeData> data(
        table.mimeData({table.index(2, 1), table.index(0, 0), table.index(2, 0), table.index(0, 1)}));
    QCOMPARE(data->data(u"application/json"_qs), QByteArray(R"([{"t":"A"},{"t":"C"}])"));
    QCOMPARE(data->text(), u"A\nC"_qs);
    for (const QString &type : table.mimeTypes())
        QVERIFY(data->hasFormat(type));
    QVERIFY(!table.mimeData({}));
}

void tst_DragDrop::withinOneArray_data()
{
    QTest::addColumn<QList<int>>("rows");
    QTest::addColumn<int>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("moves");

    QTest::newRow("down") << QList<int>{0} << 3 << u"b c a d e"_qs << 1;
    QTest::newRow("up") << QList<int>{3} << 1 << u"a d b c e"_qs << 1;
    QTest::newRow("to the end") << QList<int>{1} << -1 << u"a c d e b"_qs << 1;
    QTest::newRow("to where it is") << QList<int>{1} << 1 << u"a b c d e"_qs << 0;
    QTest::newRow("behind itself") << QList<int>{1} << 2 << u"a b c d e"_qs << 0;
    QTest::newRow("two that are together") << QList<int>{0, 1} << 4 << u"c d a b e"_qs << 1;
    QTest::newRow("two that are together, into themselves") << QList<int>{1, 2} << 2 << u"a b c d e"_qs << 0;
    QTest::newRow("two that are not, down") << QList<int>{0, 2} << 5 << u"b d e a c"_qs << 2;
    QTest::newRow("two that are not, around the place") << QList<int>{0, 4} << 2 << u"b a e c d"_qs << 2;
    QTest::newRow("two that are not, up") << QList<int>{2, 4} << 0 << u"c e a b d"_qs << 2;
}

void tst_DragDrop::withinOneArray()
{
    QFETCH(QList<int>, rows);
    QFETCH(int, before);
    QFETCH(QString, after);
    QFETCH(int, moves);

    RootModel model;
    const Model at = model.at(u"_page.list");
    at.set(json(R"([{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"},{"id":"e"}])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(at);
    list.setReorderable(true);
    QPersistentModelIndex first = list.index(rows.first());
    const QString firstKey = list.keyAt(rows.first());
    Log events(model);
    const auto data = dragged(list, rows);
    QVERIFY(list.canDropMimeData(data.get(), Qt::MoveAction, before, 0, {}));
    // False: the view has nothing to remove.
    QVERIFY(!list.dropMimeData(data.get(), Qt::MoveAction, before, before < 0 ? -1 : 0, {}));
    QCOMPARE(ids(at.get()), after);
    QCOMPARE(events.lines.size(), moves);
    for (const QString &line : std::as_const(events.lines))
        QVERIFY2(line.startsWith(u"move "), qPrintable(line));
    QCOMPARE(list.keyAt(first.row()), firstKey);
}

void tst_DragDrop::rowsThatMoveDuringTheDrag()
{
    RootModel model;
    const Model at = model.at(u"_page.list");
    at.set(json(R"([{"id":"a"},{"id":"b"},{"id":"c"}])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(at);
    list.setReorderable(true);
    const auto data = dragged(list, {0, 1});
    at.insert(0, json(R"([{"id":"x"},{"id":"y"}])"));
    at.remove(3); // b
    QVERIFY(!list.dropMimeData(data.get(), Qt::MoveAction, -1, -1, {}));
    QCOMPARE(ids(at.get()), u"x y c a"_qs);
}

void tst_DragDrop::moveRows_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("before");
    QTest::addColumn<QString>("after"); // empty: refused
    QTest::newRow("down") << 0 << 1 << 3 << u"b c a d"_qs;
    QTest::newRow("up") << 3 << 1 << 0 << u"d a b c"_qs;
    QTest::newRow("two down") << 0 << 2 << 4 << u"c d a b"_qs;
    QTest::newRow("into itself") << 0 << 2 << 1 << QString();
    QTest::newRow("behind itself") << 0 << 1 << 1 << QString();
    QTest::newRow("none") << 0 << 0 << 3 << QString();
    QTest::newRow("past the end") << 0 << 1 << 5 << QString();
}

void tst_DragDrop::moveRows()
{
    QFETCH(int, from);
    QFETCH(int, count);
    QFETCH(int, before);
    QFETCH(QString, after);
    RootModel model;
    const Model at = model.at(u"_page.list");
    at.set(json(R"([{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"}])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(at);
    Log events(model);
    QCOMPARE(list.moveRows({}, from, count, {}, before), !after.isEmpty());
    QCOMPARE(ids(at.get()), after.isEmpty() ? u"a b c d"_qs : after);
    QCOMPARE(events.lines.size(), after.isEmpty() ? 0 : 1);
    QVERIFY(!list.moveRows(list.index(0), 0, 1, {}, 2));
    QVERIFY(!list.removeRows(0, 1, list.index(0)));
    QVERIFY(list.removeRows(0, 2));
    QCOMPARE(list.rowCount(), 2);
}

void tst_DragDrop::betweenLists()
{
    RootModel model;
    model.set(u"_page.todo", json(R"([{"id":"a"},{"id":"b"},{"id":"c"}])"));
    model.set(u"_page.done", json(R"([{"id":"x"},{"id":"y"}])"));
    ListModel todo;
    ListModel done;
    const Tester todoTester(&todo, Tester::FailureReportingMode::QtTest);
    const Tester doneTester(&done, Tester::FailureReportingMode::QtTest);
    todo.setSource(model.at(u"_page.todo"));
    done.setSource(model.at(u"_page.done"));
    done.setReorderable(true);
    const auto data = dragged(todo, {0, 2});
    QVERIFY(done.dropMimeData(data.get(), Qt::MoveAction, 1, 0, {}));
    QVERIFY(todo.removeRows(2, 1)); // as the view does it then
    QVERIFY(todo.removeRows(0, 1));
    QCOMPARE(ids(model.get(u"_page.todo")), u"b"_qs);
    QCOMPARE(ids(model.get(u"_page.done")), u"x a c y"_qs);
}

void tst_DragDrop::copies()
{
    RootModel model;
    model.set(u"_page.todo", json(R"([{"id":"a","n":1},{"id":"b"}])"));
    model.set(u"_page.done", json(R"([{"id":"x"}])"));
    ListModel todo;
    ListModel done;
    todo.setSource(model.at(u"_page.todo"));
    done.setSource(model.at(u"_page.done"));
    todo.setReorderable(true);
    done.setReorderable(true);
    const auto data = dragged(todo, {0});
    QVERIFY(done.dropMimeData(data.get(), Qt::CopyAction, 0, 0, {}));
    QCOMPARE(ids(model.get(u"_page.done")), u"a x"_qs);
    // Where the item is already, the copy is another item.
    QVERIFY(todo.dropMimeData(data.get(), Qt::CopyAction, 2, 0, {}));
    QCOMPARE(todo.count(), 3);
    QCOMPARE(todo.valueAt(2).value(u"n"), Value(1));
    QVERIFY(todo.keyAt(2) != u"a"_qs);
    QVERIFY(!todo.keyAt(2).isEmpty());
}

void tst_DragDrop::betweenViewsOfOneArray()
{
    RootModel model;
    const Model at = model.at(u"_page.list");
    at.set(json(R"([{"id":"a"},{"id":"b","on":true},{"id":"c"},{"id":"d","on":true}])"));
    ListModel all;
    ListModel some;
    all.setSource(at);
    some.setSource(at);
    some.setFilter(json(R"({"on":true})"));
    all.setReorderable(true);
    some.setReorderable(true);
    QVERIFY(!some.dropMimeData(dragged(all, {0}).get(), Qt::MoveAction, 1, 0, {}));
    QCOMPARE(ids(at.get()), u"b c a d"_qs);
    QVERIFY(!all.dropMimeData(dragged(some, {1}).get(), Qt::MoveAction, 0, 0, {}));
    QCOMPARE(ids(at.get()), u"d b c a"_qs);
}

void tst_DragDrop::intoACollection()
{
    RootModel model;
    model.set(u"_page.list", json(R"([{"id":"a","n":1},{"id":"b"}])"));
    model.set(u"_things.b", json(R"({"id":"b"})"));
    ListModel list;
    ListModel things;
    list.setSource(model.at(u"_page.list"));
    things.setSource(model.at(u"_things"));
    things.setReorderable(true);
    QVERIFY(things.dropMimeData(dragged(list, {0}).get(), Qt::MoveAction, 0, 0, {}));
    QCOMPARE(text(model.get(u"_things.a")), u"{\"id\":\"a\",\"n\":1}"_qs);
    QVERIFY(things.dropMimeData(dragged(list, {0, 1}).get(), Qt::CopyAction, -1, -1, {}));
    QCOMPARE(things.count(), 4);
}

void tst_DragDrop::plainData_data()
{
    QTest::addColumn<QByteArray>("items");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("after");
    const QString asText = u"text/plain"_qs;
    const QString asJson = u"application/json"_qs;
    QTest::newRow("a line of text among texts") << QByteArray(R"(["a","b"])") << asText << QByteArray("new")
                                                << u"[\"a\",\"new\",\"b\"]"_qs;
    QTest::newRow("lines of text") << QByteArray(R"(["a","b"])") << asText << QByteArray("c\r\n\nd\n")
                                   << u"[\"a\",\"c\",\"d\",\"b\"]"_qs;
    QTest::newRow("a line of text among objects")
        << QByteArray(R"([{"t":"a","n":1},{"t":"b"}])") << asText << QByteArray("new")
        << u"[{\"t\":\"a\",\"n\":1},{\"t\":\"new\"},{\"t\":\"b\"}]"_qs;
    QTest::newRow("JSON as text") << QByteArray("[1,2]") << asText << QByteArray("[3,4]") << u"[1,3,4,2]"_qs;
    QTest::newRow("what only looks like JSON") << QByteArray("[1,2]") << asText << QByteArray("[3,")
                                               << u"[1,\"[3,\",2]"_qs;
    QTest::newRow("a JSON object") << QByteArray("[1,2]") << asJson << QByteArray(R"({"a":3})")
                                   << u"[1,{\"a\":3},2]"_qs;
    QTest::newRow("a JSON array of arrays") << QByteArray("[1,2]") << asJson << QByteArray("[[3]]") << u"[1,[3],2]"_qs;
}

void tst_DragDrop::plainData()
{
    QFETCH(QByteArray, items);
    QFETCH(QString, type);
    QFETCH(QByteArray, content);
    QFETCH(QString, after);
    RootModel model;
    const Model at = model.at(u"_page.list");
    at.set(json(items.constData()));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::Warning);
    list.setSource(at);
    list.setReorderable(true);
    QMimeData data;
    QVERIFY(list.canDropMimeData(mime(&data, type, content), Qt::CopyAction, 1, 0, {}));
    QVERIFY(list.dropMimeData(&data, Qt::CopyAction, 1, 0, {}));
    QCOMPARE(text(at.get()), after);
}

void tst_DragDrop::intoRowsOfTheirOwnOrder()
{
    RootModel model;
    const Model at = model.at(u"_page.list");
    at.set(json(R"([{"id":"c"},{"id":"a"}])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(at);
    list.setSortKeys({{.path = u"id"_qs}});
    list.setReorderable(true);
    QMimeData data;
    QVERIFY(list.dropMimeData(mime(&data, u"application/json"_qs, R"({"id":"b"})"), Qt::CopyAction, 0, 0, {}));
    QCOMPARE(ids(at.get()), u"c a b"_qs); // taken, and shown where it belongs
    QCOMPARE(list.keyAt(1), u"b"_qs);
    QSignalSpy errors(&model, &RootModel::error);
    QVERIFY(!list.dropMimeData(dragged(list, {0}).get(), Qt::MoveAction, 2, 0, {}));
    QCOMPARE(errors.size(), 1);
    QCOMPARE(ids(at.get()), u"c a b"_qs);
}

void tst_DragDrop::whatIsNotTaken()
{
    RootModel model;
    model.set(u"_page.list", json("[1]"));
    ListModel list;
    list.setSource(model.at(u"_page.list"));
    QMimeData data;
    data.setText(u"x"_qs);
    QVERIFY(!list.dropMimeData(&data, Qt::CopyAction, 0, 0, {})); // not reorderable
    list.setReorderable(true);
    QVERIFY(!list.dropMimeData(nullptr, Qt::CopyAction, 0, 0, {}));
    QVERIFY(!list.dropMimeData(&data, Qt::LinkAction, 0, 0, {}));
    QVERIFY(list.dropMimeData(&data, Qt::IgnoreAction, 0, 0, {}));
    QMimeData image;
    image.setData(u"image/png"_qs, "x");
    QVERIFY(!list.canDropMimeData(&image, Qt::CopyAction, 0, 0, {}));
    QVERIFY(!list.dropMimeData(&image, Qt::CopyAction, 0, 0, {}));
    QCOMPARE(text(model.get(u"_page.list")), u"[1]"_qs);
    list.clearSource();
    QVERIFY(!list.dropMimeData(&data, Qt::CopyAction, 0, 0, {}));
}

QTEST_GUILESS_MAIN(tst_DragDrop)
#include "tst_dragdrop.moc"
