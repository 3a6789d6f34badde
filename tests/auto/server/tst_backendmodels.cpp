// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/backend.h>
#include <Racer/plugins.h>
#include <Racer/requestmodel.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

namespace {

// True once it has succeeded.
bool isConfirmed(const Confirmation &confirmation)
{
    const QFuture<void> future = confirmation.future();
    return QTest::qWaitFor([&] { return future.isFinished(); }) && !confirmation.error();
}

void defining(Backend &backend, const Value &options)
{
    QObject::connect(&backend, &Backend::modelCreated, &backend, [options](RootModel *model) {
        model->fn(options.toKey(), [](const Value &a) { return a.toDouble() * 2; });
    });
}

} // namespace

class tst_BackendModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelsSeeEachOther()
    {
        Backend backend;
        const auto a = backend.createModel();
        const auto b = backend.createModel();
        QVERIFY(isConfirmed(a->create(u"c.d", Value::object({{Key(u"n"), 1}}))));
        QVERIFY(isConfirmed(b->subscribe(u"c.d")));
        QCOMPARE(b->get(u"c.d.n"), Value(1));
        a->increment(u"c.d.n");
        QTRY_COMPARE(b->get(u"c.d.n"), Value(2));
    }

    void options()
    {
        BackendOptions backendOptions;
        backendOptions.modelOptions = {.fetchOnly = true, .unloadDelay = 5, .bundleTimeout = 7};
        Backend backend(std::move(backendOptions));
        const auto usual = backend.createModel();
        QVERIFY(usual->isFetchOnly());
        QCOMPARE(usual->unloadDelay(), 5);
        QCOMPARE(usual->bundleTimeout(), 7);
        const auto other = backend.createModel({.bundleTimeout = 9});
        QVERIFY(!other->isFetchOnly());
        QCOMPARE(other->unloadDelay(), 0);
        QCOMPARE(other->bundleTimeout(), 9);
    }

    void createdBeforeItIsConnected()
    {
        Backend backend;
        Connection::State state = Connection::State::Connected;
        RootModel *created = nullptr;
        QObject::connect(&backend, &Backend::modelCreated, &backend, [&](RootModel *model) {
            created = model;
            state = model->connection()->state();
            model->fn(u"double", [](const Value &a) { return a.toDouble() * 2; });
        });
        const auto model = backend.createModel();
        QCOMPARE(created, model.get());
        QVERIFY(state != Connection::State::Connected && state != Connection::State::Connecting);
        model->set(u"_n.a", 2);
        QCOMPARE(model->start(u"_n.s", u"_n.a", u"double"), Value(4));
        QTRY_COMPARE(model->get(u"$connection.state"), Value(u"connected"));
        QVERIFY([&] {
            const QFuture<void> closed = model->close();
            return QTest::qWaitFor([&] { return closed.isFinished(); });
        }());
        QCOMPARE(model->get(u"$connection.state"), Value(u"closed"));
    }

    void theRequestReachesTheMiddleware()
    {
        Backend backend;
        QList<QUrl> urls;
        backend.use(Actions::connect, [&](ConnectContext &context, const Next &next) {
            urls << context.agent->request().url;
            next({});
        });
        ConnectionRequest request;
        request.url = QUrl(QStringLiteral("http://example.org/page"));
        const auto model = backend.createModel({}, request);
        QTRY_COMPARE(urls, QList<QUrl>{request.url});
    }

    void aPluginForAllModels()
    {
        Backend backend;
        for (int i = 0; i < 2; ++i)
            use(backend, defining, u"double");
        const auto model = backend.createModel();
        model->set(u"_n.a", 4);
        QCOMPARE(model->evaluate(u"_n.a", u"double"), Value(8));
    }

    void aRequestOnlyFetches()
    {
        Backend backend;
        const auto writer = backend.createModel();
        QVERIFY(isConfirmed(writer->create(u"c.d", Value::object({{Key(u"n"), 1}}))));
        const RequestModel request(&backend);
        QVERIFY(request->isFetchOnly());
        QVERIFY(isConfirmed(request->subscribe(u"c.d")));
        QCOMPARE(request->get(u"c.d.n"), Value(1));
        QVERIFY(isConfirmed(writer->set(u"c.d.n", 2)));
        QVERIFY(isConfirmed(writer->fetch(u"c.d"))); // what the backend has to send is sent
        QCOMPARE(request->get(u"c.d.n"), Value(1));
    }

    void aRequestsModelGoesWithIt()
    {
        Backend backend;
        QPointer<RootModel> model;
        {
            RequestModel request(&backend);
            model = request.get();
            QTRY_COMPARE(backend.agentCount(), 1);
            RequestModel moved = std::move(request);
            QVERIFY(request.isNull());
            QCOMPARE(moved.get(), model.data());
        }
        QTRY_VERIFY(!model);
        QCOMPARE(backend.agentCount(), 0);
    }

    void aRequestWaitsForItsWrites()
    {
        Backend backend;
        QPointer<RootModel> model;
        {
            const RequestModel request(&backend);
            model = request.get();
            request->create(u"c.d", Value::object({{Key(u"n"), 1}}));
        }
        QVERIFY(model);
        QTRY_VERIFY(!model);
        const auto reader = backend.createModel();
        QVERIFY(isConfirmed(reader->fetch(u"c.d")));
        QCOMPARE(reader->get(u"c.d.n"), Value(1));
    }

    void aRequestsLateErrorIsReported()
    {
        Backend backend;
        QSignalSpy errors(&backend, &Backend::errorOccurred);
        backend.use(Actions::submit, [](SubmitRequest &, const Next &next) { next(Error(QStringLiteral("no"))); });
        {
            RequestModel request(&backend);
            request->create(u"c.d", Value::object());
            request = RequestModel();
        }
        QTRY_COMPARE(errors.size(), 1);
        QVERIFY(errors.at(0).at(0).value<Error>().message().startsWith(u"no"));
    }

    void theBackendMayGoWhileARequestCloses()
    {
        QPointer<RootModel> model;
        {
            Backend backend;
            const RequestModel request(&backend);
            model = request.get();
            request->create(u"c.d", Value::object());
        }
        QVERIFY(!model);
    }
};

QTEST_GUILESS_MAIN(tst_BackendModels)
#include "tst_backendmodels.moc"
