// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/path.h>
#include <Racer/querycollector.h>
#include <Racer/queryexpression.h>

#include <querycases.h>


using namespace Racer;

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

} // namespace

class tst_QueryExpression : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Happy
    void cases_data();
    void cases();
    void caseBackwards_data() { cases_data(); }
    void caseBackwards();
    void bookkeepingFields_data();
    void bookkeepingFields();
    void deletedDocuments_data();
    void deletedDocuments();
    void bareData();
    void dataThatIsNoObject();
    void undefinedConditionsAreNone();
    void equalities_data();
    void equalities();
    void fields_data();
    void fields();
    void compareValuesIsATotalOrder();
    void collectorStopsEarly();
    // Rainy
    void endlessBacktracking();
    void manyDocumentsWithAHugeSkip();

private:
    std::vector<QueryCases::Case> m_cases = QueryCases::load();
};

void tst_QueryExpression::cases_data()
{
    QueryCases::addRows(m_cases);
}

void tst_QueryExpression::cases()
{
    QFETCH(int, number);
    const QueryCases::Case &row = m_cases.at(size_t(number));
    try {
        const QueryExpression query(row.query);
        QVERIFY2(row.error.isEmpty(), "an error was expected");
        QueryCollector collector(query);
        for (const Snapshot &document : row.documents)
            collector.add(document);
        QCOMPARE(collector.extra(), row.count);
        QCOMPARE(QueryCases::idsOf(collector.takeSnapshots(), true), row.ids);
    } catch (const Error &error) {
        QVERIFY2(!row.error.isEmpty(), error.what());
        QVERIFY(error.is(ErrorCode::InvalidQuery));
        QVERIFY2(error.message().contains(row.error), error.what());
    }
}

void tst_QueryExpression::caseBackwards()
{
    QFETCH(int, number);
    const QueryCases::Case &row = m_cases.at(size_t(number));
    if (!row.error.isEmpty())
        return;
    QueryCollector collector{QueryExpression(row.query)};
    for (auto document = row.documents.rbegin(); document != row.documents.rend(); ++document)
        collector.add(*document);
    QCOMPARE(QueryCases::idsOf(collector.takeSnapshots(), true), row.ids);
}

void tst_QueryExpression::bookkeepingFields_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<bool>("matches");
    QTest::newRow("the id") << QByteArray(R"({"_id": "d1"})") << true;
    QTest::newRow("another id") << QByteArray(R"({"_id": "d2"})") << false;
    QTest::newRow("an id in a list") << QByteArray(R"({"_id": {"$in": ["d0", "d1"]}})") << true;
    QTest::newRow("an id in a range") << QByteArray(R"({"_id": {"$gt": "d0", "$lt": "d2"}})") << true;
    QTest::newRow("not the id") << QByteArray(R"({"_id": {"$ne": "d1"}})") << false;
    QTest::newRow("the id by a pattern") << QByteArray(R"({"_id": {"$regex": "^d\\d$"}})") << true;
    QTest::newRow("nothing below the id") << QByteArray(R"({"_id.x": {"$exists": true}})") << false;
    QTest::newRow("the version") << QByteArray(R"({"_v": {"$gte": 7}})") << true;
    QTest::newRow("a lower version") << QByteArray(R"({"_v": {"$lt": 7}})") << false;
    QTest::newRow("the type") << QByteArray(R"({"_type": "http://sharejs.org/types/JSONv0"})") << true;
    QTest::newRow("metadata") << QByteArray(R"({"_m.mtime": {"$gt": 100}})") << true;
    QTest::newRow("older metadata") << QByteArray(R"({"_m.mtime": {"$gt": 1000}})") << false;
    QTest::newRow("a field of that name in an element is data")
        << QByteArray(R"({"list": {"$elemMatch": {"_id": "inner"}}})") << true;
}

void tst_QueryExpression::bookkeepingFields()
{
    QFETCH(QByteArray, query);
    QFETCH(bool, matches);
    Snapshot snapshot{u"d1", 7, u"http://sharejs.org/types/JSONv0", json(R"({"list": [{"_id": "inner"}]})"),
                      json(R"({"mtime": 500})")};
    QCOMPARE(QueryExpression(Json::parse(query)).matches(snapshot), matches);
}

void tst_QueryExpression::deletedDocuments_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<bool>("matches");
    QTest::newRow("everything does not find it") << QByteArray("{}") << false;
    QTest::newRow("a missing field does not find it") << QByteArray(R"({"x": null})") << false;
    QTest::newRow("a negation does not find it") << QByteArray(R"({"x": {"$ne": 1}})") << false;
    QTest::newRow("its id does not find it") << QByteArray(R"({"_id": "gone"})") << false;
    QTest::newRow("a missing type finds it") << QByteArray(R"({"_type": null})") << true;
    QTest::newRow("a type does not find it") << QByteArray(R"({"_type": {"$type": "string"}})") << false;
    QTest::newRow("the type inside $or finds it") << QByteArray(R"({"$or": [{"_type": null}, {"x": 1}]})") << true;
}

void tst_QueryExpression::deletedDocuments()
{
    QFETCH(QByteArray, query);
    QFETCH(bool, matches);
    Snapshot snapshot;
    snapshot.id = u"gone";
    snapshot.version = 3;
    QCOMPARE(QueryExpression(Json::parse(query)).matches(snapshot), matches);
}

void tst_QueryExpression::bareData()
{
    const QueryExpression query(json(R"({"age": {"$gt": 3}})"));
    QVERIFY(query.matches(json(R"({"age": 4})")));
    QVERIFY(!query.matches(json(R"({"age": 3})")));
    QVERIFY(!query.matches(Value()));
}

void tst_QueryExpression::dataThatIsNoObject()
{
    Snapshot snapshot{u"d", 1, u"http://sharejs.org/types/textv1", u"some text", {}};
    QVERIFY(QueryExpression().matches(snapshot));
    QVERIFY(QueryExpression(json(R"({"x": null})")).matches(snapshot));
    snapshot.data = json(R"([{"x": 1}])");
    QVERIFY(!QueryExpression(json(R"({"x": 1})")).matches(snapshot));
    QVERIFY(!QueryExpression(json(R"({"0": {"$exists": true}})")).matches(snapshot));
}

void tst_QueryExpression::undefinedConditionsAreNone()
{
    const QueryExpression query(Value::object({{u"x", Value()}, {u"y", 1}}));
    QVERIFY(query.matches(json(R"({"y": 1})")));
    QVERIFY(query.matches(json(R"({"x": 2, "y": 1})")));
}

void tst_QueryExpression::equalities_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("expected");
    QTest::newRow("an equality") << QByteArray(R"({"a": 1})") << u"a=1"_qs;
    QTest::newRow("several, nested and in $and")
        << QByteArray(R"({"a.b": "x", "$and": [{"c": {"$eq": true}}]})") << u"a.b=x c=true"_qs;
    QTest::newRow("$in of scalars") << QByteArray(R"({"_id": {"$in": ["b", "a"]}})") << u"=a|b"_qs;
    QTest::newRow("$all") << QByteArray(R"({"a": {"$all": [1, 2]}})") << u"a=1 a=2"_qs;
    QTest::newRow("null says nothing") << QByteArray(R"({"a": null, "b": {"$in": [1, null]}})") << QString();
    QTest::newRow("containers say nothing") << QByteArray(R"({"a": [1], "b": {"x": 1}})") << QString();
    QTest::newRow("negations and $or say nothing")
        << QByteArray(R"({"a": {"$ne": 1}, "$or": [{"b": 1}, {"b": 2}], "c": {"$not": {"$eq": 1}}})") << QString();
}

void tst_QueryExpression::equalities()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, expected);
    QStringList found;
    const QueryExpression expression(Json::parse(query));
    for (const QueryExpression::Equality &equality : expression.equalities()) {
        QStringList values;
        for (const Value &value : equality.values)
            values.append(value.toDisplayString());
        found.append(Path(equality.field).toString() + u'=' + values.join(u'|'));
    }
    QCOMPARE(found.join(u' '), expected);
}

void tst_QueryExpression::fields_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << QByteArray("{}") << QString();
    QTest::newRow("conditions and sort, each once")
        << QByteArray(R"({"a.b": 1, "a.c": {"$not": {"$gt": 1}}, "$sort": {"d.e": 1, "a": -1}})") << u"a d"_qs;
    QTest::newRow("inside $or, and below $elemMatch the outer one")
        << QByteArray(R"({"$or": [{"x": 1}, {"y": {"$elemMatch": {"z": 1}}}]})") << u"x y"_qs;
    QTest::newRow("bookkeeping") << QByteArray(R"({"_m.mtime": 1, "_id": "x"})") << u"_m _id"_qs;
}

void tst_QueryExpression::fields()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, expected);
    QStringList names;
    const QueryExpression expression(Json::parse(query));
    for (const Key &field : expression.fields())
        names.append(field.toString());
    QCOMPARE(names.join(u' '), expected);
}

void tst_QueryExpression::compareValuesIsATotalOrder()
{
    // ascending; those in one line are equal
    const std::vector<std::vector<Value>> ascending = {
        {Value()}, {Value(nullptr)}, {Value(qQNaN())}, {Value(-1)}, {Value(0), Value(-0.0)}, {Value(1.5)},
        {Value(u"")}, {Value(u"A")}, {Value(u"a")}, {Value(u"\ue000")}, {Value(u"\U0001f600")},
        {json("{}")}, {json(R"({"b": null})")}, {json(R"({"a": 1})")}, {json(R"({"a": 1, "b": 1})")},
        {json(R"({"b": 0})")}, {json(R"({"a": "x"})")},
        {json("[]")}, {json("[null]")}, {json("[1]")}, {json("[1, 1]")}, {json("[2]")}, {json("[[]]")},
        {Value(false)}, {Value(true)},
    };
    for (size_t i = 0; i < ascending.size(); ++i) {
        for (size_t j = 0; j < ascending.size(); ++j) {
            for (const Value &a : ascending[i]) {
                for (const Value &b : ascending[j]) {
                    const int order = compareValues(a, b);
                    QVERIFY2(i == j ? order == 0 : (i < j) == (order < 0),
                             qPrintable(a.toDisplayString() + u" against "_qs + b.toDisplayString()));
                }
            }
        }
    }
}

void tst_QueryExpression::collectorStopsEarly()
{
    QueryCollector collector(QueryExpression(json(R"({"x": 1, "$skip": 1, "$limit": 2})")), true);
    const char *ids[] = {"a", "b", "c", "d"};
    for (const char *id : ids) {
        QCOMPARE(collector.isFull(), *id == 'd');
        collector.add({Key(QLatin1StringView(id)), 1, u"t", json(R"({"x": 1})"), {}});
    }
    QCOMPARE(QueryCases::idsOf(collector.takeSnapshots(), true), (QStringList{u"b"_qs, u"c"_qs}));
}

void tst_QueryExpression::endlessBacktracking()
{
    // Would take longer than the universe lasts; it ends, and the document does not match.
    const QueryExpression query(json(R"({"x": {"$regex": "^(a|aa)+$"}})"));
    QVERIFY(!query.matches(Value::object({{u"x", QString(5'000, u'a') + u'b'}})));
    QVERIFY(query.matches(Value::object({{u"x", QString(500, u'a')}})));
}

void tst_QueryExpression::manyDocumentsWithAHugeSkip()
{
    QueryCollector collector(QueryExpression(json(R"({"$skip": 9007199254740991, "$limit": 9007199254740991})")));
    for (int i = 0; i < 100; ++i)
        collector.add({Key::fromIndex(i), 1, u"t", json("{}"), {}});
    QVERIFY(collector.takeSnapshots().empty());
}

QTEST_APPLESS_MAIN(tst_QueryExpression)
#include "tst_queryexpression.moc"
