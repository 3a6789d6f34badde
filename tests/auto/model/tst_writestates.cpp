// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "twomodels.h"

#include "../core/testseed.h"

#include <Racer/filter.h>
#include <Racer/middleware.h>
#include <Racer/submitrequest.h>

#include <QtTest/QSignalSpy>

using namespace Racer;
using namespace ModelTest;
using namespace Qt::StringLiterals;

// What waits for the server, and what it has refused.
class tst_WriteStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_two.reset(); }
    void pathsOfOneWrite_data();
    void pathsOfOneWrite();
    void documentsAndCollections();
    void localPaths();
    void whatRefsAndListsShow();
    void rowsThatOthersMove();
    void rowsThatOthersMoveAtRandom();
    void writesWithoutALine();
    void refusedWrites_data();
    void refusedWrites();
    void refusedRowsThatMove();
    void theNextWriteClears_data();
    void theNextWriteClears();
    void failuresThatAreCleared();
    void refusedDocuments();
    void droppedWithoutAWord();
    void documentsDeletedUnderAWrite();
    void signal();

private:
    [[nodiscard]] QStringList pending(const QStringList &paths) const
    {
        QStringList result;
        for (const QString &path : paths) {
            if (m().isPending(path))
                result << path;
        }
        return result;
    }
    [[nodiscard]] QList<int> pendingRows(const QString &list) const
    {
        QList<int> rows;
        for (int i = 0; i < m().get(list).size(); ++i) {
            if (m().isPending(list + u'.' + QString::number(i)))
                rows << i;
        }
        return rows;
    }
    // Others' changes arrive, and the own ones stay.
    [[nodiscard]] bool followOthers(const QString &id = u"d"_qs)
    {
        const auto isDone = [&] {
            QCoreApplication::processEvents();
            return !o().hasPending() && doc(id)->version() == o().connection()->get(Key(u"c"), Key(id))->version();
        };
        for (int i = 0; i < 20; ++i) { // sooner than the pauses of qWaitFor()
            if (isDone())
                return true;
        }
        return QTest::qWaitFor(isDone);
    }
    [[nodiscard]] RootModel &m() const { return m_two->m; }
    [[nodiscard]] RootModel &o() const { return m_two->o; }
    [[nodiscard]] Doc *doc(const QString &id = u"d"_qs) const { return m().connection()->get(Key(u"c"), Key(id)); }
    void start(const char *data);

    std::unique_ptr<TwoModels> m_two;
    bool m_refuse = false;
};

void tst_WriteStates::init()
{
    m_refuse = false;
    m_two = std::make_unique<TwoModels>();
    m_two->backend.use(Actions::apply, [this](SubmitRequest &, const Next &next) {
        next(m_refuse ? Error(Value(u"ERR_NO"), u"not that"_qs) : Error());
    });
}

void tst_WriteStates::start(const char *data)
{
    QVERIFY(confirmed(o().create(u"c.d", json(data))));
    QVERIFY(confirmed(o().subscribe(u"c.d")));
    QVERIFY(confirmed(m().subscribe(u"c.d")));
}

void tst_WriteStates::pathsOfOneWrite_data()
{
    using Write = std::function<void(const Model &)>;
    QTest::addColumn<Write>("write");
    QTest::addColumn<QStringList>("pending");

    const auto row = [](const char *name, const Write &write, const QStringList &pending) {
        QTest::newRow(name) << write << (QStringList{u""_qs, u"c"_qs, u"c.d"_qs} + pending);
    };
    row("a member that is set", [](const Model &m) { m.set(u"c.d.a.x", 2); }, {u"c.d.a"_qs, u"c.d.a.x"_qs});
    row("an object that is set, with what is in it", [](const Model &m) { m.set(u"c.d.a", json(R"({"x":3})")); },
        {u"c.d.a"_qs, u"c.d.a.x"_qs, u"c.d.a.y"_qs});
    row("a member that is deleted", [](const Model &m) { m.del(u"c.d.a.x"); }, {u"c.d.a"_qs, u"c.d.a.x"_qs});
    row("a number that is added to", [](const Model &m) { m.increment(u"c.d.a.x", 2); },
        {u"c.d.a"_qs, u"c.d.a.x"_qs});
    row("typing", [](const Model &m) { m.stringInsert(u"c.d.t", 1, u"z"); }, {u"c.d.t"_qs});
    row("removing text", [](const Model &m) { m.stringRemove(u"c.d.t", 1, 1); }, {u"c.d.t"_qs});
    row("an element that is set", [](const Model &m) { m.set(u"c.d.l.1", 9); }, {u"c.d.l"_qs, u"c.d.l.1"_qs});
    row("an element that is pushed", [](const Model &m) { m.push(u"c.d.l", 9); }, {u"c.d.l"_qs, u"c.d.l.3"_qs});
    row("an element that is inserted ahead", [](const Model &m) { m.unshift(u"c.d.l", 9); },
        {u"c.d.l"_qs, u"c.d.l.0"_qs});
    row("an element that is removed leaves none of the others pending", [](const Model &m) { m.remove(u"c.d.l", 1); },
        {u"c.d.l"_qs});
    row("an element that is moved down", [](const Model &m) { m.move(u"c.d.l", 0, 2); }, {u"c.d.l"_qs, u"c.d.l.2"_qs});
    row("an element that is moved up", [](const Model &m) { m.move(u"c.d.l", 2, 0); }, {u"c.d.l"_qs, u"c.d.l.0"_qs});
    row("an element that was written and then moved by an insertion",
        [](const Model &m) {
            m.set(u"c.d.l.1", 9);
            m.insert(u"c.d.l", 0, json("[7,8]"));
        },
        {u"c.d.l"_qs, u"c.d.l.0"_qs, u"c.d.l.1"_qs, u"c.d.l.3"_qs});
    row("an element that was written and then removed",
        [](const Model &m) {
            m.set(u"c.d.l.1", 9);
            m.remove(u"c.d.l", 1);
        },
        {u"c.d.l"_qs});
    row("elements that were written around one that is moved",
        [](const Model &m) {
            m.set(u"c.d.l.0", 9);
            m.move(u"c.d.l", 2, 0);
        },
        {u"c.d.l"_qs, u"c.d.l.0"_qs, u"c.d.l.1"_qs});
    row("a document that is replaced", [](const Model &m) { m.set(u"c.d", json(R"({"l":[1,2]})")); },
        {u"c.d.a"_qs, u"c.d.a.x"_qs, u"c.d.a.y"_qs, u"c.d.t"_qs, u"c.d.l"_qs, u"c.d.l.0"_qs, u"c.d.l.1"_qs,
         u"c.d.l.2"_qs, u"c.d.l.3"_qs});
}

void tst_WriteStates::pathsOfOneWrite()
{
    QFETCH(const std::function<void(const Model &)>, write);
    QFETCH(const QStringList, pending);
    const QStringList paths{u""_qs,      u"c"_qs,   u"c.d"_qs,   u"c.d.a"_qs,   u"c.d.a.x"_qs, u"c.d.a.y"_qs,
                            u"c.d.t"_qs, u"c.d.l"_qs, u"c.d.l.0"_qs, u"c.d.l.1"_qs, u"c.d.l.2"_qs, u"c.d.l.3"_qs};
    start(R"({"a":{"x":1,"y":2},"t":"abc","l":[1,2,3]})");
    QCOMPARE(this->pending(paths), QStringList());
    write(m());
    QCOMPARE(this->pending(paths), pending);
    QCoreApplication::sendPostedEvents(); // it is sent
    QCOMPARE(this->pending(paths), pending);
    QTRY_COMPARE(this->pending(paths), QStringList());
    QVERIFY(!m().hasWritePending());
}

void tst_WriteStates::documentsAndCollections()
{
    const Mutation created = m().create(u"c.d", json(R"({"a":1})"));
    QCOMPARE(pending({u"c.d"_qs, u"c.d.a"_qs, u"c.d.none"_qs, u"c"_qs, u"c.e"_qs, u"e"_qs, u""_qs}),
             QStringList({u"c.d"_qs, u"c.d.a"_qs, u"c.d.none"_qs, u"c"_qs, u""_qs}));
    QVERIFY(m().at(u"c.d.a").isPending());
    QVERIFY(confirmed(created));
    QVERIFY(!m().isPending());
    const Mutation deleted = m().del(u"c.d");
    QVERIFY(m().isPending(u"c.d.a"));
    QVERIFY(confirmed(deleted));
    QVERIFY(!m().isPending(u"c.d"));
}

void tst_WriteStates::localPaths()
{
    m().set(u"_page.a", 1);
    QVERIFY(!m().isPending(u"_page.a"));
    QVERIFY(!m().isPending());
    QVERIFY(!m().failure());
    RootModel alone;
    alone.set(u"_page.a", 1);
    QVERIFY(!alone.isPending());
    QVERIFY(!alone.isPending(u"c.d"));
    QVERIFY(!alone.failure(u"c.d.x"));
    alone.clearFailure();
}

void tst_WriteStates::whatRefsAndListsShow()
{
    start(R"({"a":1,"l":[{"n":1},{"n":2}]})");
    QVERIFY(confirmed(o().create(u"c.e", json(R"({"a":2})"))));
    QVERIFY(confirmed(m().fetch(u"c.e")));
    m().ref(u"_page.ref", u"c.d");
    m().set(u"_page.ids", json(R"(["e","d"])"));
    m().refList(u"_page.list", u"c", u"_page.ids");
    const auto descending = [](const Value &a, const Value &b) {
        return int(b.value(u"a").toDouble() - a.value(u"a").toDouble());
    };
    m().sort(u"c", descending)->ref(u"_page.sorted");
    m().filter(u"c.d.l", [](const FilterItem &item) { return item.value.value(u"n") == Value(2); })->ref(u"_page.some");
    doc()->pause();
    m().set(u"_page.ref.a", -5);
    const QStringList paths{u"_page.ref"_qs, u"_page.ref.a"_qs, u"_page.ref.l"_qs, u"_page.list"_qs,
                            u"_page.list.0"_qs, u"_page.list.1"_qs, u"_page.list.1.a"_qs, u"_page.list.1.b"_qs,
                            u"_page.sorted.0"_qs, u"_page.sorted.1"_qs, u"_page.some"_qs, u"_page.some.0"_qs};
    QCOMPARE(pending(paths), QStringList({u"_page.ref"_qs, u"_page.ref.a"_qs, u"_page.list"_qs, u"_page.list.1"_qs,
                                          u"_page.list.1.a"_qs, u"_page.sorted.1"_qs}));
    m().set(u"c.d.l.1.m", 1);
    QCOMPARE(pending({u"_page.some"_qs, u"_page.some.0"_qs, u"_page.some.0.m"_qs, u"_page.some.0.n"_qs}),
             QStringList({u"_page.some"_qs, u"_page.some.0"_qs, u"_page.some.0.m"_qs}));
    m_refuse = true;
    doc()->resume();
    QTRY_VERIFY(m().failure(u"_page.ref.a"));
    QVERIFY(!m().isPending(u"_page.ref"));
    QVERIFY(m().failure(u"_page.list.1.a"));
    QVERIFY(m().failure(u"_page.list"));
    QVERIFY(!m().failure(u"_page.list.0"));
    m().clearFailure(u"_page.ref.a");
    QVERIFY(!m().failure(u"_page.list.1.a"));
}

void tst_WriteStates::rowsThatOthersMove()
{
    start(R"({"l":[{"n":0},{"n":1},{"n":2},{"n":3}]})");
    doc()->pause();
    m().set(u"c.d.l.2.n", 12);
    QCOMPARE(pendingRows(u"c.d.l"_qs), QList<int>({2}));
    QVERIFY(confirmed(o().insert(u"c.d.l", 0, json(R"([{"n":8},{"n":9}])"))));
    QVERIFY(followOthers());
    QCOMPARE(pendingRows(u"c.d.l"_qs), QList<int>({4}));
    QCOMPARE(pending({u"c.d.l.4.n"_qs, u"c.d.l.4.m"_qs}), QStringList(u"c.d.l.4.n"_qs));
    QVERIFY(confirmed(o().remove(u"c.d.l", 1, 2)));
    QVERIFY(followOthers());
    QCOMPARE(pendingRows(u"c.d.l"_qs), QList<int>({2}));
    QVERIFY(confirmed(o().move(u"c.d.l", 2, 0)));
    QVERIFY(followOthers());
    QCOMPARE(pendingRows(u"c.d.l"_qs), QList<int>({0}));
    QVERIFY(confirmed(o().remove(u"c.d.l", 0)));
    QVERIFY(followOthers());
    QCOMPARE(pendingRows(u"c.d.l"_qs), QList<int>());
    QVERIFY(!m().isPending(u"c.d.l"));
    QVERIFY(m().isPending(u"c.d")); // what is left of the op is still to be answered
    doc()->resume();
    QTRY_VERIFY(!m().isPending(u"c.d"));
}

// Rows know who they are; what was written to is remembered by that.
void tst_WriteStates::rowsThatOthersMoveAtRandom()
{
    const quint32 seed = testSeed();
    QRandomGenerator random(seed);
    start(R"({"l":[{"k":-1,"v":0},{"k":-2,"v":0},{"k":-3,"v":0}]})");
    const auto at = [](qsizetype i) { return u"c.d.l."_qs + QString::number(i); };
    const auto below = [&random](qsizetype bound) { return qsizetype(random.bounded(quint32(bound))); };
    int nextKey = 1;
    for (int round = 0; round < qMax(1, qEnvironmentVariableIntValue("RACER_TEST_ROUNDS")) * 25; ++round) {
        QSet<qint64> written;
        QSet<qint64> moved; // and nothing else
        QSet<qint64> doubtful; // moved past rows that others moved or removed: there may be nothing left of the move
        doc()->pause();
        for (int step = 0; step < 8; ++step) {
            RootModel &writer = random.bounded(2) ? m() : o();
            const bool isOwn = &writer == &m();
            const Value list = writer.get(u"c.d.l");
            const qsizetype size = list.size();
            const qsizetype i = size ? below(size) : 0;
            const qint64 key = size ? list.at(i).value(u"k").toInteger() : 0;
            const int what = size < 3 ? 0 : int(random.bounded(4));
            if (!isOwn && what > 0 && (written.contains(key) || moved.contains(key)))
                continue; // then it depends on whose write wins
            switch (what) {
            case 0:
                if (isOwn)
                    written.insert(nextKey);
                writer.insert(u"c.d.l", below(size + 1), Value::array({Value::object({{Key(u"k"), nextKey++}})}));
                break;
            case 1:
                writer.remove(u"c.d.l", i, 1);
                break;
            case 2:
                if (isOwn) {
                    moved.insert(key);
                    doubtful.remove(key);
                }
                writer.move(u"c.d.l", i, (i + 1 + below(size - 1)) % size);
                break;
            default:
                if (isOwn)
                    written.insert(key);
                writer.set(at(i) + u".v"_qs, step + 1000 * round);
                break;
            }
            if (!isOwn && (what == 1 || what == 2))
                doubtful += moved;
            QVERIFY(followOthers());
            const QList<int> pending = pendingRows(u"c.d.l"_qs);
            QList<int> expected;
            const Value now = m().get(u"c.d.l");
            for (int row = 0; row < now.size(); ++row) {
                const qint64 known = now.at(row).value(u"k").toInteger();
                if (written.contains(known)
                    || (moved.contains(known) && (!doubtful.contains(known) || pending.contains(row)))) {
                    expected << row;
                }
            }
            QVERIFY2(pending == expected, qPrintable(u"RACER_TEST_SEED=%1, round %2, step %3"_qs
                                                                       .arg(seed).arg(round).arg(step)));
        }
        doc()->resume();
        QVERIFY(m_two->settle());
        QCOMPARE(pendingRows(u"c.d.l"_qs), QList<int>());
        QCOMPARE(text(m().get(u"c.d")), text(o().get(u"c.d")));
    }
}

void tst_WriteStates::writesWithoutALine()
{
    start(R"({"a":1,"l":[1]})");
    m().disconnectFromServer();
    QTRY_VERIFY(!m().connection()->canSend());
    m().set(u"c.d.a", 2);
    m().push(u"c.d.l", 2);
    m().create(u"c.e", json(R"({"b":1})"));
    const QStringList paths{u"c.d.a"_qs, u"c.d.l.1"_qs, u"c.e"_qs, u"c.e.b"_qs};
    QCOMPARE(pending(paths), paths);
    QVERIFY(!m().isPending(u"c.d.l.0"));
    QVERIFY(confirmed(o().unshift(u"c.d.l", 0)));
    QCOMPARE(pending(paths), paths);
    m().connectToServer();
    QVERIFY(m_two->settle());
    QCOMPARE(pending(paths), QStringList());
    QCOMPARE(text(o().get(u"c.d")), uR"({"a":2,"l":[0,1,2],"id":"d"})"_qs);
}

void tst_WriteStates::refusedWrites_data()
{
    using Write = std::function<Mutation(const Model &)>;
    QTest::addColumn<Write>("write");
    QTest::addColumn<QStringList>("failed");

    const auto row = [](const char *name, const Write &write, const QStringList &failed) {
        QTest::newRow(name) << write << (QStringList{u""_qs, u"c"_qs, u"c.d"_qs} + failed);
    };
    row("a member that was set", [](const Model &m) { return m.set(u"c.d.a", 2); }, {u"c.d.a"_qs});
    row("a new member", [](const Model &m) { return m.set(u"c.d.b", 2); }, {u"c.d.b"_qs});
    row("typing", [](const Model &m) { return m.stringInsert(u"c.d.t", 1, u"z"); }, {u"c.d.t"_qs});
    row("an element that was set", [](const Model &m) { return m.set(u"c.d.l.1", 2); },
        {u"c.d.l"_qs, u"c.d.l.1"_qs});
    row("an element that was added: there is only the list left", [](const Model &m) { return m.push(u"c.d.l", 2); },
        {u"c.d.l"_qs});
    row("an element that was removed is there again", [](const Model &m) { return m.remove(u"c.d.l", 1); },
        {u"c.d.l"_qs, u"c.d.l.1"_qs});
    row("an element that was moved is back", [](const Model &m) { return m.move(u"c.d.l", 0, 2); },
        {u"c.d.l"_qs, u"c.d.l.0"_qs});
}

void tst_WriteStates::refusedWrites()
{
    QFETCH(const std::function<Mutation(const Model &)>, write);
    QFETCH(const QStringList, failed);
    const char *const data = R"({"a":1,"t":"abc","l":[1,2,3]})";
    start(data);
    m_refuse = true;
    QCOMPARE(failure(write(m())).message(), u"not that"_qs);
    QStringList found;
    for (const QString &path : {u""_qs, u"c"_qs, u"c.d"_qs, u"c.d.a"_qs, u"c.d.b"_qs, u"c.d.t"_qs, u"c.d.l"_qs,
                                u"c.d.l.0"_qs, u"c.d.l.1"_qs, u"c.d.l.2"_qs, u"e"_qs, u"c.e"_qs}) {
        const Error error = m().failure(path);
        if (error) {
            found << path;
            QCOMPARE(error.message(), u"not that"_qs);
            QCOMPARE(error.code(), Value(u"ERR_NO"));
        }
    }
    QCOMPARE(found, failed);
    QVERIFY(!m().isPending());
    QCOMPARE(text(doc()->data()), QString::fromUtf8(data));
}

void tst_WriteStates::refusedRowsThatMove()
{
    start(R"({"l":[{"n":0},{"n":1},{"n":2}]})");
    m_refuse = true;
    QVERIFY(failure(m().set(u"c.d.l.1.n", 5)));
    m_refuse = false;
    QVERIFY(m().failure(u"c.d.l.1.n"));
    QVERIFY(confirmed(o().unshift(u"c.d.l", json(R"({"n":9})"))));
    QVERIFY(followOthers());
    QVERIFY(!m().failure(u"c.d.l.1"));
    QVERIFY(m().failure(u"c.d.l.2.n"));
    m().push(u"c.d.l", 1);
    m().move(u"c.d.l", 0, 3);
    QVERIFY(m().failure(u"c.d.l.1.n"));
    QVERIFY(!m().failure(u"c.d.l.2"));
    m().remove(u"c.d.l", 1);
    QVERIFY(!m().failure(u"c.d"));
}

void tst_WriteStates::theNextWriteClears_data()
{
    using Write = std::function<Mutation(const Model &)>;
    QTest::addColumn<Write>("refused");
    QTest::addColumn<Write>("next");
    QTest::addColumn<bool>("clears");

    const Write setMember = [](const Model &m) { return m.set(u"c.d.o.x", 2); };
    const Write push = [](const Model &m) { return m.push(u"c.d.l", 2); };
    const Write setRow = [](const Model &m) { return m.set(u"c.d.l.1", 9); };
    QTest::newRow("the same member again") << setMember << setMember << true;
    QTest::newRow("the object around it") << setMember << Write([](const Model &m) { return m.del(u"c.d.o"); }) << true;
    QTest::newRow("another member") << setMember << Write([](const Model &m) { return m.set(u"c.d.o.y", 2); }) << false;
    QTest::newRow("the document") << setMember << Write([](const Model &m) { return m.set(u"c.d", json("{}")); })
                                  << true;
    QTest::newRow("another push") << push << push << true;
    QTest::newRow("a removal from the list") << push << Write([](const Model &m) { return m.remove(u"c.d.l", 0); })
                                             << true;
    QTest::newRow("an edit of another row") << push << Write([](const Model &m) { return m.set(u"c.d.l.0", 4); })
                                            << false;
    QTest::newRow("the row again") << setRow << setRow << true;
    QTest::newRow("an insertion ahead of the row")
        << setRow << Write([](const Model &m) { return m.insert(u"c.d.l", 1, json("[7]")); }) << false;
    QTest::newRow("a move of the row") << setRow << Write([](const Model &m) { return m.move(u"c.d.l", 1, 0); })
                                       << true;
    QTest::newRow("a move of another row") << setRow << Write([](const Model &m) { return m.move(u"c.d.l", 0, 2); })
                                           << false;
    QTest::newRow("the document's deletion") << setRow << Write([](const Model &m) { return m.del(u"c.d"); }) << true;
}

void tst_WriteStates::theNextWriteClears()
{
    QFETCH(const std::function<Mutation(const Model &)>, refused);
    QFETCH(const std::function<Mutation(const Model &)>, next);
    QFETCH(const bool, clears);
    start(R"({"o":{"x":1,"y":1},"l":[1,2,3]})");
    m_refuse = true;
    QVERIFY(failure(refused(m())));
    m_refuse = false;
    QVERIFY(m().failure(u"c.d"));
    const Mutation mutation = next(m());
    QCOMPARE(!m().failure(u"c.d"), clears); // at once
    QVERIFY(confirmed(mutation));
    QCOMPARE(!m().failure(u"c.d"), clears);
}

void tst_WriteStates::failuresThatAreCleared()
{
    start(R"({"a":1,"b":1})");
    m_refuse = true;
    QVERIFY(failure(m().set(u"c.d.a", 2)));
    QVERIFY(failure(m().set(u"c.d.b", 2)));
    m().clearFailure(u"c.d.c");
    m().clearFailure(u"c.e");
    m().clearFailure(u"e");
    QVERIFY(m().failure(u"c.d.a"));
    m().clearFailure(u"c.d.a");
    QVERIFY(!m().failure(u"c.d.a"));
    QVERIFY(m().failure(u"c.d"));
    m().at(u"c").clearFailure();
    QVERIFY(!m().failure());
    QVERIFY(failure(m().set(u"c.d.a", 2)));
    m().unsubscribe(u"c.d");
    QTRY_VERIFY(m().get(u"c.d").isUndefined());
    QVERIFY(!m().failure());
    QVERIFY(confirmed(m().subscribe(u"c.d")));
    QVERIFY(!m().failure());
}

void tst_WriteStates::refusedDocuments()
{
    start(R"({"a":1})");
    m_refuse = true;
    Log log(m());
    QCOMPARE(failure(m().create(u"c.e", json(R"({"b":1})"))).message(), u"not that"_qs);
    QTRY_COMPARE(log.lines, QStringList({uR"(change c.e {"b":1,"id":"e"} undef)"_qs,
                                         uR"(change c.e undef {"b":1,"id":"e"} {"$remote":true})"_qs}));
    QCOMPARE(m().failure(u"c.e.b").message(), u"not that"_qs);
    QVERIFY(!m().failure(u"c.d"));
    QTRY_VERIFY(m().get(u"c.e").isUndefined());
    m_refuse = false;
    const Mutation again = m().create(u"c.e", json(R"({"b":1})"));
    QVERIFY(!m().failure());
    QVERIFY(confirmed(again));
    m_two->backend.use(Actions::submit, [](SubmitRequest &request, const Next &next) {
        next(request.op.kind == Op::Kind::Del ? Error(Value(u"ERR_NO"), u"it stays"_qs) : Error());
    });
    QCOMPARE(failure(m().del(u"c.d")).message(), u"it stays"_qs);
    QCOMPARE(m().failure(u"c.d.a").message(), u"it stays"_qs);
    QTRY_COMPARE(m().get(u"c.d.a"), Value(1));
    QVERIFY(m().failure(u"c.d"));
    QVERIFY(!m().isPending());
    m().set(u"c.d.a", 2);
    QVERIFY(!m().failure());
}

void tst_WriteStates::droppedWithoutAWord()
{
    start(R"({"a":1})");
    m_two->backend.use(Actions::submit, [](SubmitRequest &, const Next &) { throw SubmitRequest::rejectedError(); });
    const Mutation mutation = m().set(u"c.d.a", 2);
    QVERIFY(m().isPending(u"c.d.a"));
    QVERIFY(confirmed(mutation));
    QCOMPARE(m().get(u"c.d.a"), Value(1));
    QVERIFY(!m().isPending(u"c.d.a"));
    QVERIFY(!m().failure());
}

void tst_WriteStates::documentsDeletedUnderAWrite()
{
    start(R"({"a":1})");
    doc()->pause();
    const Mutation mutation = m().set(u"c.d.a", 2);
    QVERIFY(confirmed(o().del(u"c.d")));
    QVERIFY(failure(mutation).is(ErrorCode::DocWasDeleted));
    QVERIFY(!m().isPending());
    QVERIFY(m().failure(u"c.d").is(ErrorCode::DocWasDeleted));
}

void tst_WriteStates::signal()
{
    start(R"({"a":1,"l":[]})");
    QVERIFY(confirmed(m().create(u"c.e", json("{}"))));
    QSignalSpy told(&m(), &RootModel::writeStateChanged);
    const auto paths = [&told] {
        QStringList result;
        for (const auto &arguments : std::exchange(static_cast<QList<QList<QVariant>> &>(told), {}))
            result << arguments.at(0).value<Path>().toString();
        result.sort();
        return result;
    };
    m().disconnectFromServer();
    QTRY_VERIFY(!m().connection()->canSend());
    m().set(u"_page.a", 1);
    QCoreApplication::processEvents();
    QCOMPARE(paths(), QStringList());
    for (int i = 0; i < 10; ++i)
        m().push(u"c.d.l", i);
    m().set(u"c.e.x", 1);
    QCOMPARE(paths(), QStringList()); // not within the write
    QCoreApplication::sendPostedEvents();
    QCOMPARE(paths(), QStringList({u"c.d"_qs, u"c.e"_qs}));
    m().set(u"c.e.y", 1);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(paths(), QStringList({u"c.e"_qs})); // another path of it
    m().connectToServer();
    QVERIFY(m_two->settle());
    QCoreApplication::processEvents();
    const QStringList acknowledged = paths();
    QCOMPARE(QSet<QString>(acknowledged.cbegin(), acknowledged.cend()), QSet<QString>({u"c.d"_qs, u"c.e"_qs}));
    QVERIFY(!m().isPending());
    // Others' changes are none of it.
    QVERIFY(confirmed(o().set(u"c.d.a", 5)));
    QVERIFY(followOthers());
    QCoreApplication::processEvents();
    QCOMPARE(paths(), QStringList());
    m_refuse = true;
    QVERIFY(failure(m().set(u"c.d.a", 2)));
    QTRY_VERIFY(m().failure(u"c.d.a") && !told.isEmpty());
    QCoreApplication::processEvents();
    QVERIFY(!paths().isEmpty());
    m().clearFailure(u"c.d.a");
    m().clearFailure(u"c.d.a");
    QCoreApplication::processEvents();
    QCOMPARE(paths(), QStringList({u"c.d"_qs}));
}

QTEST_GUILESS_MAIN(tst_WriteStates)
#include "tst_writestates.moc"
