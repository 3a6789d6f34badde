// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"

#include "../../../src/itemmodels/exactsum_p.h"

#include <Racer/aggregate.h>
#include <Racer/json.h>
#include <Racer/listmodel.h>
#include <Racer/queryexpression.h>

#include <QtCore/QRandomGenerator>
#include <QtCore/QStringListModel>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <cmath>
#include <limits>

using namespace Racer;

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

} // namespace

class tst_Aggregate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void functions_data();
    void functions();
    void follows();
    void perSection();
    void anyItemModel();
    void rolesThatComeLater();
    void sourceGoesAway();
    void sumsDoNotDrift();
    void exactSum_data();
    void exactSum();
    void random_data();
    void random();
};

void tst_Aggregate::functions_data()
{
    QTest::addColumn<QByteArray>("items");
    QTest::addColumn<Aggregate::Operation>("function");
    QTest::addColumn<QVariant>("value");

    const QByteArray mixed = R"([{"n":3},{"n":null},{"n":"text"},{"n":1.5},{"m":9},{"n":true}])";
    QTest::newRow("count leaves out what is not there") << mixed << Aggregate::Count << QVariant(4.0);
    QTest::newRow("sum of the numbers") << mixed << Aggregate::Sum << QVariant(4.5);
    QTest::newRow("average of the numbers") << mixed << Aggregate::Average << QVariant(2.25);
    QTest::newRow("least: numbers come before texts") << mixed << Aggregate::Min << QVariant(1.5);
    QTest::newRow("greatest: booleans come last") << mixed << Aggregate::Max << QVariant(true);
    const QByteArray texts = R"([{"n":"b"},{"n":"a"},{"n":"c"}])";
    QTest::newRow("least text") << texts << Aggregate::Min << QVariant(u"a"_qs);
    QTest::newRow("greatest text") << texts << Aggregate::Max << QVariant(u"c"_qs);
    QTest::newRow("sum of texts") << texts << Aggregate::Sum << QVariant(0.0);
    QTest::newRow("average of texts") << texts << Aggregate::Average << QVariant();
    QTest::newRow("count of nothing") << QByteArray("[]") << Aggregate::Count << QVariant(0.0);
    QTest::newRow("sum of nothing") << QByteArray("[]") << Aggregate::Sum << QVariant(0.0);
    QTest::newRow("average of nothing") << QByteArray("[]") << Aggregate::Average << QVariant();
    QTest::newRow("least of nothing") << QByteArray("[]") << Aggregate::Min << QVariant();
    QTest::newRow("greatest of nothing") << QByteArray("[]") << Aggregate::Max << QVariant();
}

void tst_Aggregate::functions()
{
    QFETCH(QByteArray, items);
    QFETCH(Aggregate::Operation, function);
    QFETCH(QVariant, value);
    RootModel model;
    model.set(u"_page.items", json(items.constData()));
    ListModel list;
    list.setItemRoles({{.name = u"n"_qs}});
    list.setSource(model.at(u"_page.items"));
    Aggregate aggregate;
    aggregate.setSource(&list);
    aggregate.setRole(u"n"_qs);
    aggregate.setOperation(function);
    QCOMPARE(aggregate.value(), value);
    QCOMPARE(aggregate.value().isValid(), value.isValid());
}

void tst_Aggregate::follows()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(R"([{"n":1},{"n":5},{"n":3}])"));
    ListModel list;
    list.setSource(items);
    Aggregate sum;
    sum.setRole(u"n"_qs);
    sum.setOperation(Aggregate::Sum);
    sum.setSource(&list);
    Aggregate greatest;
    greatest.setSource(&list);
    greatest.setRole(u"n"_qs);
    greatest.setOperation(Aggregate::Max);
    Aggregate rows;
    rows.setSource(&list);
    QSignalSpy sumSpy(&sum, &Aggregate::valueChanged);
    QSignalSpy maxSpy(&greatest, &Aggregate::valueChanged);
    QCOMPARE(sum.value(), QVariant(9.0));
    QCOMPARE(greatest.value(), QVariant(5.0));
    QCOMPARE(rows.value(), QVariant(3.0));

    items.push(json(R"({"n":2})"));
    QCOMPARE(sum.value(), QVariant(11.0));
    QCOMPARE(rows.value(), QVariant(4.0));
    QCOMPARE(sumSpy.count(), 1);
    QCOMPARE(maxSpy.count(), 0);
    items.set(u"1.n", 4);
    QCOMPARE(sum.value(), QVariant(10.0));
    QCOMPARE(greatest.value(), QVariant(4.0));
    QCOMPARE(maxSpy.count(), 1);
    items.move(0, 3);
    QCOMPARE(sumSpy.count(), 2);
    items.remove(0, 2); // 4 and 3
    QCOMPARE(sum.value(), QVariant(3.0));
    QCOMPARE(greatest.value(), QVariant(2.0));
    items.set(u"0.n", nullptr);
    QCOMPARE(sum.value(), QVariant(1.0));
    items.set(u"0.other", 3);
    QCOMPARE(sumSpy.count(), 4);
    items.del();
    QCOMPARE(sum.value(), QVariant(0.0));
    QVERIFY(!greatest.value().isValid());
    QCOMPARE(rows.value(), QVariant(0.0));
}

void tst_Aggregate::perSection()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(R"([{"g":"a","n":1},{"g":"b","n":2},{"g":"a","n":4}])"));
    ListModel list;
    list.setGroupBy(u"g"_qs);
    list.setSource(items);
    Aggregate sum;
    sum.setSource(&list);
    sum.setRole(u"n"_qs);
    sum.setOperation(Aggregate::Sum);
    sum.setSection(u"a"_qs);
    QCOMPARE(sum.value(), QVariant(5.0));
    items.set(u"1.g", u"a");
    QCOMPARE(sum.value(), QVariant(7.0));
    items.set(u"0.g", u"b");
    QCOMPARE(sum.value(), QVariant(6.0));
    sum.setSection({});
    QCOMPARE(sum.value(), QVariant(7.0));
}

void tst_Aggregate::anyItemModel()
{
    QStringListModel list({u"x"_qs, u"y"_qs, u"w"_qs});
    Aggregate least;
    least.setSource(&list);
    least.setRole(u"display"_qs);
    least.setOperation(Aggregate::Min);
    QCOMPARE(least.value(), QVariant(u"w"_qs));
    list.setStringList({u"z"_qs, u"y"_qs});
    QCOMPARE(least.value(), QVariant(u"y"_qs));
    list.sort(0);
    list.removeRows(0, 1);
    QCOMPARE(least.value(), QVariant(u"z"_qs));
    least.setRole(u"nothing"_qs);
    QVERIFY(!least.value().isValid());
}

void tst_Aggregate::rolesThatComeLater()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    ListModel list;
    list.setSource(items);
    Aggregate sum;
    sum.setSource(&list);
    sum.setRole(u"n"_qs);
    sum.setOperation(Aggregate::Sum);
    QCOMPARE(sum.value(), QVariant(0.0));
    items.push(json(R"({"n":2})"));
    QCOMPARE(sum.value(), QVariant(2.0));
}

void tst_Aggregate::sourceGoesAway()
{
    Aggregate count;
    {
        QStringListModel list({u"x"_qs});
        count.setSource(&list);
        QCOMPARE(count.value(), QVariant(1.0));
    }
    QVERIFY(!count.source());
    QVERIFY(!count.value().isValid());
}

void tst_Aggregate::sumsDoNotDrift()
{
    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(json(R"([{"n":0.1},{"n":0.2}])"));
    ListModel list;
    list.setSource(items);
    Aggregate sum;
    sum.setSource(&list);
    sum.setRole(u"n"_qs);
    sum.setOperation(Aggregate::Sum);
    for (const double large : {1e300, 1e16, -1e200, 123456789.125}) {
        items.push(Value::object({{Key(u"n"), Value(large)}}));
        items.pop();
        QCOMPARE(sum.value().toDouble(), 0.1 + 0.2);
    }
    items.push(json(R"({"n":1e300})"));
    items.push(json(R"({"n":-1e300})"));
    QCOMPARE(sum.value().toDouble(), 0.1 + 0.2);
}

void tst_Aggregate::exactSum_data()
{
    QTest::addColumn<QList<double>>("numbers");
    QTest::addColumn<double>("expected");
    constexpr double inf = std::numeric_limits<double>::infinity();
    constexpr double least = std::numeric_limits<double>::denorm_min();
    constexpr double most = std::numeric_limits<double>::max();
    QTest::newRow("none") << QList<double>{} << 0.0;
    QTest::newRow("the smallest") << QList<double>{least} << least;
    QTest::newRow("two of the smallest") << QList<double>{least, least} << 2 * least;
    QTest::newRow("the largest") << QList<double>{most} << most;
    QTest::newRow("negative") << QList<double>{-1.5, -2.25} << -3.75;
    QTest::newRow("what a large number swallows") << QList<double>{1e100, 1, -1e100} << 1.0;
    QTest::newRow("too large") << QList<double>{most, most} << inf;
    QTest::newRow("too large for a while") << QList<double>{most, most, -most} << most;
    QTest::newRow("half way goes to the even one") << QList<double>{9007199254740992.0, 1} << 9007199254740992.0;
    QTest::newRow("half way and a bit") << QList<double>{9007199254740992.0, 1, least} << 9007199254740994.0;
    QTest::newRow("infinite") << QList<double>{1, inf} << inf;
    QTest::newRow("no number") << QList<double>{inf, -inf} << std::numeric_limits<double>::quiet_NaN();
}

void tst_Aggregate::exactSum()
{
    QFETCH(QList<double>, numbers);
    QFETCH(double, expected);
    ExactSum sum;
    for (const double number : numbers)
        sum.add(number);
    if (std::isnan(expected))
        QVERIFY(std::isnan(sum.value()));
    else
        QVERIFY2(sum.value() == expected, qPrintable(QString::number(sum.value(), 'g', 17)));
    for (const double number : numbers)
        sum.subtract(number);
    QVERIFY(sum.value() == 0);
}

void tst_Aggregate::random_data()
{
    QTest::addColumn<bool>("sorted");
    QTest::newRow("in the source's order") << false;
    QTest::newRow("sorted and filtered") << true;
}

void tst_Aggregate::random()
{
    QFETCH(bool, sorted);
    const quint32 seed = testSeed();
    const int rounds = std::max(20, qEnvironmentVariableIntValue("RACER_TEST_ROUNDS"));
    for (int round = 0; round < rounds; ++round) {
        QRandomGenerator random(seed + quint32(round));
        RootModel model;
        const Model items = model.at(u"_page.items");
        items.set(Value::array());
        ListModel list;
        list.setItemRoles({{.name = u"n"_qs}});
        if (sorted) {
            list.setSortKeys({SortKey{.path = u"n"}});
            list.setFilter(json(R"({"n":{"$ne":3}})"));
        }
        list.setSource(items);
        std::vector<std::unique_ptr<Aggregate>> aggregates;
        for (const auto function :
             {Aggregate::Count, Aggregate::Sum, Aggregate::Min, Aggregate::Max, Aggregate::Average}) {
            aggregates.push_back(std::make_unique<Aggregate>());
            aggregates.back()->setSource(&list);
            aggregates.back()->setRole(u"n"_qs);
            aggregates.back()->setOperation(function);
        }
        const auto item = [&random] {
            const Value values[] = {Value(), Value(nullptr), Value(u"text"), Value(random.bounded(6)),
                                    Value(random.generateDouble()), Value(random.bounded(6))};
            return Value::object({{Key(u"n"), values[random.bounded(6)]}});
        };
        for (int step = 0; step < 60; ++step) {
            const int size = int(items.get().size());
            const int index = size > 0 ? int(random.bounded(quint32(size))) : 0;
            switch (size == 0 ? 0 : random.bounded(5)) {
            case 0: items.insert(index, Value::array({item(), item()})); break;
            case 1: items.remove(index); break;
            case 2: items.move(index, int(random.bounded(quint32(size)))); break;
            case 3: items.set(QString::number(index), item()); break;
            default: items.set(QString::number(index) + u".n"_qs, item().value(u"n")); break;
            }
            double count = 0;
            double numbers = 0;
            ExactSum sum;
            Value least;
            Value greatest;
            for (int row = 0; row < list.rowCount(); ++row) {
                const Value value = list.valueAt(row).value(u"n");
                if (value.isNullish())
                    continue;
                ++count;
                if (value.isNumber()) {
                    ++numbers;
                    sum.add(value.toDouble());
                }
                if (least.isUndefined() || compareValues(value, least) < 0)
                    least = value;
                if (greatest.isUndefined() || compareValues(value, greatest) > 0)
                    greatest = value;
            }
            const QVariantList expected{count, sum.value(), least.toVariant(), greatest.toVariant(),
                                        numbers > 0 ? QVariant(sum.value() / numbers) : QVariant()};
            for (size_t i = 0; i < aggregates.size(); ++i) {
                QVERIFY2(aggregates[i]->value() == expected.at(qsizetype(i)),
                         qPrintable(u"seed %1, step %2, function %3"_qs.arg(seed + quint32(round)).arg(step).arg(i)));
            }
        }
    }
}

QTEST_GUILESS_MAIN(tst_Aggregate)
#include "tst_aggregate.moc"
