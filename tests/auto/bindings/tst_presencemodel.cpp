// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"
#include "../model/modeltest.h"

#include <Racer/backend.h>
#include <Racer/doc.h>
#include <Racer/presence.h>
#include <Racer/presencemodel.h>
#include <Racer/transport.h>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;
using namespace Qt::StringLiterals;

// Two or three clients that show each other values.
class tst_PresenceModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void othersAsRows();
    void changedRoles();
    void roles();
    void ownValues();
    void oneValueAFrame();
    void leaving();
    void reconnects();
    void rangesFollowEdits_data();
    void rangesFollowEdits();
    void whoComesLater();
    void valuesThatCrossEdits();
    void everybodyTypes();
    void plainPresence();
    void twoModelsInOneChannel();
    void givenIds();
    void localPaths();
    void connectionsThatAreDestroyed();

private:
    struct Client
    {
        explicit Client(Backend &backend) : root(std::make_unique<Connection>(backend.createTransport()))
        {
            root.setUnloadDelay(0);
            root.connection()->open();
        }
        RootModel root;
        PresenceModel presence;
        const QAbstractItemModelTester tester{&presence, QAbstractItemModelTester::FailureReportingMode::Fatal};
    };

    void startDocument();
    [[nodiscard]] static QStringList rows(const PresenceModel &model)
    {
        QStringList list;
        for (int row = 0; row < model.count(); ++row)
            list << text(model.valueAt(row));
        list.sort();
        return list;
    }
    // Time for values that wait for nothing but the next frame to arrive.
    [[nodiscard]] bool framesPass() const
    {
        PresenceModel sender;
        PresenceModel receiver;
        sender.setChannel(a->root, u"frames");
        receiver.setChannel(b->root, u"frames");
        for (int frame = 0; frame < 4; ++frame) {
            sender.setValue(frame);
            if (!QTest::qWaitFor([&] { return receiver.valueAt(0) == Value(frame); }))
                return false;
        }
        return true;
    }
    [[nodiscard]] bool settle() const
    {
        return QTest::qWaitFor([this] {
            QCoreApplication::processEvents();
            return !a->root.hasPending() && !b->root.hasPending()
                && a->root.get(u"c.d.t") == b->root.get(u"c.d.t");
        });
    }

    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<Client> a;
    std::unique_ptr<Client> b;
};

void tst_PresenceModel::init()
{
    BackendOptions options;
    options.presence = true;
    m_backend = std::make_unique<Backend>(std::move(options));
    a = std::make_unique<Client>(*m_backend);
    b = std::make_unique<Client>(*m_backend);
}

void tst_PresenceModel::cleanup()
{
    a.reset();
    b.reset();
    m_backend.reset();
}

void tst_PresenceModel::startDocument()
{
    a->root.create(u"c.d", json(R"({"t":"hello world","o":{"x":"abc"}})"));
    QTRY_VERIFY(!a->root.hasPending());
    for (Client *client : {a.get(), b.get()}) {
        client->root.subscribe(u"c.d");
        QTRY_VERIFY(client->root.get(u"c.d.t").isString());
        client->presence.setSource(client->root.at(u"c.d"));
    }
    QTRY_VERIFY(!b->root.hasPending());
    QCOMPARE(a->presence.channel(), u"c.d"_qs);
}

void tst_PresenceModel::othersAsRows()
{
    QSignalSpy counts(&b->presence, &PresenceModel::countChanged);
    a->presence.setChannel(a->root, u"room");
    b->presence.setChannel(b->root, u"room");
    a->presence.setValue(json(R"({"name":"Ann"})"));
    QTRY_COMPARE(rows(b->presence), QStringList(uR"({"name":"Ann"})"_qs));
    QCOMPARE(counts.size(), 1);
    QCOMPARE(a->presence.count(), 0); // one's own is none of the rows
    Client c(*m_backend);
    c.presence.setChannel(c.root, u"room");
    c.presence.setValue(json(R"({"name":"Cid"})"));
    QTRY_COMPARE(rows(b->presence), QStringList({uR"({"name":"Ann"})"_qs, uR"({"name":"Cid"})"_qs}));
    QTRY_COMPARE(rows(c.presence), QStringList(uR"({"name":"Ann"})"_qs)); // shown before it came
    const QString id = b->presence.idAt(0);
    QCOMPARE(b->presence.indexOf(id), 0);
    QCOMPARE(b->presence.indexOf(u"nobody"_qs), -1);
    QCOMPARE(b->presence.get(0).toMap().value(u"name"_qs), QVariant(u"Ann"_qs));
    QCOMPARE(b->presence.idAt(7), QString());
    QVERIFY(b->presence.valueAt(-1).isUndefined());
    QSignalSpy removed(&b->presence, &QAbstractItemModel::rowsRemoved);
    a->presence.setValue({});
    QTRY_COMPARE(rows(b->presence), QStringList(uR"({"name":"Cid"})"_qs));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.at(0).at(1).toInt(), 0);
    c.root.disconnectFromServer();
    QTRY_COMPARE(b->presence.count(), 0);
}

void tst_PresenceModel::changedRoles()
{
    a->presence.setChannel(a->root, u"room");
    b->presence.setChannel(b->root, u"room");
    a->presence.setValue(json(R"({"name":"Ann","x":1,"y":1})"));
    QTRY_COMPARE(b->presence.count(), 1);
    QSignalSpy changed(&b->presence, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&b->presence, &QAbstractItemModel::rowsInserted);
    a->presence.setValue(json(R"({"name":"Ann","x":2,"y":1})"));
    QTRY_COMPARE(changed.size(), 1);
    const QHash<int, QByteArray> names = b->presence.roleNames();
    QCOMPARE(changed.at(0).at(2).value<QList<int>>(), QList<int>({PresenceModel::ValueRole, names.key("x")}));
    QCOMPARE(b->presence.data(b->presence.index(0), names.key("x")), QVariant(2));
    QCOMPARE(b->presence.data(b->presence.index(0), names.key("id")), QVariant(b->presence.idAt(0)));
    a->presence.setValue(json(R"({"name":"Ann","x":2,"y":1})"));
    a->presence.setValue(json(R"({"name":"Ann","x":2,"y":1,"z":1})"));
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(b->presence.roles(), QStringList({u"name"_qs, u"x"_qs, u"y"_qs, u"z"_qs}));
    QCOMPARE(inserted.size(), 0);
}

void tst_PresenceModel::roles()
{
    b->presence.setRoles({u"name"_qs, u"color"_qs});
    QCOMPARE(b->presence.roleNames().value(PresenceModel::FirstMemberRole + 1), QByteArray("color"));
    QSignalSpy reset(&b->presence, &QAbstractItemModel::modelReset);
    a->presence.setChannel(a->root, u"room");
    b->presence.setChannel(b->root, u"room");
    a->presence.setValue(json(R"({"name":"Ann","x":1})"));
    QTRY_COMPARE(b->presence.count(), 1);
    QCOMPARE(b->presence.roles(), QStringList({u"name"_qs, u"color"_qs}));
    QCOMPARE(reset.size(), 0);
    b->presence.setRoles({});
    QCOMPARE(b->presence.roles(), QStringList({u"name"_qs, u"x"_qs}));
}

void tst_PresenceModel::ownValues()
{
    a->presence.setValue(u"early"_qs);
    b->presence.setChannel(b->root, u"room");
    a->presence.setChannel(a->root, u"room");
    QTRY_COMPARE(rows(b->presence), QStringList(u"\"early\""_qs));
    QSignalSpy changed(&a->presence, &PresenceModel::valueChanged);
    a->presence.setValue(u"early"_qs);
    QCOMPARE(changed.size(), 0);
    a->presence.setValue(json("[1]"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(a->presence.value(), json("[1]"));
    QTRY_COMPARE(rows(b->presence), QStringList(u"[1]"_qs));
    a->presence.setValue(nullptr);
    QVERIFY(a->presence.value().isUndefined());
    QTRY_COMPARE(b->presence.count(), 0);
}

void tst_PresenceModel::oneValueAFrame()
{
    a->presence.setChannel(a->root, u"room");
    b->presence.setChannel(b->root, u"room");
    a->presence.setValue(-1);
    QTRY_COMPARE(b->presence.count(), 1);
    QSignalSpy changed(&b->presence, &QAbstractItemModel::dataChanged);
    for (int i = 0; i < 100; ++i)
        a->presence.setValue(i);
    QTRY_COMPARE(rows(b->presence), QStringList(u"99"_qs));
    QVERIFY(changed.size() <= 2);
}

void tst_PresenceModel::leaving()
{
    a->presence.setChannel(a->root, u"room");
    b->presence.setChannel(b->root, u"room");
    a->presence.setValue(1);
    b->presence.setValue(2);
    QTRY_COMPARE(b->presence.count(), 1);
    QTRY_COMPARE(a->presence.count(), 1);
    a->presence.setActive(false);
    QVERIFY(!a->presence.isActive());
    QCOMPARE(a->presence.count(), 0);
    QTRY_COMPARE(b->presence.count(), 0);
    a->presence.setValue(3);
    a->presence.setActive(true);
    QTRY_COMPARE(rows(b->presence), QStringList(u"3"_qs));
    QTRY_COMPARE(rows(a->presence), QStringList(u"2"_qs));
    a->presence.clearSource();
    QTRY_COMPARE(b->presence.count(), 0);
    QCOMPARE(a->presence.channel(), QString());
    a->presence.setChannel(a->root, u"other");
    b->presence.setChannel(b->root, u"other");
    QTRY_COMPARE(rows(b->presence), QStringList(u"3"_qs));
    QTRY_COMPARE(rows(a->presence), QStringList(u"2"_qs));
}

void tst_PresenceModel::reconnects()
{
    a->presence.setChannel(a->root, u"room");
    b->presence.setChannel(b->root, u"room");
    a->presence.setValue(1);
    b->presence.setValue(2);
    QTRY_COMPARE(b->presence.count(), 1);
    QTRY_COMPARE(a->presence.count(), 1);
    a->root.disconnectFromServer();
    QTRY_COMPARE(a->presence.count(), 0);
    QTRY_COMPARE(b->presence.count(), 0);
    a->presence.setValue(5);
    b->presence.setValue(6);
    a->root.connectToServer();
    QTRY_COMPARE(rows(b->presence), QStringList(u"5"_qs));
    QTRY_COMPARE(rows(a->presence), QStringList(u"6"_qs));
    b->root.reconnect();
    QTRY_COMPARE(rows(b->presence), QStringList(u"5"_qs));
    QTRY_COMPARE(rows(a->presence), QStringList(u"6"_qs));
}

void tst_PresenceModel::rangesFollowEdits_data()
{
    using Edit = std::function<void(const Model &)>;
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("owners");  // where the one who edits has it
    QTest::addColumn<QString>("others");  // and where the other

    const Edit insertAhead = [](const Model &m) { m.stringInsert(u"c.d.t", 2, u"___"); };
    const Edit insertThere = [](const Model &m) { m.stringInsert(u"c.d.t", 6, u"_"); };
    QTest::newRow("a caret") << QByteArray(R"({"path":"t","start":6})") << insertAhead
                             << uR"({"path":"t","start":9})"_qs << uR"({"path":"t","start":9})"_qs;
    QTest::newRow("a selection") << QByteArray(R"({"path":"t","start":6,"end":11})") << insertAhead
                                 << uR"({"path":"t","start":9,"end":14})"_qs
                                 << uR"({"path":"t","start":9,"end":14})"_qs;
    QTest::newRow("a selection made backwards")
        << QByteArray(R"({"path":"t","start":11,"end":6})") << insertAhead << uR"({"path":"t","start":14,"end":9})"_qs
        << uR"({"path":"t","start":14,"end":9})"_qs;
    QTest::newRow("index and length")
        << QByteArray(R"({"path":"t","index":6,"length":5})")
        << Edit([](const Model &m) { m.stringRemove(u"c.d.t", 3, 5); })
        << uR"({"path":"t","index":3,"length":3})"_qs << uR"({"path":"t","index":3,"length":3})"_qs;
    QTest::newRow("a member") << QByteArray(R"({"name":"Ann","cursor":{"path":"t","start":6,"end":7}})") << insertAhead
                              << uR"({"name":"Ann","cursor":{"path":"t","start":9,"end":10}})"_qs
                              << uR"({"name":"Ann","cursor":{"path":"t","start":9,"end":10}})"_qs;
    QTest::newRow("text that is typed at a caret") << QByteArray(R"({"path":"t","start":6})") << insertThere
                                                   << uR"({"path":"t","start":7})"_qs
                                                   << uR"({"path":"t","start":6})"_qs;
    QTest::newRow("a text that is set")
        << QByteArray(R"({"path":"t","start":6})")
        << Edit([](const Model &m) { m.set(u"c.d.t", u"oh hello world"_qs); })
        << uR"({"path":"t","start":9})"_qs << uR"({"path":"t","start":9})"_qs;
    QTest::newRow("an object around the text that is set")
        << QByteArray(R"({"path":"o.x","start":2})")
        << Edit([](const Model &m) { m.set(u"c.d.o", json(R"({"x":"zabc"})")); })
        << uR"({"path":"o.x","start":3})"_qs << uR"({"path":"o.x","start":3})"_qs;
    QTest::newRow("another text") << QByteArray(R"({"path":"o.x","start":2})") << insertAhead
                                  << uR"({"path":"o.x","start":2})"_qs << uR"({"path":"o.x","start":2})"_qs;
    QTest::newRow("no range") << QByteArray(R"({"path":"t","begin":2})") << insertAhead
                              << uR"({"path":"t","begin":2})"_qs << uR"({"path":"t","begin":2})"_qs;
}

void tst_PresenceModel::rangesFollowEdits()
{
    QFETCH(const QByteArray, value);
    QFETCH(const std::function<void(const Model &)>, edit);
    QFETCH(const QString, owners);
    QFETCH(const QString, others);
    startDocument();
    a->presence.setValue(json(value.constData()));
    b->presence.setValue(json(value.constData()));
    QTRY_COMPARE(a->presence.count(), 1);
    QTRY_COMPARE(b->presence.count(), 1);
    QSignalSpy changed(&a->presence, &PresenceModel::valueChanged);
    edit(a->root);
    QCOMPARE(text(a->presence.value()), owners); // at once
    QCOMPARE(changed.size(), value == owners.toUtf8() ? 0 : 1);
    QCOMPARE(rows(a->presence), QStringList(others));
    QTRY_COMPARE(text(b->presence.value()), others);
    QTRY_COMPARE(rows(b->presence), QStringList(owners)); // the owner tells
    QVERIFY(settle());
    QCOMPARE(text(a->presence.value()), owners);
    QCOMPARE(rows(a->presence), QStringList(others));
}

void tst_PresenceModel::whoComesLater()
{
    startDocument();
    a->presence.setValue(json(R"({"path":"t","start":6})"));
    QTRY_COMPARE(b->presence.count(), 1);
    b->root.stringInsert(u"c.d.t", 0, u"__");
    QVERIFY(settle());
    Client c(*m_backend);
    c.root.subscribe(u"c.d");
    QTRY_VERIFY(c.root.get(u"c.d.t").isString());
    c.presence.setSource(c.root.at(u"c.d"));
    QTRY_COMPARE(rows(c.presence), QStringList(uR"({"path":"t","start":8})"_qs));
}

void tst_PresenceModel::valuesThatCrossEdits()
{
    startDocument();
    a->presence.setValue(json(R"({"path":"t","start":6})"));
    QTRY_COMPARE(b->presence.count(), 1);
    // Made for a text without what is on its way.
    Doc *const doc = b->root.connection()->get(Key(u"c"), Key(u"d"));
    doc->pause();
    b->root.stringInsert(u"c.d.t", 0, u"__");
    QCOMPARE(rows(b->presence), QStringList(uR"({"path":"t","start":8})"_qs));
    a->presence.setValue(json(R"({"path":"t","start":3})"));
    QTRY_COMPARE(rows(b->presence), QStringList(uR"({"path":"t","start":5})"_qs));
    doc->resume();
    QVERIFY(settle());
    QCOMPARE(rows(b->presence), QStringList(uR"({"path":"t","start":5})"_qs));
    QCOMPARE(text(a->presence.value()), uR"({"path":"t","start":5})"_qs);
    // Not shown before the server has what it was made for.
    Doc *const other = a->root.connection()->get(Key(u"c"), Key(u"d"));
    other->pause();
    a->root.stringInsert(u"c.d.t", 0, u"_____");
    a->presence.setValue(json(R"({"path":"t","start":16})"));
    QVERIFY(framesPass());
    QCOMPARE(rows(b->presence), QStringList(uR"({"path":"t","start":5})"_qs));
    other->resume();
    QTRY_COMPARE(rows(b->presence), QStringList(uR"({"path":"t","start":16})"_qs));
}

// However they cross: in the end a caret is where its owner has it, as all have said all.
void tst_PresenceModel::everybodyTypes()
{
    const quint32 seed = testSeed();
    QRandomGenerator random(seed);
    startDocument();
    const int rounds = 20 * qMax(1, qEnvironmentVariableIntValue("RACER_TEST_ROUNDS"));
    for (int round = 0; round < rounds; ++round) {
        for (int step = 0; step < 6; ++step) {
            Client &client = random.bounded(2) ? *a : *b;
            const qsizetype size = client.root.get(u"c.d.t").size();
            const auto place = [&random](qsizetype bound) { return qsizetype(random.bounded(quint32(bound))); };
            switch (random.bounded(3)) {
            case 0:
                client.root.stringInsert(u"c.d.t", place(size + 1), u"xyz");
                break;
            case 1:
                if (size > 5)
                    client.root.stringRemove(u"c.d.t", place(size - 3), 2);
                break;
            default:
                client.presence.setValue(Value::object({{Key(u"path"), Value(u"t")}, {Key(u"start"), place(size + 1)},
                                                        {Key(u"end"), place(size + 1)}}));
                break;
            }
            if (random.bounded(2))
                QCoreApplication::processEvents();
        }
        const auto agree = [&] {
            return (a->presence.value().isUndefined() || rows(b->presence) == QStringList(text(a->presence.value())))
                && (b->presence.value().isUndefined() || rows(a->presence) == QStringList(text(b->presence.value())));
        };
        QVERIFY(settle());
        if (!QTest::qWaitFor(agree)) {
            QFAIL(qPrintable(u"RACER_TEST_SEED=%1, round %2: %3 is shown as %4, %5 as %6"_qs.arg(seed).arg(round)
                                 .arg(text(a->presence.value()), rows(b->presence).join(u' '),
                                      text(b->presence.value()), rows(a->presence).join(u' '))));
        }
    }
}

void tst_PresenceModel::plainPresence()
{
    a->presence.setChannel(a->root, u"room");
    Presence *const plain = b->root.connection()->presence(u"room");
    plain->subscribe({});
    LocalPresence *const local = plain->create(Key(u"browser"));
    local->submit(json(R"({"name":"Bob"})"), {});
    QTRY_COMPARE(rows(a->presence), QStringList(uR"({"name":"Bob"})"_qs));
    QCOMPARE(a->presence.idAt(0), u"browser"_qs);
    a->presence.setValue(json(R"({"name":"Ann"})"));
    QTRY_COMPARE(plain->remotePresences().size(), 1);
    local->destroy();
    QTRY_COMPARE(a->presence.count(), 0);
}

void tst_PresenceModel::twoModelsInOneChannel()
{
    a->presence.setChannel(a->root, u"room");
    b->presence.setChannel(b->root, u"room");
    auto second = std::make_unique<PresenceModel>();
    b->presence.setValue(1);
    QTRY_COMPARE(a->presence.count(), 1);
    second->setChannel(a->root, u"room");
    QCOMPARE(second->count(), 1); // known already
    second->setValue(2);
    a->presence.setValue(3);
    QTRY_COMPARE(rows(b->presence), QStringList({u"2"_qs, u"3"_qs}));
    second.reset();
    QTRY_COMPARE(rows(b->presence), QStringList(u"3"_qs));
    b->presence.setValue(4);
    QTRY_COMPARE(rows(a->presence), QStringList(u"4"_qs));
}

void tst_PresenceModel::givenIds()
{
    a->presence.setPresenceId(u"ann"_qs);
    a->presence.setChannel(a->root, u"room");
    b->presence.setChannel(b->root, u"room");
    a->presence.setValue(1);
    QTRY_COMPARE(b->presence.count(), 1);
    QCOMPARE(b->presence.idAt(0), u"ann"_qs);
    // Away and back at once.
    a->presence.setActive(false);
    a->presence.setActive(true);
    a->presence.setValue(2);
    QTRY_VERIFY(!a->root.hasPending());
    QTRY_COMPARE(rows(b->presence), QStringList(u"2"_qs));
    QVERIFY(framesPass());
    QCOMPARE(rows(b->presence), QStringList(u"2"_qs));
    a->presence.setPresenceId(u"ann2"_qs);
    QTRY_VERIFY(b->presence.count() == 1 && b->presence.idAt(0) == u"ann2");
}

void tst_PresenceModel::localPaths()
{
    QSignalSpy errors(&a->presence, &PresenceModel::errorOccurred);
    a->presence.setSource(a->root.at(u"_page.x"));
    QCOMPARE(errors.size(), 1);
    a->root.ref(u"_page.ref", u"c.d");
    a->presence.setSource(a->root.at(u"_page.ref"));
    QCOMPARE(a->presence.channel(), u"c.d"_qs);
    QCOMPARE(errors.size(), 1);
    RootModel alone;
    QSignalSpy rootErrors(&alone, &RootModel::error);
    b->presence.setChannel(alone, u"room");
    QCOMPARE(rootErrors.size(), 1);
    b->presence.setSource(Model());
    b->presence.setValue(1);
    QCOMPARE(b->presence.count(), 0);
}

void tst_PresenceModel::connectionsThatAreDestroyed()
{
    Connection connection(m_backend->createTransport());
    connection.open();
    auto root = std::make_unique<RootModel>(&connection);
    PresenceModel model;
    model.setChannel(*root, u"room");
    b->presence.setChannel(b->root, u"room");
    b->presence.setValue(1);
    model.setValue(2);
    QTRY_COMPARE(model.count(), 1);
    QTRY_COMPARE(b->presence.count(), 1);
    root.reset(); // the connection stays
    QCOMPARE(model.count(), 0);
    QTRY_COMPARE(b->presence.count(), 0);
    connection.close();
    QCoreApplication::processEvents();
    auto owning = std::make_unique<RootModel>(std::make_unique<Connection>(m_backend->createTransport()));
    owning->connection()->open();
    model.setChannel(*owning, u"room");
    QTRY_COMPARE(model.count(), 1);
    owning.reset();
    QCOMPARE(model.count(), 0);
    model.setValue(3);
    model.setActive(false);
    QTRY_COMPARE(b->presence.count(), 0);
}

QTEST_GUILESS_MAIN(tst_PresenceModel)
#include "tst_presencemodel.moc"
