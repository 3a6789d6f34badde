// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/modeltest.h"

#include <Racer/tablemodel.h>

#include <QtCore/QDateTime>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <functional>

using namespace Racer;
using namespace ModelTest;

using Tester = QAbstractItemModelTester;
using Change = std::function<void(const Model &)>;
Q_DECLARE_METATYPE(Change)

namespace {

const char *const Orders = R"([
    {"id":"o1","customer":{"name":"Ada"},"total":30,"paid":true,"due":"2024-03-01","notes":["x"]},
    {"id":"o2","customer":{"name":"bob"},"total":5,"paid":false,"due":"2024-01-15"},
    {"id":"o3","customer":{"name":"Cy"},"total":200,"due":"2024-02-20"}])";

QList<TableColumn> columns()
{
    return {{.path = u"customer.name"_qs, .header = u"Customer"_qs},
            {.path = u"total"_qs, .type = QMetaType::fromType<int>(), .alignment = Qt::AlignRight},
            {.path = u"paid"_qs, .checkable = true},
            {.path = u"due"_qs, .header = u"Due"_qs, .type = QMetaType::fromType<QDate>(), .editable = false}};
}

QString columnTexts(const QAbstractItemModel &table, int column)
{
    QStringList texts;
    for (int row = 0; row < table.rowCount(); ++row)
        texts.append(table.index(row, column).data(Qt::EditRole).toString());
    return texts.join(u' ');
}

QString headers(const QAbstractItemModel &table)
{
    QStringList texts;
    for (int column = 0; column < table.columnCount(); ++column)
        texts.append(table.headerData(column, Qt::Horizontal).toString());
    return texts.join(u' ');
}

// Every signal of a table: "data 1:0-1:0 display edit", "columns inserted 1", …
class TableLog : public QObject
{
public:
    explicit TableLog(QAbstractItemModel *table)
    {
        connect(table, &QAbstractItemModel::dataChanged, this,
                [this, table](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                    QStringList names;
                    for (const int role : roles)
                        names.append(QString::fromUtf8(table->roleNames().value(role)));
                    names.sort();
                    lines.append(u"data %1:%2-%3:%4 %5"_qs.arg(first.row()).arg(first.column()).arg(last.row())
                                     .arg(last.column()).arg(names.join(u' ')).trimmed());
                });
        connect(table, &QAbstractItemModel::headerDataChanged, this, [this](Qt::Orientation, int first, int last) {
            lines.append(u"header %1-%2"_qs.arg(first).arg(last));
        });
        connect(table, &QAbstractItemModel::columnsInserted, this, [this](const QModelIndex &, int first, int last) {
            lines.append(u"columns inserted %1-%2"_qs.arg(first).arg(last));
        });
        connect(table, &QAbstractItemModel::columnsRemoved, this, [this](const QModelIndex &, int first, int last) {
            lines.append(u"columns removed %1-%2"_qs.arg(first).arg(last));
        });
        connect(table, &QAbstractItemModel::columnsMoved, this,
                [this](const QModelIndex &, int first, int last, const QModelIndex &, int to) {
                    lines.append(u"columns moved %1-%2 to %3"_qs.arg(first).arg(last).arg(to));
                });
        connect(table, &QAbstractItemModel::rowsMoved, this,
                [this](const QModelIndex &, int first, int last, const QModelIndex &, int to) {
                    lines.append(u"rows moved %1-%2 to %3"_qs.arg(first).arg(last).arg(to));
                });
        connect(table, &QAbstractItemModel::modelReset, this, [this] { lines.append(u"reset"_qs); });
        connect(table, &QAbstractItemModel::layoutChanged, this, [this] { lines.append(u"layout"_qs); });
    }

    QStringList take() { return std::exchange(lines, {}); }

    QStringList lines;
};

} // namespace

class tst_TableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells();
    void headersAndAlignment();
    void changes_data();
    void changes();
    void writing();
    void converters();
    void sorting();
    void sortingByAnotherPath();
    void columnsComeGoAndMove();
    void discoveredColumns();
    void itemsThatAreNoObjects();
    void declarations_data();
    void declarations();
    void wrongDeclarations_data();
    void wrongDeclarations();
};

void tst_TableModel::cells()
{
    RootModel model;
    model.set(u"_page.orders", json(Orders));
    TableModel table;
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    table.setColumns(columns());
    table.setSource(model.at(u"_page.orders"));
    QCOMPARE(table.rowCount(), 3);
    QCOMPARE(table.columnCount(), 4);
    QCOMPARE(table.index(0, 0).data(), u"Ada"_qs);
    QCOMPARE(table.index(1, 1).data().metaType(), QMetaType::fromType<int>());
    QCOMPARE(table.index(1, 1).data(), 5);
    QVERIFY(!table.index(0, 2).data().isValid()); // a check box
    QCOMPARE(table.index(0, 2).data(Qt::CheckStateRole), int(Qt::Checked));
    QCOMPARE(table.index(2, 2).data(Qt::CheckStateRole), int(Qt::Unchecked));
    QCOMPARE(table.index(2, 3).data(), QDate(2024, 2, 20));
    // The roles of the row, in every column.
    QCOMPARE(table.index(1, 3).data(RowModel::KeyRole), u"o2"_qs);
    QCOMPARE(table.index(1, 0).data(table.roleFor(u"total"_qs)), 5);
    QCOMPARE(table.index(2, 1).data(RowModel::ModelDataRole).toMap().value(u"total"_qs), 200);
    QCOMPARE(table.columnOf(u"customer.name"_qs), 0);
    QCOMPARE(table.columnOf(u"customer"_qs), -1);

    QVERIFY(table.flags(table.index(0, 0)) & Qt::ItemIsEditable);
    QVERIFY(table.flags(table.index(0, 2)) & Qt::ItemIsUserCheckable);
    QVERIFY(!(table.flags(table.index(0, 2)) & Qt::ItemIsEditable));
    QVERIFY(!(table.flags(table.index(0, 3)) & Qt::ItemIsEditable));
    table.setColumns({{.path = u"notes"_qs}, {.path = u"customer"_qs}});
    QCOMPARE(table.index(0, 0).data(), u"[\"x\"]"_qs);
    QVERIFY(!(table.flags(table.index(0, 0)) & Qt::ItemIsEditable)); // no editor edits a list
    QVERIFY(table.flags(table.index(1, 0)) & Qt::ItemIsEditable);
}

void tst_TableModel::headersAndAlignment()
{
    TableModel table;
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    table.setColumns(columns());
    QCOMPARE(headers(table), u"Customer total paid Due"_qs);
    QCOMPARE(table.headerData(1, Qt::Horizontal, Qt::TextAlignmentRole).toInt(), int(Qt::AlignRight));
    QVERIFY(!table.headerData(0, Qt::Horizontal, Qt::TextAlignmentRole).isValid());
    QVERIFY(!table.headerData(4, Qt::Horizontal).isValid());
    QCOMPARE(table.headerData(0, Qt::Vertical), 1);
    TableLog log(&table);
    QVERIFY(table.setHeaderData(1, Qt::Horizontal, u"Sum"_qs));
    QVERIFY(!table.setHeaderData(1, Qt::Vertical, u"Sum"_qs));
    QCOMPARE(headers(table), u"Customer Sum paid Due"_qs);
    QCOMPARE(log.lines, QStringList{u"header 1-1"_qs});
    QCOMPARE(table.roleNames().value(Qt::DisplayRole), QByteArray("display"));
    QCOMPARE(table.roleNames().value(Qt::CheckStateRole), QByteArray("checkState"));
}

void tst_TableModel::changes_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("log");

    const auto row = [](const char *name, const Change &change, const QStringList &log) {
        QTest::newRow(name) << change << log;
    };
    row("one cell", [](const Model &at) { at.set(u"1.total", 6); },
        {u"data 1:1-1:1 display edit"_qs, u"data 1:0-1:3 modelData total"_qs});
    row("a nested path", [](const Model &at) { at.set(u"0.customer.name", u"Eve"_qs); },
        {u"data 0:0-0:0 display edit"_qs, u"data 0:0-0:3 customer modelData"_qs});
    row("beside a nested path", [](const Model &at) { at.set(u"0.customer.age", 3); },
        {u"data 0:0-0:3 customer modelData"_qs});
    row("a check box", [](const Model &at) { at.set(u"0.paid", false); },
        {u"data 0:2-0:2 checkState edit"_qs, u"data 0:0-0:3 modelData paid"_qs});
    row("what no column shows", [](const Model &at) { at.set(u"2.other", 1); }, {u"data 2:0-2:3 modelData"_qs});
    row("columns that are together, and one that is not",
        [](const Model &at) {
            at.set(0, json(R"({"id":"o1","customer":{"name":"Eve"},"total":31,"paid":true,"due":"2025-03-01",
                              "notes":["x"]})"));
        },
        {u"data 0:0-0:1 display edit"_qs, u"data 0:3-0:3 display edit"_qs,
         u"data 0:0-0:3 customer due modelData total"_qs});
    row("the same once more", [](const Model &at) { at.set(u"1.total", 5); }, {});
}

void tst_TableModel::changes()
{
    QFETCH(Change, change);
    QFETCH(QStringList, log);
    RootModel model;
    model.set(u"_page.orders", json(Orders));
    TableModel table;
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    table.setColumns(columns());
    table.setSource(model.at(u"_page.orders"));
    TableLog spy(&table);
    change(model.at(u"_page.orders"));
    QCOMPARE(spy.lines, log);
}

void tst_TableModel::writing()
{
    RootModel model;
    model.set(u"_page.orders", json(Orders));
    const Model at = model.at(u"_page.orders");
    TableModel table;
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    table.setColumns(columns());
    table.setSource(at);
    QSignalSpy errors(&model, &RootModel::error);
    QVERIFY(table.setData(table.index(0, 0), u"Eve"_qs));
    QCOMPARE(text(at.get(u"0.customer")), u"{\"name\":\"Eve\"}"_qs);
    QVERIFY(table.setData(table.index(1, 1), u"7"_qs));
    QCOMPARE(at.get(u"1.total"), Value(7));
    QVERIFY(table.setData(table.index(2, 2), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(at.get(u"2.paid"), Value(true));
    QVERIFY(table.setData(table.index(2, 3), 300, table.roleFor(u"total"_qs))); // a role of the row
    QCOMPARE(at.get(u"2.total"), Value(300));
    QCOMPARE(errors.size(), 0);

    QVERIFY(!table.setData(table.index(0, 3), QDate(2020, 1, 1)));
    QVERIFY(!table.setData(table.index(0, 1), u"seven"_qs));
    table.setEditable(false);
    QVERIFY(!table.setData(table.index(0, 0), u"Ada"_qs));
    QCOMPARE(errors.size(), 3);
    QCOMPARE(errors.at(0).first().value<Error>().message(),
             u"setData: the column \"due\" is not editable. Invalid path: _page.orders"_qs);
    QVERIFY(!(table.flags(table.index(0, 2)) & Qt::ItemIsUserCheckable));
}

void tst_TableModel::converters()
{
    RootModel model;
    model.set(u"_page.list", json(R"([{"cents":250},{"cents":99}])"));
    TableModel table;
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    const auto price = [](const Value &value) { return QVariant(u"€ %1"_qs.arg(value.toDouble() / 100)); };
    const auto cents = [](const QVariant &variant) {
        bool isNumber = false;
        const double euros = variant.toString().remove(u"€ "_qs).toDouble(&isNumber);
        if (!isNumber)
            throw Error(u"no price"_qs);
        return Value(euros * 100);
    };
    table.setColumns({{.path = u"cents"_qs, .toVariant = price, .fromVariant = cents},
                      {.path = u"cents"_qs, .header = u"shown"_qs, .toVariant = price}});
    table.setSource(model.at(u"_page.list"));
    QCOMPARE(table.index(0, 0).data(), u"€ 2.5"_qs);
    QVERIFY(table.setData(table.index(0, 0), u"€ 3"_qs));
    QCOMPARE(model.get(u"_page.list.0.cents"), Value(300));
    QSignalSpy errors(&model, &RootModel::error);
    QVERIFY(!table.setData(table.index(0, 0), u"much"_qs));
    QCOMPARE(errors.first().first().value<Error>().message(), u"no price. Invalid path: _page.list"_qs);
    // What cannot be converted back cannot be edited.
    QVERIFY(!(table.flags(table.index(0, 1)) & Qt::ItemIsEditable));
    QVERIFY(!table.setData(table.index(0, 1), u"€ 3"_qs));
}

void tst_TableModel::sorting()
{
    RootModel model;
    model.set(u"_page.orders", json(Orders));
    TableModel table;
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    table.setColumns(columns());
    table.setSource(model.at(u"_page.orders"));
    TableLog log(&table);
    QSignalSpy changes(&table, &TableModel::sortOrderChanged);
    QCOMPARE(table.sortColumn(), -1);
    const QPersistentModelIndex ada = table.index(0, 0);
    table.sort(1, Qt::AscendingOrder);
    QCOMPARE(columnTexts(table, 1), u"5 30 200"_qs);
    QCOMPARE(table.sortColumn(), 1);
    QCOMPARE(table.sortOrder(), Qt::AscendingOrder);
    QCOMPARE(ada.row(), 1);
    table.sort(1, Qt::DescendingOrder);
    QCOMPARE(columnTexts(table, 1), u"200 30 5"_qs);
    QCOMPARE(table.sortOrder(), Qt::DescendingOrder);
    QCOMPARE(changes.size(), 2);
    // A write moves the row to its new place.
    table.setData(table.index(2, 1), 100);
    QCOMPARE(columnTexts(table, 1), u"200 100 30"_qs);
    table.sort(-1);
    QCOMPARE(columnTexts(table, 1), u"30 100 200"_qs);
    QCOMPARE(table.sortColumn(), -1);
    QVERIFY(!log.lines.contains(u"reset"_qs));
    QCOMPARE(model.get(u"_page.orders.0.id").toString(), u"o1"_qs);
}

void tst_TableModel::sortingByAnotherPath()
{
    RootModel model;
    model.set(u"_page.list", json(R"([{"n":"ä","rank":3},{"n":"Z","rank":1},{"n":"a","rank":2}])"));
    TableModel table;
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    table.setColumns({{.path = u"n"_qs}, {.path = u"n"_qs, .sortKey = {.path = u"rank"_qs}}});
    table.setSource(model.at(u"_page.list"));
    table.sort(0);
    QCOMPARE(columnTexts(table, 0), u"Z a ä"_qs); // by code units
    table.sort(1);
    QCOMPARE(columnTexts(table, 0), u"Z a ä"_qs);
    QCOMPARE(table.sortColumn(), 1);
    table.sort(1, Qt::DescendingOrder);
    QCOMPARE(columnTexts(table, 0), u"ä a Z"_qs);
    table.setColumns({{.path = u"n"_qs, .sortKey = {.path = {}, .locale = QLocale(u"en_US"_qs)}}});
    table.sort(0);
    if (QLocale::system().name() != u"C"_qs || columnTexts(table, 0).startsWith(u'a'))
        QCOMPARE(columnTexts(table, 0).back(), QChar(u'Z'));
}

void tst_TableModel::columnsComeGoAndMove()
{
    RootModel model;
    model.set(u"_page.orders", json(Orders));
    TableModel table;
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    table.setColumns(columns());
    table.setSource(model.at(u"_page.orders"));
    QSignalSpy changes(&table, &TableModel::columnsChanged);
    TableLog log(&table);
    const QPersistentModelIndex due = table.index(1, 3);
    const QPersistentModelIndex paid = table.index(1, 2);

    table.setColumns({columns().at(3), columns().at(0), columns().at(1)});
    QCOMPARE(log.take(), (QStringList{u"columns removed 2-2"_qs, u"columns moved 2-2 to 0"_qs}));
    QCOMPARE(headers(table), u"Due Customer total"_qs);
    QCOMPARE(due.column(), 0);
    QVERIFY(!paid.isValid());
    table.setColumns({columns().at(3), {.path = u"id"_qs}, {.path = u"customer.name"_qs}, columns().at(1)});
    QCOMPARE(log.take(), (QStringList{u"columns inserted 1-1"_qs, u"header 2-2"_qs}));
    QCOMPARE(headers(table), u"Due id customer.name total"_qs);
    table.setColumns({columns().at(3), {.path = u"id"_qs}, {.path = u"customer.name"_qs}, {.path = u"total"_qs}});
    QCOMPARE(log.take(), (QStringList{u"header 3-3"_qs, u"data 0:3-2:3"_qs}));
    QCOMPARE(table.index(0, 3).data().metaType(), QMetaType::fromType<double>());
    QCOMPARE(changes.size(), 3);
    QCOMPARE(table.columns().size(), 4);
}

void tst_TableModel::discoveredColumns()
{
    RootModel model;
    TableModel table;
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    table.setSource(model.at(u"_page.orders"));
    QCOMPARE(table.rowCount(), 0);
    model.push(u"_page.orders", json(R"({"id":"o1","total":3})"));
    QCOMPARE(headers(table), u"id total"_qs);
    QCOMPARE(table.index(0, 1).data(), 3);
    model.push(u"_page.orders", json(R"({"id":"o2","more":true})"));
    QCOMPARE(headers(table), u"id total"_qs); // fixed before the first row
    table.setColumns(columns());
    QCOMPARE(headers(table), u"Customer total paid Due"_qs);
    table.setColumns({});
    QCOMPARE(table.columnOf(u"total"_qs), 1);
    table.setItemRoles({{.name = u"sum"_qs, .path = u"total"_qs}});
    QCOMPARE(headers(table), u"sum"_qs);
    QCOMPARE(table.index(0, 0).data(), 3);
}

void tst_TableModel::itemsThatAreNoObjects()
{
    RootModel model;
    model.set(u"_page.list", json("[3,1,2]"));
    TableModel table;
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    table.setSource(model.at(u"_page.list"));
    QCOMPARE(table.columnCount(), 1);
    QCOMPARE(columnTexts(table, 0), u"3 1 2"_qs);
    table.sort(0);
    QCOMPARE(columnTexts(table, 0), u"1 2 3"_qs);
    QVERIFY(table.setData(table.index(0, 0), 9));
    QCOMPARE(text(model.get(u"_page.list")), u"[3,9,2]"_qs);
}

void tst_TableModel::declarations_data()
{
    QTest::addColumn<QByteArray>("declaration");
    QTest::addColumn<TableColumn>("column");

    QTest::newRow("a path") << QByteArray(R"("a.b")") << TableColumn{.path = u"a.b"_qs};
    QTest::newRow("everything")
        << QByteArray(R"({"path":"a","header":"A","type":"date","editable":false,"checkable":true,
                          "alignment":"right","sortBy":"b.c","locale":"de"})")
        << TableColumn{.path = u"a"_qs, .header = u"A"_qs, .type = QMetaType::fromType<QDate>(), .editable = false,
                       .checkable = true, .alignment = Qt::AlignRight | Qt::AlignVCenter,
                       .sortKey = {.path = u"b.c"_qs, .locale = QLocale(u"de"_qs)}};
    QTest::newRow("a type by Qt's name") << QByteArray(R"({"path":"a","type":"QUrl"})")
                                         << TableColumn{.path = u"a"_qs, .type = QMetaType::fromType<QUrl>()};
    QTest::newRow("an alignment of Qt") << QByteArray(R"({"path":"a","alignment":132})")
                                        << TableColumn{.path = u"a"_qs, .alignment = Qt::AlignCenter};
}

void tst_TableModel::declarations()
{
    QFETCH(QByteArray, declaration);
    QFETCH(TableColumn, column);
    const TableColumn made = TableColumn::fromValue(json(declaration.constData()));
    QCOMPARE(made.path, column.path);
    QCOMPARE(made.header, column.header);
    QCOMPARE(made.type, column.type);
    QCOMPARE(made.editable, column.editable);
    QCOMPARE(made.checkable, column.checkable);
    QCOMPARE(made.alignment, column.alignment);
    QCOMPARE(made.sortKey, column.sortKey);
}

void tst_TableModel::wrongDeclarations_data()
{
    QTest::addColumn<QByteArray>("declaration");
    QTest::addColumn<QString>("message");
    QTest::newRow("a number") << QByteArray("3") << u"A column is a path or an object, not 3"_qs;
    QTest::newRow("a type that there is not")
        << QByteArray(R"({"path":"a","type":"money"})") << u"Columns cannot have the type \"money\""_qs;
    QTest::newRow("an alignment that there is not")
        << QByteArray(R"({"path":"a","alignment":"up"})") << u"Columns cannot be aligned \"up\""_qs;
    QTest::newRow("a misspelt member") << QByteArray(R"({"path":"a","heading":"A"})")
                                       << u"A column has no \"heading\""_qs;
}

void tst_TableModel::wrongDeclarations()
{
    QFETCH(QByteArray, declaration);
    QFETCH(QString, message);
    try {
        static_cast<void>(TableColumn::fromValue(json(declaration.constData())));
        QFAIL("no error");
    } catch (const Error &error) {
        QCOMPARE(error.message(), message);
    }
}

QTEST_GUILESS_MAIN(tst_TableModel)
#include "tst_tablemodel.moc"
