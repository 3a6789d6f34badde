// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "recordingclient.h"

using namespace Racer;

class TestProjections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_backend = std::make_unique<Backend>();
        m_backend->addProjection(u"names", u"people", {QStringLiteral("name")});
        m_a = std::make_unique<RecordingClient>(m_backend.get());
        m_b = std::make_unique<RecordingClient>(m_backend.get(), "B");
        m_a->shakeHands();
        m_b->shakeHands();
        const QByteArray person = R"({"a":"op","c":"people","d":"p1","v":0,"seq":1,"create":{"type":"json0",)"
                                  R"("data":{"name":"Ann","age":3}}})";
        m_a->send(person);
        m_a->take();
    }
    void cleanup()
    {
        m_a.reset();
        m_b.reset();
        m_backend.reset();
    }

    void refusesATakenName()
    {
        QVERIFY_THROWS_EXCEPTION(Error, m_backend->addProjection(u"names", u"other", {}));
    }

    void readsOnlyListedFields()
    {
        m_b->send(R"({"a":"f","c":"names","d":"p1","v":null})");
        COMPARE_MESSAGES(m_b->take(), R"({"data":{"v":1,"data":{"name":"Ann"}},"a":"f","c":"names","d":"p1"})");
        m_b->send(R"({"a":"qf","id":1,"c":"names","q":{"age":3}})");
        COMPARE_MESSAGES(m_b->take(), R"({"data":[{"v":1,"data":{"name":"Ann"},"d":"p1"}],"a":"qf","id":1})");
        m_b->send(R"({"a":"f","c":"names","d":"p1","v":0})");
        const QByteArrayList told = m_b->take();
        QVERIFY(told.first().contains("Ann"));
        QVERIFY(!told.first().contains("age"));
        m_b->send(R"({"a":"nf","id":1,"c":"names","d":"p1","v":1})");
        QVERIFY(!m_b->take().first().contains("age"));
    }

    void sendsFilteredOps()
    {
        m_b->send(R"({"a":"s","c":"names","d":"p1","v":1})");
        m_b->take();
        m_a->send(R"({"a":"op","c":"people","d":"p1","v":1,"seq":6,"op":[{"p":["age"],"na":1}]})");
        COMPARE_MESSAGES(m_b->take(m_a.get()),
                         R"({"a":"op","c":"names","d":"p1","v":1,"src":"<A>","seq":6,"op":[]})");
        const QByteArray replaced = R"({"a":"op","c":"people","d":"p1","v":2,"seq":7,"op":[{"p":[],)"
                                    R"("od":{"name":"Ann","age":4},"oi":{"name":"Z","age":9}}]})";
        m_a->send(replaced);
        const QByteArray filtered = R"({"a":"op","c":"names","d":"p1","v":2,"src":"<A>","seq":7,)"
                                    R"("op":[{"p":[],"od":{"name":"Ann"},"oi":{"name":"Z"}}]})";
        COMPARE_MESSAGES(m_b->take(m_a.get()), filtered);
    }

    void givesAnEditThroughAProjectionToTheBaseSubscription()
    {
        m_a->send(R"({"a":"s","c":"people","d":"p1","v":1})");
        m_a->send(R"({"a":"s","c":"names","d":"p1","v":1})");
        m_a->take();
        m_a->send(R"({"a":"op","c":"names","d":"p1","v":1,"seq":2,"op":[{"p":["name"],"od":"Ann","oi":"Bo"}]})");
        const QByteArray pushed = R"({"a":"op","c":"people","d":"p1","v":1,"src":"<A>","seq":2,)"
                                  R"("op":[{"p":["name"],"od":"Ann","oi":"Bo"}]})";
        COMPARE_MESSAGES(m_a->take(), R"({"src":"<A>","seq":2,"v":1,"a":"op","c":"names","d":"p1"})", pushed);
    }

    void refusesWrites_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("a listed field") << QByteArray(R"("op":[{"p":["name"],"oi":"X"}])") << true;
        QTest::newRow("below a listed field") << QByteArray(R"("op":[{"p":["name",0],"si":"X"}])") << true;
        QTest::newRow("another field") << QByteArray(R"("op":[{"p":["age"],"na":1}])") << false;
        QTest::newRow("both") << QByteArray(R"("op":[{"p":["name"],"oi":"X"},{"p":["age"],"na":1}])") << false;
        QTest::newRow("the root") << QByteArray(R"("op":[{"p":[],"oi":{"name":"X"}}])") << false;
        QTest::newRow("nothing") << QByteArray(R"("op":[])") << true;
        QTest::newRow("a deletion") << QByteArray(R"("del":true)") << true;
    }
    void refusesWrites()
    {
        QFETCH(QByteArray, payload);
        QFETCH(bool, allowed);
        m_b->send(R"({"a":"op","c":"names","d":"p1","v":1,"seq":1,)" + payload + "}");
        const QByteArray answer = m_b->take().last();
        QCOMPARE(answer.contains("error"), !allowed);
        if (!allowed)
            QVERIFY(answer.contains("ERR_OP_NOT_ALLOWED_IN_PROJECTION"));
    }

    void refusesCreations_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("of listed fields") << QByteArray(R"({"name":"X"})") << true;
        QTest::newRow("of nothing") << QByteArray("null") << true;
        QTest::newRow("with another field") << QByteArray(R"({"name":"X","age":1})") << false;
        QTest::newRow("of a list") << QByteArray("[]") << false;
        QTest::newRow("of a text") << QByteArray(R"("name")") << false;
    }
    void refusesCreations()
    {
        QFETCH(QByteArray, data);
        QFETCH(bool, allowed);
        m_b->send(R"({"a":"op","c":"names","d":"p2","v":0,"seq":1,"create":{"type":"json0","data":)" + data + "}}");
        QCOMPARE(!m_b->take().last().contains("ERR_OP_NOT_ALLOWED_IN_PROJECTION"), allowed);
    }

    void refusesDocumentsOfOtherTypes()
    {
        m_a->send(R"({"a":"op","c":"people","d":"t","v":0,"seq":2,"create":{"type":"text0","data":"hi"}})");
        m_b->send(R"({"a":"f","c":"names","d":"t","v":null})");
        QVERIFY(m_b->take().last().contains("ERR_TYPE_CANNOT_BE_PROJECTED"));
    }

private:
    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<RecordingClient> m_a;
    std::unique_ptr<RecordingClient> m_b;
};

QTEST_GUILESS_MAIN(TestProjections)
#include "tst_projections.moc"
