// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"
#include "../model/modeltest.h"

#include <Racer/tablemodel.h>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

using Tester = QAbstractItemModelTester;

namespace {

QString headers(const QAbstractItemModel &table)
{
    QStringList texts;
    for (int column = 0; column < table.columnCount(); ++column)
        texts.append(table.headerData(column, Qt::Horizontal).toString());
    return texts.join(u' ');
}

} // namespace

class tst_TableFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsColumnsAndOrders();
};

// Random writes, columns and orders: the table is what a naive reading of the model makes of it, and every cell that
// changed was told. RACER_TEST_ROUNDS for more than a short run.
void tst_TableFuzz::cellsColumnsAndOrders()
{
    const quint32 seed = testSeed();
    const auto report = qScopeGuard([seed] {
        if (QTest::currentTestFailed())
            qInfo("seed %u", seed);
    });
    QRandomGenerator random(seed);
    const int given = qEnvironmentVariableIntValue("RACER_TEST_ROUNDS");
    const int rounds = given > 0 ? given : 300;

    RootModel model;
    const Model at = model.at(u"_page.rows");
    const QList<Path> paths{u"a"_qs, u"b.c"_qs, u"b.d"_qs, u"e"_qs, Path(), u"b"_qs};
    const auto scalar = [&]() -> Value {
        switch (random.bounded(4)) {
        case 0: return random.bounded(6);
        case 1: return QString(QChar(char16_t(u'a' + random.bounded(4))));
        case 2: return random.bounded(2) == 0;
        default: return nullptr;
        }
    };
    at.set(Value::array());
    TableModel table;
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    table.setItemRoles({{.name = u"a"_qs}});
    table.setColumns({{.path = u"a"_qs}, {.path = u"b.c"_qs}});
    table.setSource(at);

    // What a view would show that looks only where it is told to.
    QList<QVariantList> seen;
    const auto read = [&](int row, int column) { return table.index(row, column).data(Qt::EditRole); };
    const auto readRow = [&](int row) {
        QVariantList cells;
        for (int column = 0; column < table.columnCount(); ++column)
            cells.append(read(row, column));
        return cells;
    };
    const auto readAll = [&] {
        seen.clear();
        for (int row = 0; row < table.rowCount(); ++row)
            seen.append(readRow(row));
    };
    connect(&table, &QAbstractItemModel::rowsInserted, &table, [&](const QModelIndex &, int first, int last) {
        for (int row = first; row <= last; ++row)
            seen.insert(row, readRow(row));
    });
    connect(&table, &QAbstractItemModel::rowsRemoved, &table,
            [&](const QModelIndex &, int first, int last) { seen.remove(first, last - first + 1); });
    connect(&table, &QAbstractItemModel::rowsMoved, &table,
            [&](const QModelIndex &, int first, int last, const QModelIndex &, int to) {
                const QList<QVariantList> moved = seen.mid(first, last - first + 1);
                seen.remove(first, moved.size());
                for (qsizetype i = 0; i < moved.size(); ++i)
                    seen.insert((to > first ? to - moved.size() : to) + i, moved.at(i));
            });
    connect(&table, &QAbstractItemModel::layoutChanged, &table, readAll);
    connect(&table, &QAbstractItemModel::modelReset, &table, readAll);
    connect(&table, &QAbstractItemModel::columnsInserted, &table, readAll);
    connect(&table, &QAbstractItemModel::columnsRemoved, &table, readAll);
    connect(&table, &QAbstractItemModel::columnsMoved, &table, readAll);
    connect(&table, &QAbstractItemModel::dataChanged, &table,
            [&](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                for (int row = first.row(); row <= last.row(); ++row) {
                    for (int column = first.column(); column <= last.column(); ++column) {
                        if (roles.isEmpty() || roles.contains(Qt::EditRole))
                            seen[row][column] = read(row, column);
                    }
                }
            });

    for (int round = 0; round < rounds; ++round) {
        const int rows = int(at.get().size());
        const int row = rows ? random.bounded(rows) : 0;
        switch (random.bounded(9)) {
        case 0:
        case 1:
            at.insert(random.bounded(rows + 1), Value::array({Value::object({{Key(u"a"), scalar()}})}));
            break;
        case 2:
            if (rows > 8)
                at.remove(row, random.bounded(1, 4));
            break;
        case 3:
            if (rows > 1)
                at.move(row, random.bounded(rows));
            break;
        case 4:
            if (rows)
                at.set(row, Value::object({{Key(u"b"), Value::object({{Key(u"c"), scalar()}})},
                                           {Key(u"e"), scalar()}}));
            break;
        case 5: {
            QList<TableColumn> wanted;
            for (int i = random.bounded(1, 5); i > 0; --i)
                wanted.append({.path = paths.at(random.bounded(paths.size()))});
            table.setColumns(wanted);
            break;
        }
        case 6:
            table.sort(random.bounded(table.columnCount() + 1) - 1, Qt::SortOrder(random.bounded(2)));
            break;
        default: {
            const int shown = table.rowCount();
            const int column = random.bounded(table.columnCount());
            const Path path = table.columns().at(column).path;
            if (shown && path.size() > 0 && path != Path(u"b"))
                table.setData(table.index(random.bounded(shown), column), scalar().toVariant());
        }
        }
        QCOMPARE(table.rowCount(), int(at.get().size()));
        // The rows are the elements, in order or sorted.
        const Value now = at.get();
        QStringList elements;
        QStringList items;
        for (int i = 0; i < table.rowCount(); ++i) {
            const Value item = table.valueAt(i);
            elements.append(text(now.at(i)));
            items.append(text(item));
            QCOMPARE(text(table.modelAt(i).get()), text(item));
            if (table.sortKeys().isEmpty())
                QCOMPARE(text(item), text(now.at(i)));
            for (int column = 0; column < table.columnCount(); ++column) {
                const QVariant cell = lookup(item, table.columns().at(column).path).toVariant();
                QCOMPARE(read(i, column), cell);
                QCOMPARE(seen.at(i).at(column), cell);
            }
        }
        elements.sort();
        items.sort();
        QCOMPARE(items, elements);
        if (const int sorted = table.sortColumn(); sorted >= 0) {
            for (int i = 1; i < table.rowCount(); ++i) {
                const QVariant a = read(i - 1, sorted);
                const QVariant b = read(i, sorted);
                if (a.metaType() == b.metaType() && a.metaType() == QMetaType::fromType<double>())
                    QVERIFY(table.sortOrder() == Qt::AscendingOrder ? a.toDouble() <= b.toDouble()
                                                                   : a.toDouble() >= b.toDouble());
            }
        }
        QCOMPARE(headers(table), [&] {
            QStringList names;
            for (const TableColumn &column : table.columns())
                names.append(column.path.toString());
            return names.join(u' ');
        }());
    }
}

QTEST_GUILESS_MAIN(tst_TableFuzz)
#include "tst_tablefuzz.moc"
