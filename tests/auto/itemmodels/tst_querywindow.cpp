// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"
#include "../model/twomodels.h"

#include <Racer/listmodel.h>
#include <Racer/middleware.h>
#include <Racer/querywindow.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Racer;
using namespace ModelTest;
using namespace Qt::StringLiterals;

// A large result in a small window.
class tst_QueryWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void loadsWhatIsRead();
    void givesPagesBack();
    void visibleRanges();
    void scrollingPast();
    void documentsThatEnterAhead();
    void documentsThatLeaveAndMove();
    void boundsOfTheExpression();
    void emptyResults();
    void refusedPages();
    void refusedCounts();
    void reconnects();
    void ends();
    void modelsThatAreDestroyed();
    void othersWriteAtRandom_data();
    void othersWriteAtRandom();

private:
    void start(int documents, const QString &database = {});
    void open(const Value &expression, const WindowOptions &options);
    [[nodiscard]] static Value sorted() { return json(R"({"$sort":{"n":1}})"); }
    [[nodiscard]] static Key idOf(int n) { return Key(u"d%1"_qs.arg(n, 6, 10, QChar(u'0'))); }
    // The ids as letters would have it: the numbers of documents, dots for what is not loaded, from a row on.
    [[nodiscard]] QString shown(int first, int count) const;
    [[nodiscard]] QVariant n(int row) const { return m_rows->data(m_rows->index(row, 0), m_rows->roleFor(u"n"_qs)); }
    // Reads a row as a view does.
    void read(int row) const { (void)m_rows->data(m_rows->index(row, 0), RowModel::ModelDataRole); }
    [[nodiscard]] bool isLoaded(int row) const
    { return m_rows->data(m_rows->index(row, 0), RowModel::ExistsRole).toBool(); }
    [[nodiscard]] RootModel &other() { return *m_other; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<RootModel> m_other;
    std::unique_ptr<RootModel> m_model;
    std::unique_ptr<QueryWindow> m_window;
    std::unique_ptr<ListModel> m_rows;
};

void tst_QueryWindow::cleanup()
{
    m_rows.reset();
    m_window.reset();
    m_model.reset();
    m_other.reset();
    m_backend.reset();
    m_folder.reset();
}

void tst_QueryWindow::start(int documents, const QString &database)
{
    BackendOptions options;
    m_folder = std::make_unique<QTemporaryDir>();
    if (!database.isEmpty())
        options.database = openDatabase(database + m_folder->filePath(u"racer.db"_qs));
    m_backend = std::make_unique<Backend>(std::move(options));
    for (auto *model : {&m_other, &m_model}) {
        *model = std::make_unique<RootModel>(std::make_unique<Connection>(m_backend->createTransport()));
        (*model)->setUnloadDelay(0);
        (*model)->connection()->open();
    }
    for (int i = 0; i < documents; ++i)
        other().create(Path({Key(u"c"), idOf(i * 10)}), Value::object({{Key(u"n"), i * 10}}));
    QVERIFY(QTest::qWaitFor([this] { return !other().hasWritePending(); }, 30'000));
}

void tst_QueryWindow::open(const Value &expression, const WindowOptions &options)
{
    m_window = std::make_unique<QueryWindow>(*m_model, u"c", expression, options);
    m_rows = std::make_unique<ListModel>();
    m_rows->setItemRoles({{u"n"_qs}});
    m_window->showIn(m_rows.get());
    QTRY_VERIFY(m_window->isReady());
    QTRY_COMPARE(m_rows->rowCount(), m_window->total());
}

QString tst_QueryWindow::shown(int first, int count) const
{
    QStringList list;
    m_rows->flush();
    const Value ids = m_window->ids().get();
    for (int row = first; row < std::min<qsizetype>(first + count, ids.size()); ++row) {
        const Value &id = ids.at(row);
        list << (id.isNull() ? u"."_qs : QString::number(id.toString().mid(1).toInt()));
    }
    return list.join(u' ');
}

void tst_QueryWindow::loadsWhatIsRead()
{
    start(100);
    open(sorted(), {.pageSize = 10});
    QCOMPARE(m_window->total(), 100);
    QCOMPARE(m_rows->rowCount(), 100);
    QTRY_COMPARE(shown(0, 25), u"0 10 20 30 40 50 60 70 80 90 100 110 120 130 140 150 160 170 180 190 . . . . ."_qs);
    QCOMPARE(m_window->loadedPages(), 2);
    QCOMPARE(n(12), QVariant(120));
    QVERIFY(!isLoaded(55));
    QTRY_VERIFY(isLoaded(55)); // reading was asking
    QCOMPARE(n(55), QVariant(550));
    QTRY_COMPARE(m_window->loadedPages(), 5); // with those beside it
    QTRY_COMPARE(shown(38, 4), u". . 400 410"_qs);
    QTRY_COMPARE(shown(68, 4), u"680 690 . ."_qs);
    // They are live.
    other().set(Path({Key(u"c"), idOf(550), Key(u"x")}), 1);
    QTRY_COMPARE(m_rows->valueAt(55).value(u"x"), Value(1));
}

void tst_QueryWindow::givesPagesBack()
{
    start(100);
    open(sorted(), {.pageSize = 5, .maxPages = 4});
    for (int row = 0; row < 100; ++row) {
        if (!isLoaded(row)) {
            read(row);
            QTRY_VERIFY(isLoaded(row));
        }
        QVERIFY(m_window->loadedPages() <= 4);
    }
    QTRY_COMPARE(shown(0, 3), u". . ."_qs);
    QTRY_VERIFY(m_model->get(Path({Key(u"c"), idOf(0)})).isUndefined());
    QVERIFY(isLoaded(99));
    QCOMPARE(m_rows->rowCount(), 100);
    read(0);
    QTRY_VERIFY(isLoaded(0));
}

void tst_QueryWindow::visibleRanges()
{
    start(100);
    open(sorted(), {.pageSize = 10});
    m_window->setVisibleRange(48, 61);
    QTRY_VERIFY(isLoaded(48) && isLoaded(61));
    QTRY_VERIFY(isLoaded(30) && isLoaded(79));
    QVERIFY(!isLoaded(80));
    m_window->setVisibleRange(95, 500);
    QTRY_VERIFY(isLoaded(99) && isLoaded(80));
    m_window->setVisibleRange(5, -1);
    m_window->setVisibleRange(-5, 3);
    m_window->need(-1);
    m_window->need(100);
    QVERIFY(isLoaded(0));
}

void tst_QueryWindow::scrollingPast()
{
    start(1000);
    open(sorted(), {.pageSize = 10, .maxPages = 6});
    int mostPages = 0;
    for (int row = 0; row < 1000; row += 5) {
        read(row);
        if (row % 50 == 0)
            QCoreApplication::processEvents();
        mostPages = std::max(mostPages, m_window->loadedPages());
    }
    QVERIFY(mostPages <= 6);
    QTRY_VERIFY(isLoaded(995));
    QTRY_VERIFY(isLoaded(980));
}

void tst_QueryWindow::documentsThatEnterAhead()
{
    start(100);
    open(sorted(), {.pageSize = 10});
    read(55);
    QTRY_COMPARE(m_window->loadedPages(), 5);
    QTRY_VERIFY(isLoaded(69));
    QTRY_VERIFY(isLoaded(40));
    QSignalSpy inserted(m_rows.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_rows.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy moved(m_rows.get(), &QAbstractItemModel::rowsMoved);
    QSignalSpy reset(m_rows.get(), &QAbstractItemModel::modelReset);
    const QPersistentModelIndex kept = m_rows->index(55, 0);
    QVERIFY(confirmed(other().create(Path({Key(u"c"), idOf(15)}), json(R"({"n":15})"))));
    QTRY_COMPARE(m_rows->rowCount(), 101);
    QTRY_COMPARE(shown(0, 4), u"0 10 15 20"_qs);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.at(0).at(1).toInt(), 2);
    QCOMPARE(kept.row(), 56);
    QCOMPARE(n(56), QVariant(550));
    QCOMPARE(shown(18, 3), u"170 180 ."_qs); // what passed the page's end
    QCOMPARE(shown(39, 3), u". 390 400"_qs);
    QCOMPARE(removed.size() + moved.size() + reset.size(), 0);
    QVERIFY(confirmed(other().del(Path({Key(u"c"), idOf(15)}))));
    QTRY_COMPARE(m_rows->rowCount(), 100);
    QTRY_COMPARE(shown(38, 4), u". . 400 410"_qs);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.at(0).at(1).toInt(), 2);
    QCOMPARE(kept.row(), 55);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(moved.size() + reset.size(), 0);
    // Between the pages that are loaded: placeholders shift, documents stay.
    QVERIFY(confirmed(other().create(Path({Key(u"c"), idOf(305)}), json(R"({"n":305})"))));
    QTRY_COMPARE(m_rows->rowCount(), 101);
    QTRY_COMPARE(shown(40, 2), u"390 400"_qs);
    QCOMPARE(shown(18, 3), u"180 190 ."_qs);
    QTRY_COMPARE(kept.row(), 56);
}

void tst_QueryWindow::documentsThatLeaveAndMove()
{
    start(100);
    open(json(R"({"n":{"$gte":0},"$sort":{"n":1}})"), {.pageSize = 10});
    QTRY_VERIFY(isLoaded(19));
    QSignalSpy inserted(m_rows.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_rows.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy moved(m_rows.get(), &QAbstractItemModel::rowsMoved);
    const QPersistentModelIndex kept = m_rows->index(3, 0);
    QVERIFY(confirmed(other().fetch(Path({Key(u"c"), idOf(30)}).toString())));
    QVERIFY(confirmed(other().set(Path({Key(u"c"), idOf(30), Key(u"n")}), 155)));
    QTRY_COMPARE(shown(0, 20), u"0 10 20 40 50 60 70 80 90 100 110 120 130 140 150 30 160 170 180 190"_qs);
    QCOMPARE(kept.row(), 15); // through two pages
    QCOMPARE(moved.size(), 1);
    QCOMPARE(inserted.size() + removed.size(), 0);
    QVERIFY(confirmed(other().set(Path({Key(u"c"), idOf(30), Key(u"n")}), -1)));
    QTRY_COMPARE(m_rows->rowCount(), 99);
    QTRY_COMPARE(shown(13, 4), u"140 150 160 170"_qs);
    QVERIFY(!kept.isValid());
}

void tst_QueryWindow::boundsOfTheExpression()
{
    start(100);
    open(json(R"({"$sort":{"n":-1},"$skip":3,"$limit":25})"), {.pageSize = 10});
    QCOMPARE(m_rows->rowCount(), 25);
    QTRY_COMPARE(shown(0, 3), u"960 950 940"_qs);
    read(24);
    QTRY_COMPARE(shown(20, 10), u"760 750 740 730 720"_qs);
    m_window = nullptr;
    QTRY_COMPARE(m_rows->rowCount(), 0);
    open(json(R"({"$skip":300})"), {});
    QCOMPARE(m_rows->rowCount(), 0);
}

void tst_QueryWindow::emptyResults()
{
    start(0);
    open(sorted(), {.pageSize = 10});
    QCOMPARE(m_window->total(), 0);
    QVERIFY(m_window->isReady());
    QVERIFY(confirmed(other().create(Path({Key(u"c"), idOf(1)}), json(R"({"n":1})"))));
    QTRY_COMPARE(n(0), QVariant(1));
    QCOMPARE(m_window->total(), 1);
}

void tst_QueryWindow::refusedPages()
{
    start(50);
    bool refuse = true;
    m_backend->use(Actions::query, [&refuse](QueryContext &context, const Next &next) {
        next(refuse && context.query.value(u"$skip") == Value(20) ? Error(Value(u"ERR_NO"), u"not that"_qs) : Error());
    });
    open(sorted(), {.pageSize = 10});
    QTRY_VERIFY(isLoaded(19));
    QSignalSpy errors(m_window.get(), &QueryWindow::errorChanged);
    m_window->need(45);
    m_window->need(25);
    QTRY_VERIFY(!m_window->error().isNull());
    QCOMPARE(m_window->error().code(), Value(u"ERR_NO"));
    QTRY_VERIFY(isLoaded(45));
    QVERIFY(!isLoaded(25));
    refuse = false;
    m_window->retry();
    QTRY_VERIFY(isLoaded(25));
    QVERIFY(m_window->error().isNull());
}

void tst_QueryWindow::refusedCounts()
{
    start(15);
    m_backend->use(Actions::query, [](QueryContext &context, const Next &next) {
        next(context.query.contains(u"$count") ? Error(Value(u"ERR_NO"), u"not that"_qs) : Error());
    });
    open(sorted(), {.pageSize = 10});
    QCOMPARE(m_window->error().message().left(8), u"not that"_qs);
    QTRY_COMPARE(m_rows->rowCount(), 15); // what is known
}

void tst_QueryWindow::reconnects()
{
    start(100);
    open(sorted(), {.pageSize = 10});
    read(55);
    QTRY_VERIFY(isLoaded(55));
    m_model->disconnectFromServer();
    QTRY_VERIFY(!m_model->connection()->canSend());
    QVERIFY(confirmed(other().create(Path({Key(u"c"), idOf(15)}), json(R"({"n":15})"))));
    QVERIFY(confirmed(other().create(Path({Key(u"c"), idOf(16)}), json(R"({"n":16})"))));
    QVERIFY(confirmed(other().del(Path({Key(u"c"), idOf(500)}))));
    QSignalSpy reset(m_rows.get(), &QAbstractItemModel::modelReset);
    const QPersistentModelIndex kept = m_rows->index(55, 0);
    QCOMPARE(n(55), QVariant(550));
    m_model->connectToServer();
    QTRY_COMPARE(m_rows->rowCount(), 101);
    QTRY_COMPARE(shown(0, 5), u"0 10 15 16 20"_qs);
    QTRY_COMPARE(shown(54, 4), u"530 540 550 560"_qs);
    QTRY_COMPARE(kept.row(), 56);
    QCOMPARE(n(56), QVariant(550));
    QCOMPARE(reset.size(), 0);
}

void tst_QueryWindow::ends()
{
    start(30);
    open(sorted(), {.pageSize = 10});
    QTRY_VERIFY(isLoaded(19));
    const Path path = m_window->ids().segments();
    m_window.reset();
    QTRY_COMPARE(m_rows->rowCount(), 0);
    QVERIFY(m_model->get(path).isUndefined());
    QTRY_VERIFY(m_model->get(u"c").isUndefined() || m_model->get(u"c").isEmpty());
    QTRY_VERIFY(!m_model->hasPending());
}

void tst_QueryWindow::modelsThatAreDestroyed()
{
    start(30);
    open(sorted(), {.pageSize = 10});
    m_model.reset();
    QCOMPARE(m_window->total(), 0);
    QCOMPARE(m_window->loadedPages(), 0);
    QVERIFY(!m_window->ids().isValid());
    m_window->need(3);
    m_window->setVisibleRange(0, 5);
    m_window->retry();
    QCoreApplication::processEvents();
    QCOMPARE(m_rows->rowCount(), 0);
    QueryWindow nowhere(Model(), u"c", sorted());
    nowhere.need(0);
    QVERIFY(!nowhere.isReady());
}

void tst_QueryWindow::othersWriteAtRandom_data()
{
    QTest::addColumn<QString>("database");
    QTest::newRow("memory") << QString();
    QTest::newRow("sqlite") << u"sqlite:"_qs;
}

void tst_QueryWindow::othersWriteAtRandom()
{
    QFETCH(const QString, database);
    const quint32 seed = testSeed();
    QRandomGenerator random(seed);
    const QByteArray about = "RACER_TEST_SEED=" + QByteArray::number(seed);
    const int rounds = 40 * qMax(1, qEnvironmentVariableIntValue("RACER_TEST_ROUNDS"));
    start(120, database);
    open(json(R"({"n":{"$gte":0},"$sort":{"n":1}})"), {.pageSize = 8, .maxPages = 6});
    const auto all = other().query(u"c", json(R"({"n":{"$gte":0},"$sort":{"n":1}})"));
    QVERIFY(confirmed(all->subscribe()));
    QSignalSpy reset(m_rows.get(), &QAbstractItemModel::modelReset);
    // Only here, as it reads rows, which loads them.
    const QAbstractItemModelTester tester(m_rows.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    int next = 100'000;
    for (int round = 0; round < rounds; ++round) {
        const int writes = int(random.bounded(4));
        for (int i = 0; i < writes; ++i) {
            const Value ids = all->getIds();
            const Key id = ids.isEmpty() ? Key() : ids.at(qsizetype(random.bounded(quint32(ids.size())))).toKey();
            const Path path({Key(u"c"), id});
            switch (id.isEmpty() ? 0 : random.bounded(4)) {
            case 0:
                other().create(Path({Key(u"c"), idOf(next)}),
                               Value::object({{Key(u"n"), int(random.bounded(1200))}}));
                ++next;
                break;
            case 1:
                if (!other().get(path).isUndefined())
                    other().del(path);
                break;
            default:
                if (!other().get(path).isUndefined())
                    other().set(path / Key(u"n"), int(random.bounded(1200)) - 100);
                break;
            }
            if (random.bounded(2))
                QCoreApplication::processEvents();
        }
        if (random.bounded(2) && m_rows->rowCount() > 0)
            read(int(random.bounded(quint32(m_rows->rowCount()))));
        const auto isRight = [&] {
            const Value ids = m_window->ids().get();
            const Value expected = all->getIds();
            if (other().hasPending() || m_model->hasPending() || ids.size() != expected.size()
                || m_rows->rowCount() != ids.size()) {
                return false;
            }
            for (qsizetype i = 0; i < ids.size(); ++i) {
                if (!ids.at(i).isNull() && !(ids.at(i) == expected.at(i)))
                    return false;
                if (!ids.at(i).isNull() && m_rows->keyAt(int(i)) != ids.at(i).toString())
                    return false;
            }
            return true;
        };
        if (random.bounded(3) == 0)
            QVERIFY2(QTest::qWaitFor(isRight), about.constData());
        QSet<QString> seen;
        const Value ids = m_window->ids().get();
        for (const Value &id : ids.elements()) {
            QVERIFY2(id.isNull() || !seen.contains(id.toString()), about.constData());
            seen.insert(id.toString());
        }
        QVERIFY(m_window->loadedPages() <= 6);
    }
    QCOMPARE(reset.size(), 0);
}

QTEST_GUILESS_MAIN(tst_QueryWindow)
#include "tst_querywindow.moc"
