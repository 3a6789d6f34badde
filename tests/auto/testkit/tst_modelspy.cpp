// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"

#include <Racer/modelspy.h>

#include <QtCore/QStringListModel>
#include <QtGui/QStandardItemModel>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

namespace {

// A list that says what the test has it say, true or not.
class Liar : public QAbstractListModel
{
    Q_OBJECT
public:
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(rows.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? rows.value(index.row()) : QVariant();
    }
    void tellInsertion(int first, int last)
    {
        beginInsertRows({}, first, last);
        endInsertRows();
    }
    void insertAfterTelling(int row, const QString &text)
    {
        beginInsertRows({}, row, row);
        endInsertRows();
        rows.insert(row, text);
    }
    void removeQuietly(int row) { rows.removeAt(row); }
    void move(int from, int to, int told)
    {
        beginMoveRows({}, from, from, {}, told);
        rows.move(from, to);
        endMoveRows();
    }
    void layOutWithoutIndexes()
    {
        Q_EMIT layoutAboutToBeChanged();
        std::reverse(rows.begin(), rows.end());
        Q_EMIT layoutChanged();
    }
    void beginOnly() { beginRemoveRows({}, 0, 0); }

    QStringList rows{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")};
};

} // namespace

using Lie = std::function<void(Liar &)>;
Q_DECLARE_METATYPE(Lie)

class tst_ModelSpy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines();
    void linesOfTrees();
    void linesWithValues();
    void matching();
    void anotherModel();
    void modelGoesAway();
    void lies_data();
    void lies();
    void unshadowed();
    void layoutsKeepPersistentIndexes();
    void randomTrees();
};

void tst_ModelSpy::lines()
{
    QStandardItemModel table(3, 2);
    table.setItemRoleNames({{Qt::DisplayRole, "title"}, {Qt::UserRole, "done"}});
    ModelSpy spy(&table);
    QSignalSpy changes(&spy, &ModelSpy::linesChanged);
    table.insertRow(3);
    table.removeRows(0, 2);
    table.insertColumn(2);
    table.removeColumn(0);
    table.setData(table.index(1, 1), true, Qt::UserRole);
    table.setHeaderData(0, Qt::Horizontal, QStringLiteral("x"));
    QCOMPARE(spy.lines(), (QStringList{u"insert 3 3"_qs, u"remove 0 1"_qs, u"insert columns 2 2"_qs,
                                       u"remove columns 0 0"_qs, u"data 1,1 done"_qs, u"header horizontal 0 0"_qs}));
    QCOMPARE(changes.size(), 6);
    QCOMPARE(spy.count(), 6);
    QCOMPARE(spy.take().size(), 6);
    QCOMPARE(spy.count(), 0);
    table.clear();
    QCOMPARE(spy.take(), QStringList{u"reset"_qs});
    QVERIFY(spy.isConsistent());

    QStringListModel list({u"c"_qs, u"a"_qs, u"b"_qs});
    spy.setModel(&list);
    list.sort(0);
    list.moveRow({}, 0, {}, 3);
    list.setData(list.index(0), u"x"_qs);
    QCOMPARE(spy.take(), (QStringList{u"layout"_qs, u"move 0 0 3"_qs, u"data 0"_qs}));
    QVERIFY(spy.isConsistent());
}

void tst_ModelSpy::linesOfTrees()
{
    QStandardItemModel tree;
    tree.appendRow(new QStandardItem(u"a"_qs));
    tree.appendRow(new QStandardItem(u"b"_qs));
    ModelSpy spy(&tree);
    tree.item(1)->appendRow(new QStandardItem(u"b0"_qs));
    tree.item(1)->child(0)->appendRow(new QStandardItem(u"b00"_qs));
    tree.item(1)->child(0)->child(0)->setData(1, Qt::UserRole + 1);
    tree.item(1)->removeRow(0);
    QCOMPARE(spy.lines().filter(u"insert columns"_qs).size(), 2); // the first child brings the first column
    QStringList rows = spy.take();
    rows.removeIf([](const QString &line) { return line.startsWith(u"insert columns"); });
    QCOMPARE(rows, (QStringList{u"insert 0 0 in 1"_qs, u"insert 0 0 in 1.0"_qs, u"data 0 257 in 1.0"_qs,
                                u"remove 0 0 in 1"_qs}));
    QVERIFY(spy.isConsistent());
}

void tst_ModelSpy::linesWithValues()
{
    QStandardItemModel list;
    list.setItemRoleNames({{Qt::DisplayRole, "title"}, {Qt::UserRole, "done"}});
    list.appendRow(new QStandardItem(u"a"_qs));
    ModelSpy spy(&list);
    spy.setRoles({u"title"_qs});
    list.setData(list.index(0, 0), u"aa"_qs, Qt::DisplayRole);
    list.setData(list.index(0, 0), true, Qt::UserRole);
    list.appendRow(new QStandardItem(u"b"_qs));
    QCOMPARE(spy.take(), (QStringList{u"data 0: \"aa\""_qs, u"data 0 done"_qs, u"insert 1 1: \"b\""_qs}));
    spy.setRoles({u"title"_qs, u"done"_qs});
    list.setData(list.index(0, 0), false, Qt::UserRole);
    QCOMPARE(spy.take(), QStringList{u"data 0 done: {\"done\":false}"_qs});
}

void tst_ModelSpy::matching()
{
    QStringListModel list({u"a"_qs, u"b"_qs});
    ModelSpy spy(&list);
    QVERIFY(spy.matches({}));
    list.removeRow(0);
    QVERIFY(spy.matches({u"remove 0 0"_qs}));
    QVERIFY(spy.matches({})); // they are taken
    list.insertRow(0);
    list.removeRow(0);
    QCOMPARE(spy.difference({u"remove 0 0"_qs}), u"+ insert 0 0\n  remove 0 0"_qs);
    QTest::ignoreMessage(QtWarningMsg, "The signals differ (- expected, + found):\n+ insert 0 0\n  remove 0 0");
    QVERIFY(!spy.matches({u"remove 0 0"_qs}));
    QCOMPARE(spy.count(), 0);
}

void tst_ModelSpy::anotherModel()
{
    QStringListModel one({u"a"_qs});
    QStringListModel two({u"b"_qs});
    ModelSpy spy(&one);
    one.insertRow(0);
    QSignalSpy changed(&spy, &ModelSpy::modelChanged);
    spy.setModel(&two);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(spy.count(), 0);
    one.insertRow(0);
    QCOMPARE(spy.count(), 0);
    two.insertRow(0);
    QVERIFY(spy.matches({u"insert 0 0"_qs}));
}

void tst_ModelSpy::modelGoesAway()
{
    ModelSpy spy;
    QVERIFY(spy.isConsistent());
    {
        QStringListModel list({u"a"_qs});
        spy.setModel(&list);
        list.insertRow(0);
    }
    QCOMPARE(spy.model(), nullptr);
    QCOMPARE(spy.lines(), QStringList{u"insert 0 0"_qs});
    QVERIFY(spy.isConsistent());
}

void tst_ModelSpy::lies_data()
{
    QTest::addColumn<Lie>("lie");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *name, const Lie &lie, const QString &found) {
        QTest::newRow(name) << lie << found;
    };
    row("an insertion that does not come", [](Liar &m) { m.tellInsertion(0, 0); }, u"5 rows were told, 4 are there"_qs);
    row("a removal untold", [](Liar &m) { m.removeQuietly(0); }, u"4 rows were told, 3 are there"_qs);
    row("a change after a removal untold",
        [](Liar &m) {
            m.removeQuietly(0);
            m.tellInsertion(0, 0);
        },
        u"There are 3 rows before the announced change; 4 were told"_qs);
    row("a value changed untold", [](Liar &m) { m.rows[1] = u"x"_qs; },
        u"Row 1, column 0, role display: \"b\" was told, \"x\" is there"_qs);
    row("a change told under another role",
        [](Liar &m) {
            m.rows[1] = u"x"_qs;
            Q_EMIT m.dataChanged(m.index(1), m.index(1), {Qt::UserRole});
        },
        u"Row 1, column 0, role display: \"b\" was told, \"x\" is there"_qs);
    row("a row moved elsewhere than told", [](Liar &m) { m.move(0, 3, 2); },
        u"Row 1, column 0, role display: \"a\" was told, \"c\" is there"_qs);
    row("a layout whose persistent indexes stay", [](Liar &m) { m.layOutWithoutIndexes(); },
        u"Row 0, column 0, role display: \"a\" was told, \"d\" is there"_qs);
    row("a row that comes after it was told", [](Liar &m) { m.insertAfterTelling(4, u"e"_qs); },
        u"Row 4, column 0, role display: nothing was told, \"e\" is there"_qs);
    row("an announcement without its change", [](Liar &m) { m.beginOnly(); },
        u"A change is announced that has not come"_qs);
}

void tst_ModelSpy::lies()
{
    QFETCH(Lie, lie);
    QFETCH(QString, found);
    Liar model;
    const ModelSpy spy(&model);
    QCOMPARE(spy.inconsistencies(), QStringList());
    lie(model);
    const QStringList problems = spy.inconsistencies();
    QVERIFY2(problems.contains(found), qPrintable(problems.join(u'\n')));
}

void tst_ModelSpy::unshadowed()
{
    Liar model;
    ModelSpy spy(&model);
    spy.setShadowing(false);
    model.removeQuietly(0);
    QVERIFY(spy.isConsistent());
    spy.setShadowing(true);
    QVERIFY(spy.isConsistent());
    model.removeQuietly(0);
    QTest::ignoreMessage(QtWarningMsg,
                         "The signals do not tell what the model shows:\n3 rows were told, 2 are there");
    QVERIFY(!spy.isConsistent());
}

void tst_ModelSpy::layoutsKeepPersistentIndexes()
{
    QStandardItemModel tree;
    for (const QString &text : {u"b"_qs, u"a"_qs, u"c"_qs}) {
        auto *const top = new QStandardItem(text);
        top->appendRow(new QStandardItem(text + u"2"_qs));
        top->appendRow(new QStandardItem(text + u"1"_qs));
        tree.appendRow(top);
    }
    ModelSpy spy(&tree);
    tree.sort(0);
    QVERIFY(spy.isConsistent());
    QCOMPARE(spy.take(), QStringList{u"layout"_qs});
    tree.sort(0, Qt::DescendingOrder);
    tree.item(0)->setText(u"z"_qs);
    QVERIFY(spy.isConsistent());
}

void tst_ModelSpy::randomTrees()
{
    const quint32 seed = testSeed();
    QRandomGenerator random(seed);
    QStandardItemModel tree;
    const ModelSpy spy(&tree);
    const auto anywhere = [&] {
        QStandardItem *at = tree.invisibleRootItem();
        while (at->rowCount() > 0 && random.bounded(3) > 0)
            at = at->child(int(random.bounded(at->rowCount())));
        return at;
    };
    for (int step = 0; step < 300; ++step) {
        QStandardItem *const at = anywhere();
        const int kind = int(random.bounded(5));
        if (kind <= 1)
            at->insertRow(int(random.bounded(at->rowCount() + 1)), new QStandardItem(QString::number(step)));
        else if (kind == 2 && at->rowCount() > 0)
            at->removeRow(int(random.bounded(at->rowCount())));
        else if (kind == 3)
            at->sortChildren(0, random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
        else if (at->parent())
            at->setText(QString::number(step) + u'x');
        QVERIFY2(spy.inconsistencies().isEmpty(),
                 qPrintable(u"seed %1, step %2: "_qs.arg(seed).arg(step) + spy.inconsistencies().join(u'\n')));
    }
}

QTEST_GUILESS_MAIN(tst_ModelSpy)
#include "tst_modelspy.moc"
