// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "signallog.h"

#include <Racer/json.h>
#include <Racer/modelvalue.h>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

} // namespace

// Item models over refs and refLists: rows come, go and move, and are never reset.
class tst_ReferencedRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refList_data();
    void refList();
    void valueBehindRef();
};

void tst_ReferencedRows::refList_data()
{
    QTest::addColumn<QString>("source");
    QTest::newRow("a refList") << u"_p.list"_qs;
    QTest::newRow("a ref to a refList") << u"_p.alias"_qs;
}

void tst_ReferencedRows::refList()
{
    QFETCH(QString, source);
    RootModel model;
    model.set(u"_p.items", json(R"({"a":{"id":"a","n":1},"b":{"id":"b","n":2},"c":{"id":"c","n":3}})"));
    model.set(u"_p.ids", json(R"(["a","b","a"])"));
    model.refList(u"_p.list", u"_p.items", u"_p.ids");
    model.ref(u"_p.alias", u"_p.list");
    ListModel rows;
    rows.setSource(model.at(source));
    const QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    SignalLog log(&rows);
    const auto shown = [&] {
        QStringList names;
        for (int row = 0; row < rows.rowCount(); ++row)
            names << rows.valueAt(row).value(u"id").toString();
        return names.join(u',');
    };
    QCOMPARE(shown(), u"a,b,a"_qs);

    model.push(u"_p.ids", Value(u"c"));
    QCOMPARE(log.take(), QStringList{u"insert 3 3"_qs});
    model.insert(u"_p.list", 0, model.get(u"_p.items.c"));
    QCOMPARE(log.take(), QStringList{u"insert 0 0"_qs});
    model.move(u"_p.ids", 4, 1);
    QCOMPARE(log.take(), QStringList{u"move 4 4 1"_qs});
    QCOMPARE(shown(), u"c,c,a,b,a"_qs);
    model.remove(u"_p.list", 1, 2);
    QCOMPARE(log.take(), QStringList{u"remove 1 2"_qs});
    model.set(u"_p.items.a.n", 5);
    QCOMPARE(log.take().join(u';').left(6), u"data 2"_qs);
    QCOMPARE(rows.valueAt(2).value(u"n"), Value(5));
    model.setArrayDiff(u"_p.ids", json(R"(["a","b","c"])"));
    QCOMPARE(shown(), u"a,b,c"_qs);
    QVERIFY(!log.take().contains(u"reset"_qs));
}

void tst_ReferencedRows::valueBehindRef()
{
    RootModel model;
    model.set(u"_p.o", json(R"({"k":{"n":1}})"));
    model.ref(u"_p.r", u"_p.o.k");
    ModelValue value;
    value.setSource(model.at(u"_p.r.n"));
    QSignalSpy changed(&value, &ModelValue::valueChanged);
    model.set(u"_p.o.k.n", 2);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(value.value().toInt(), 2);
    model.set(u"_p.o", json(R"({"k":{"n":3}})"));
    QCOMPARE(value.value().toInt(), 3);
    model.ref(u"_p.r", u"_p.other");
    QVERIFY(!value.value().isValid());
}

QTEST_GUILESS_MAIN(tst_ReferencedRows)
#include "tst_referencedrows.moc"
