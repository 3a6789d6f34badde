// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "docfixture.h"

#include <QtTest/QSignalSpy>

using namespace Racer;

// How a document takes back what the server refuses.
class tst_DocRollback : public DocFixture
{
    Q_OBJECT

private Q_SLOTS:
    void takesBackARefusedEdit()
    {
        load(R"({"n":1,"t":"x"})");
        Answer answer;
        (void)submit(R"([{"p":["n"],"na":5}])", answer.callback());
        (void)submit(R"([{"p":["t",0],"si":"y"}])");
        QSignalSpy ops(m_doc, &Doc::op);
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"op":[],"error":{"code":403,"message":"nope"}})");
        QCOMPARE(answer.count, 1);
        QCOMPARE(answer.error.code(), Value(403));
        QCOMPARE(answer.error.message(), QStringLiteral("nope"));
        QCOMPARE(m_doc->data(), json(R"({"n":1,"t":"yx"})"));
        QCOMPARE(m_doc->version(), 1);
        QCOMPARE(ops.count(), 1);
        QCOMPARE(ops[0][1].value<Value>(), Value(false));
        QCOMPARE(m_server->takeSent().value(u"seq"), Value(2));
    }

    void tellsItselfOfErrorsThatNobodyWaitsFor()
    {
        load(R"({"n":1})");
        QSignalSpy errors(m_doc, &Doc::errorOccurred);
        (void)submit(R"([{"p":["n"],"na":5}])");
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"error":{"message":"nope"}})");
        QCOMPARE(errors.count(), 1);
    }

    void tellsTheConnectionWhereTheDocumentHasNoListener()
    {
        load(R"({"n":1})");
        QSignalSpy errors(m_connection.get(), &Connection::errorOccurred);
        (void)submit(R"([{"p":["n"],"na":5}])");
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"error":{"message":"nope"}})");
        QCOMPARE(errors.count(), 1);
        QCOMPARE(errors[0][0].value<Error>().message(), QStringLiteral("nope c.x"));
    }

    void takesBackASilentlyRefusedEditWithoutAnError()
    {
        load(R"({"n":1})");
        Answer answer;
        (void)submit(R"([{"p":["n"],"na":5}])", answer.callback());
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"error":{"code":"ERR_OP_SUBMIT_REJECTED","message":""}})");
        QCOMPARE(answer.count, 1);
        QVERIFY(!answer.error);
        QCOMPARE(m_doc->data(), json(R"({"n":1})"));
    }

    void reloadsAfterARefusedDeletion()
    {
        load(R"({"n":1})");
        Answer del;
        Answer create;
        m_doc->del({}, del.callback());
        m_doc->create(json(R"({"n":2})"), {}, {}, create.callback());
        QCoreApplication::processEvents();
        (void)m_server->takeSent();
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"del":true,"error":{"code":"X","message":"no"}})");
        QVERIFY(m_doc->isInHardRollback());
        QVERIFY(!m_doc->exists());
        QVERIFY(!m_doc->hasVersion());
        QCOMPARE(m_server->takeSent(), json(R"({"a":"f","c":"c","d":"x","v":null})"));
        Answer early;
        m_doc->submitOp(json(R"([{"p":["n"],"na":1}])"), {}, early.callback());
        QVERIFY(early.error.is(ErrorCode::DocInHardRollback));
        m_server->say(R"({"a":"f","c":"c","d":"x","data":{"v":4,"data":{"n":9}}})");
        QVERIFY(!m_doc->isInHardRollback());
        QVERIFY(del.error.is(QLatin1StringView("X")));
        QVERIFY(create.error.is(QLatin1StringView("X")));
        QCOMPARE(m_doc->data(), json(R"({"n":9})"));
        QCOMPARE(m_doc->version(), 4);
    }

    void reloadsWithoutWaitingForAnEarlierFetch()
    {
        load(R"({"n":1})");
        m_doc->fetch(Callback());
        (void)m_server->takeSent();
        m_doc->fetch(Callback());
        Answer del;
        m_doc->del({}, del.callback());
        QCoreApplication::processEvents();
        (void)m_server->takeSent();
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"error":{"code":"X","message":"no"}})");
        QCOMPARE(m_server->takeSent(), json(R"({"a":"f","c":"c","d":"x","v":null})"));
        m_server->say(R"({"a":"f","c":"c","d":"x"})"); // to the first
        QVERIFY(m_doc->isInHardRollback());
        QCOMPARE(del.count, 0);
        m_server->say(R"({"a":"f","c":"c","d":"x","data":{"v":1,"data":{"n":1}}})");
        QCOMPARE(del.count, 1);
        QCOMPARE(m_doc->data(), json(R"({"n":1})"));
    }

    void discardsWhatWasBuiltOnASilentlyRefusedDeletion()
    {
        load(R"({"n":1})");
        Answer del;
        Answer create;
        m_doc->del({}, del.callback());
        m_doc->create(Value(1), {}, {}, create.callback());
        QCoreApplication::processEvents();
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"error":{"code":"ERR_OP_SUBMIT_REJECTED","message":""}})");
        m_server->say(R"({"a":"f","c":"c","d":"x","data":{"v":1,"data":{"n":1}}})");
        QCOMPARE(del.count, 1);
        QVERIFY(!del.error);
        QVERIFY(create.error.is(ErrorCode::PendingOpRemovedByOpSubmitRejected));
    }

    void saysSoWhenTheReloadFails()
    {
        load(R"({"n":1})");
        QSignalSpy errors(m_doc, &Doc::errorOccurred);
        m_doc->del({}, {});
        QCoreApplication::processEvents();
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"error":{"code":"X","message":"no"}})");
        m_server->say(R"({"a":"f","c":"c","d":"x","v":null,"error":{"code":"Y","message":"gone"}})");
        QCOMPARE(errors.count(), 2);
        QVERIFY(errors[0][0].value<Error>().is(ErrorCode::HardRollbackFetchFailed));
        QVERIFY(errors[1][0].value<Error>().is(QLatin1StringView("X")));
    }

    void reloadsWhenSomebodyDeletesWhatIsEdited()
    {
        load(R"({"n":1})");
        Answer answer;
        (void)submit(R"([{"p":["n"],"na":5}])", answer.callback());
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"you","seq":1,"del":true})");
        m_server->say(R"({"a":"f","c":"c","d":"x","data":{"v":2,"type":null}})");
        QVERIFY(answer.error.is(ErrorCode::DocWasDeleted));
        QVERIFY(!m_doc->exists());
        QCOMPARE(m_doc->version(), 2);
    }

    void keepsWhatFollowsItsOwnDeletion()
    {
        load(R"({"n":1})");
        m_doc->del({}, {});
        m_doc->create(json(R"({"n":7})"), {}, {}, {});
        QCoreApplication::processEvents();
        (void)m_server->takeSent();
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"you","seq":1,"op":[{"p":["n"],"na":5}]})");
        QCOMPARE(m_doc->data(), json(R"({"n":7})"));
        QCOMPARE(m_doc->version(), 2);
        m_server->say(R"({"a":"op","c":"c","d":"x","v":2,"src":"me","seq":1})");
        QCOMPARE(m_server->takeSent().value(u"create").value(u"data"), json(R"({"n":7})"));
    }

    void countsANoopForASuccess()
    {
        load(R"({"l":["x"]})", 2);
        Answer answer;
        (void)submit(R"([{"p":["l",0],"ld":"x"}])", answer.callback());
        m_server->say(R"({"a":"op","c":"c","d":"x","v":2,"seq":1,"error":{"code":"ERR_NO_OP","message":"Op is a no-op. Skipping apply."}})");
        QCOMPARE(m_server->takeSent(), json(R"({"a":"f","c":"c","d":"x","v":2})"));
        m_server->say(R"({"a":"op","c":"c","d":"x","v":2,"src":"you","seq":3,"op":[{"p":["l",0],"ld":"x"}]})");
        QCOMPARE(answer.count, 0);
        m_server->say(R"({"a":"f","c":"c","d":"x"})");
        QCOMPARE(answer.count, 1);
        QVERIFY(!answer.error);
        QCOMPARE(m_doc->version(), 3);
        QCOMPARE(m_doc->data(), json(R"({"l":[]})"));
        QVERIFY(!m_doc->hasPending());
    }
};

QTEST_GUILESS_MAIN(tst_DocRollback)
#include "tst_docrollback.moc"
