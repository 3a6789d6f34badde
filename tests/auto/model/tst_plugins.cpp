// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modeltest.h"

#include <Racer/plugins.h>

#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

namespace {

void counting(RootModel &model, const Value &options)
{
    model.increment(u"_plugin.calls");
    model.set(u"_plugin.options", options);
}

void alsoCounting(RootModel &model, const Value &)
{
    model.increment(u"_plugin.others");
}

void naming(QObject &host, const Value &options)
{
    host.setObjectName(host.objectName() + options.toString());
}

void throwing(RootModel &model, const Value &)
{
    model.increment(u"_plugin.tries");
    throw Error(u"not today"_qs);
}

void usingItself(RootModel &model, const Value &)
{
    counting(model, 1);
    use(model, usingItself);
}

} // namespace

class tst_Plugins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oncePerHost()
    {
        RootModel a;
        RootModel b;
        QCOMPARE(&use(a, counting, u"first"), &a);
        use(a, counting, u"second");
        use(a, alsoCounting);
        use(b, counting);
        QCOMPARE(a.get(u"_plugin"), json("{\"calls\":1,\"options\":\"first\",\"others\":1}"));
        QCOMPARE(b.get(u"_plugin.calls"), Value(1));
        QVERIFY(b.get(u"_plugin.options").isUndefined());
    }

    void lambdasWithoutCaptures()
    {
        RootModel model;
        for (int i = 0; i < 3; ++i)
            use(model, [](RootModel &host, const Value &) { host.increment(u"_plugin.calls"); });
        use(model, [](RootModel &host, const Value &) { host.increment(u"_plugin.calls"); });
        QCOMPARE(model.get(u"_plugin.calls"), Value(2));
    }

    void anyObjectIsAHost()
    {
        QObject object;
        use(object, naming, u"a");
        use(object, naming, u"b");
        QCOMPARE(object.objectName(), u"a"_qs);
    }

    void theLibraryIsAHost()
    {
        const auto plugin = [](Library &library, const Value &options) { library.setObjectName(options.toString()); };
        use(Library::instance(), plugin, u"once");
        use(Library::instance(), plugin, u"twice");
        QCOMPARE(Library::instance().objectName(), u"once"_qs);
    }

    void oneThatThrowsMayTryAgain()
    {
        RootModel model;
        QVERIFY_THROWS_EXCEPTION(Error, use(model, throwing));
        QVERIFY_THROWS_EXCEPTION(Error, use(model, throwing));
        QCOMPARE(model.get(u"_plugin.tries"), Value(2));
    }

    void onesThatUseThemselvesEnd()
    {
        RootModel model;
        use(model, usingItself);
        QCOMPARE(model.get(u"_plugin.calls"), Value(1));
    }
};

QTEST_GUILESS_MAIN(tst_Plugins)
#include "tst_plugins.moc"
