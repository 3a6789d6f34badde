// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "databasesuite.h"

#include <Racer/memorydatabase.h>
#include <Racer/memorypubsub.h>

#include <QtTest/QSignalSpy>

using namespace Racer;

class TestMemoryDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<MemoryDatabase>(); }
    void commitsAndRaces() { DatabaseSuite::commitsAndRaces(*m_database); }
    void deletes() { DatabaseSuite::deletes(*m_database); }
    void readsOps() { DatabaseSuite::readsOps(*m_database); }
    void findsCommittedOps() { DatabaseSuite::findsCommittedOps(*m_database); }
    void queries() { DatabaseSuite::queries(*m_database); }

    void opensByUrl()
    {
        QVERIFY(openDatabase(QStringLiteral("memory")));
        QVERIFY_THROWS_EXCEPTION(Error, openDatabase(QStringLiteral("nothing:x")));
        QVERIFY_THROWS_EXCEPTION(Error, openDatabase(QStringLiteral("nothing")));
    }

    void publishesToSubscribedChannels()
    {
        MemoryPubSub pubsub;
        QSignalSpy received(&pubsub, &PubSub::messageReceived);
        pubsub.subscribe(u"a", [](const Error &error) { QVERIFY(!error); });
        pubsub.publish({u"a", u"b"}, 1);
        QCOMPARE(received.size(), 1);
        pubsub.unsubscribe(u"a");
        pubsub.publish({u"a"}, 2);
        QCOMPARE(received.size(), 1);
    }

private:
    std::unique_ptr<Database> m_database;
};

QTEST_GUILESS_MAIN(TestMemoryDatabase)
#include "tst_memorydatabase.moc"
