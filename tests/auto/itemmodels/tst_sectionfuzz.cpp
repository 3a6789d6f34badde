// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"

#include <Racer/listmodel.h>
#include <Racer/modelspy.h>
#include <Racer/sectionmodel.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtCore/QRegularExpression>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

using namespace Racer;

namespace {

// What the rows have to be: "#section count collapsed" and "row".
QStringList expectedRows(const QAbstractItemModel &source, const QString &roleName, const SectionModel &sections)
{
    const int role = source.roleNames().key(roleName.toUtf8());
    QStringList rows;
    for (int row = 0; row < source.rowCount();) {
        const QString name = source.index(row, 0).data(role).toString();
        int end = row;
        while (end < source.rowCount() && source.index(end, 0).data(role).toString() == name)
            ++end;
        const bool isCollapsed = sections.isCollapsed(name);
        rows << u"#%1 %2 %3"_qs.arg(name).arg(end - row).arg(isCollapsed);
        for (; row < end; ++row) {
            if (!isCollapsed)
                rows << source.index(row, 0).data().toString();
        }
    }
    return rows;
}

QStringList foundRows(const SectionModel &sections, const QString &roleName)
{
    const int role = sections.roleNames().key(roleName.toUtf8());
    QStringList rows;
    for (int row = 0; row < sections.rowCount(); ++row) {
        const QModelIndex index = sections.index(row);
        if (index.data(SectionModel::IsSectionRole).toBool()) {
            rows << u"#%1 %2 %3"_qs.arg(index.data(role).toString())
                        .arg(index.data(SectionModel::SectionCountRole).toInt())
                        .arg(index.data(SectionModel::CollapsedRole).toBool());
        } else {
            rows << index.data().toString();
        }
    }
    return rows;
}

QStringList foundSections(const SectionModel &sections)
{
    QStringList rows;
    const SectionList *const list = sections.sections();
    for (int row = 0; row < list->rowCount(); ++row) {
        const QModelIndex index = list->index(row);
        rows << u"#%1 %2 %3"_qs.arg(index.data(SectionList::SectionRole).toString())
                    .arg(index.data(SectionList::CountRole).toInt())
                    .arg(index.data(SectionList::CollapsedRole).toBool());
    }
    return rows;
}

void collapseSome(SectionModel &sections, QRandomGenerator &random)
{
    static const QStringList names{u"0"_qs, u"1"_qs, u"2"_qs, u"3"_qs};
    switch (random.bounded(6)) {
    case 0: sections.setCollapsed({names.at(random.bounded(4)), names.at(random.bounded(4))}); break;
    case 1: sections.expandAll(); break;
    case 2: sections.collapseAll(); break;
    default: sections.toggle(names.at(random.bounded(4))); break;
    }
}

} // namespace

// Random programs: the rows are what the source says, and signals told all of it.
class tst_SectionFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupedList();
    void anyItemModel();

private:
    void run(const std::function<void(quint32 seed)> &program);
};

void tst_SectionFuzz::run(const std::function<void(quint32)> &program)
{
    const quint32 seed = testSeed();
    QElapsedTimer timer;
    timer.start();
    const int seconds = qEnvironmentVariableIntValue("RACER_FUZZ_SECONDS");
    for (quint32 round = 0; round < 20 || timer.elapsed() < 1000 * seconds; ++round) {
        program(seed + round);
        if (QTest::currentTestFailed())
            return;
    }
}

#define COMPARE_SECTIONS(source, role) \
    { \
        const QString where = u"seed %1, step %2\n"_qs.arg(seed).arg(step); \
        const QStringList expected = expectedRows(source, role, sections); \
        QVERIFY2(foundRows(sections, role) == expected, \
                 qPrintable(where + u"expected "_qs + expected.join(u',') + u"\nfound "_qs \
                            + foundRows(sections, role).join(u','))); \
        QCOMPARE(foundSections(sections), expected.filter(QRegularExpression(u"^#"_qs))); \
        const QStringList wrong = spy.inconsistencies() + listSpy.inconsistencies(); \
        QVERIFY2(wrong.isEmpty(), qPrintable(where + wrong.join(u'\n') + u'\n' + spy.lines().join(u'\n'))); \
        QVERIFY2(!spy.lines().contains(u"reset"_qs), qPrintable(where)); \
        spy.clear(); \
        listSpy.clear(); \
    }

void tst_SectionFuzz::groupedList()
{
    run([](quint32 seed) {
        QRandomGenerator random(seed);
        RootModel model;
        const Model items = model.at(u"_page.items");
        items.set(Value::array());
        ListModel list;
        list.setItemRoles({{.name = u"t"_qs}, {.name = u"g"_qs}});
        list.setGroupBy(u"g"_qs);
        list.setSource(items);
        SectionModel sections;
        sections.setSource(&list);
        const QAbstractItemModelTester tester(&sections, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QAbstractItemModelTester listTester(sections.sections(),
                                                  QAbstractItemModelTester::FailureReportingMode::Fatal);
        ModelSpy spy(&sections);
        spy.setShadowing(true);
        ModelSpy listSpy(sections.sections());
        listSpy.setShadowing(true);
        int id = 0;
        for (int step = 0; step < 60; ++step) {
            const int size = int(items.get().size());
            const int index = size > 0 ? int(random.bounded(quint32(size))) : 0;
            const Value item = Value::object({{Key(u"id"), Value(QString::number(++id))},
                                              {Key(u"t"), Value(QString::number(id))},
                                              {Key(u"g"), Value(QString::number(random.bounded(4)))}});
            switch (size == 0 ? 0 : random.bounded(8)) {
            case 0:
            case 1: items.insert(index, Value::array({item})); break;
            case 2: items.remove(index, std::min(size - index, 1 + int(random.bounded(3)))); break;
            case 3: items.move(index, int(random.bounded(quint32(size)))); break;
            case 4:
            case 5: items.set(QString::number(index) + u".g"_qs, item.value(u"g")); break;
            case 6: items.set(QString::number(index), item); break;
            default: collapseSome(sections, random); break;
            }
            COMPARE_SECTIONS(list, u"section"_qs)
        }
    });
}

// In no order, with moves of many rows and new layouts.
void tst_SectionFuzz::anyItemModel()
{
    run([](quint32 seed) {
        QRandomGenerator random(seed);
        RootModel model;
        const Model items = model.at(u"_page.items");
        items.set(Value::array());
        ListModel list;
        list.setItemRoles({{.name = u"t"_qs}, {.name = u"g"_qs}});
        list.setSource(items);
        SectionModel sections;
        sections.setSectionRole(u"g"_qs);
        sections.setSource(&list);
        const QAbstractItemModelTester tester(&sections, QAbstractItemModelTester::FailureReportingMode::Fatal);
        ModelSpy spy(&sections);
        spy.setShadowing(true);
        ModelSpy listSpy(sections.sections());
        listSpy.setShadowing(true);
        int id = 0;
        const auto item = [&] {
            return Value::object({{Key(u"id"), Value(QString::number(++id))},
                                  {Key(u"t"), Value(QString::number(id))},
                                  {Key(u"g"), Value(QString::number(random.bounded(3)))}});
        };
        for (int step = 0; step < 60; ++step) {
            const int size = int(items.get().size());
            const int index = size > 0 ? int(random.bounded(quint32(size))) : 0;
            const int count = std::min(size - index, 1 + int(random.bounded(4)));
            switch (size == 0 ? 0 : random.bounded(8)) {
            case 0:
            case 1: items.insert(index, Value::array({item(), item(), item()})); break;
            case 2: items.remove(index, count); break;
            case 3:
            case 4: items.move(index, int(random.bounded(quint32(size - count + 1))), count); break;
            case 5: items.set(QString::number(index) + u".g"_qs, item().value(u"g")); break;
            case 6: {
                Value other = items.get();
                for (int i = 0; i < size; ++i)
                    other.move(random.bounded(size), random.bounded(size));
                items.set(other);
                break;
            }
            default: collapseSome(sections, random); break;
            }
            QCoreApplication::processEvents(); // what moved without another section is looked at again
            COMPARE_SECTIONS(list, u"g"_qs)
        }
    });
}

QTEST_GUILESS_MAIN(tst_SectionFuzz)
#include "tst_sectionfuzz.moc"
