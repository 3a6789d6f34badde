// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modeltest.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

class tst_Events : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void order();
    void captures_data();
    void captures();
    void patternsThatAreRefused();
    void changesMadeByListenersComeAfterwards();
    void immediateListenersComeFirst();
    void aThrowingListenerStopsNobody();
    void endlessAnswersAreCut();
    void listenersComeAndGo();
    void contextObjects();
    void keptListeners();
    void withoutPattern();
    void eventContexts();
    void removeAllBelow();
    void aDeadListenerRemovesNothingElse();
    void once();
    void passed();
    void silent();
    void signalsOfTheRoot();
    void manyListeners();
};

void tst_Events::order()
{
    RootModel model;
    QStringList calls;
    const auto add = [&](const char16_t *pattern) {
        model.on<ChangeEvent>(pattern, [&calls, name = QString::fromUtf16(pattern)](const ChangeEvent &) { calls << name; });
    };
    model.on<Event>(u"**", [&calls](const Event &) { calls << u"all"_qs; });
    for (const char16_t *pattern : {u"_page.a.b", u"_page.a.*", u"*.a.b", u"_page.*.b", u"**", u"_page.a.b.**",
                                    u"_page.*.*", u"_page.a.**", u"*.**", u"_page.**", u"*.*.*", u"_page.*.**"}) {
        add(pattern);
    }
    model.on<ChangeEvent>([&calls](const ChangeEvent &) { calls << u"raw"_qs; });
    model.set(u"_page.a.b", 1);
    QCOMPARE(calls, QStringList({u"**"_qs, u"raw"_qs, u"*.**"_qs, u"*.*.*"_qs, u"*.a.b"_qs, u"_page.**"_qs,
                                 u"_page.*.**"_qs, u"_page.*.*"_qs, u"_page.*.b"_qs, u"_page.a.**"_qs, u"_page.a.*"_qs,
                                 u"_page.a.b.**"_qs, u"_page.a.b"_qs, u"all"_qs}));
}

void tst_Events::captures_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("matches");
    QTest::addColumn<QStringList>("captures");

    QTest::newRow("one segment, then the rest") << u"*.a.**"_qs << true << QStringList{u"_page"_qs, u"b.c"_qs};
    QTest::newRow("two segments") << u"_page.*.b.*"_qs << true << QStringList{u"a"_qs, u"c"_qs};
    QTest::newRow("everything") << u"**"_qs << true << QStringList{u"_page.a.b.c"_qs};
    QTest::newRow("nothing left") << u"_page.a.b.c.**"_qs << true << QStringList{QString()};
    QTest::newRow("no dot before the stars") << u"_page.a**"_qs << true << QStringList{u"b.c"_qs};
    QTest::newRow("the path itself") << u"_page.a.b.c"_qs << true << QStringList();
    QTest::newRow("above does not match") << u"_page.a.b"_qs << false << QStringList();
    QTest::newRow("below does not match") << u"_page.a.b.c.d"_qs << false << QStringList();
    QTest::newRow("a star inside a name is a name") << u"_page.a*.b.c"_qs << false << QStringList();
}

void tst_Events::captures()
{
    QFETCH(QString, pattern);
    QFETCH(bool, matches);
    QFETCH(QStringList, captures);

    RootModel model;
    int calls = 0;
    model.on<ChangeEvent>(pattern, [&](const ChangeEvent &, const QStringList &got) {
        ++calls;
        QCOMPARE(got, captures);
    });
    model.set(u"_page.a.b.c", 1);
    QCOMPARE(calls, matches ? 1 : 0);
}

void tst_Events::patternsThatAreRefused()
{
    RootModel model;
    try {
        model.on<ChangeEvent>(u"a.**.b", [](const ChangeEvent &) { });
        QFAIL("must throw");
    } catch (const Error &error) {
        QCOMPARE(error.message(), u"Path pattern may contain `**` at end only"_qs);
    }
}

void tst_Events::changesMadeByListenersComeAfterwards()
{
    RootModel model;
    QStringList calls;
    model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &event) {
        model.set(u"_p.b", event.value.toDouble() + 1);
        model.set(u"_p.c", event.value.toDouble() + 2);
        calls << u"first"_qs;
    });
    model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) { calls << u"second"_qs; });
    model.on<ChangeEvent>(u"_p.b", [&](const ChangeEvent &) {
        calls << u"b"_qs;
        QCOMPARE(model.get(u"_p.c"), Value(3));
    });
    Log log(model);
    model.set(u"_p.a", 1);
    QCOMPARE(log.lines,
             QStringList({u"change _p.a 1 undef"_qs, u"change _p.b 2 undef"_qs, u"change _p.c 3 undef"_qs}));
    QCOMPARE(calls, QStringList({u"first"_qs, u"second"_qs, u"b"_qs}));
}

void tst_Events::immediateListenersComeFirst()
{
    RootModel model;
    QStringList calls;
    model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) {
        model.set(u"_p.b", 1);
        calls << u"a"_qs;
    });
    model.on<ChangeEvent>(u"_p.b", [&](const ChangeEvent &) { calls << u"b"_qs; });
    model.onImmediate<ChangeEvent>(u"_p.*", [&](const ChangeEvent &, const QStringList &captures) {
        calls << u"immediate "_qs + captures.first();
    });
    model.set(u"_p.a", 1);
    QCOMPARE(calls, QStringList({u"immediate a"_qs, u"immediate b"_qs, u"a"_qs, u"b"_qs}));
}

void tst_Events::aThrowingListenerStopsNobody()
{
    RootModel model;
    QSignalSpy errors(&model, &RootModel::error);
    int calls = 0;
    model.on<ChangeEvent>(u"_p.a", [](const ChangeEvent &) { throw Error(u"no"_qs); });
    model.on<ChangeEvent>(u"_p.a", [](const ChangeEvent &) { throw std::runtime_error("neither"); });
    model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) { ++calls; });
    model.set(u"_p.a", 1);
    model.set(u"_p.a", 2);
    QCOMPARE(calls, 2);
    QCOMPARE(errors.size(), 4);
    QCOMPARE(errors.at(0).at(0).value<Error>().message(), u"no"_qs);
    QCOMPARE(errors.at(1).at(0).value<Error>().message(), u"neither"_qs);
}

void tst_Events::endlessAnswersAreCut()
{
    RootModel model;
    QSignalSpy errors(&model, &RootModel::error);
    int calls = 0;
    Listener listener = model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) {
        ++calls;
        model.increment(u"_p.a");
    });
    model.set(u"_p.a", 0);
    QVERIFY(calls > 900 && calls < 1100);
    QCOMPARE(errors.size(), 1);
    QVERIFY(errors.at(0).at(0).value<Error>().message().startsWith(u"Maximum model mutation event cycles exceeded."));
    listener.remove();
    Log log(model);
    model.set(u"_p.b", 1);
    QCOMPARE(log.lines.size(), 1);
}

void tst_Events::listenersComeAndGo()
{
    RootModel model;
    QStringList calls;
    Listener second;
    model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) {
        calls << u"1"_qs;
        second.remove();
        if (calls.size() == 1)
            model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) { calls << u"3"_qs; });
    });
    second = model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) { calls << u"2"_qs; });
    model.set(u"_p.a", 1);
    QCOMPARE(calls, QStringList(u"1"_qs));
    model.set(u"_p.a", 2);
    QCOMPARE(calls, QStringList({u"1"_qs, u"1"_qs, u"3"_qs}));
    QVERIFY(!second.isActive());
}

void tst_Events::contextObjects()
{
    RootModel model;
    int calls = 0;
    auto context = std::make_unique<QObject>();
    const Listener listener = model.on<ChangeEvent>(u"_p.a", context.get(), [&](const ChangeEvent &) { ++calls; });
    model.set(u"_p.a", 1);
    QCOMPARE(calls, 1);
    context.reset();
    model.set(u"_p.a", 2);
    QCOMPARE(calls, 1);
    QVERIFY(!listener.isActive());
}

void tst_Events::keptListeners()
{
    RootModel model;
    QObject context;
    QStringList calls;
    model.on<ChangeEvent>(u"_p.a", &context, [&](const ChangeEvent &) { calls << u"bound"_qs; });
    model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) { calls << u"free"_qs; });
    model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) { calls << u"kept"_qs; }).keep();
    model.removeAllListeners(u"_p");
    model.set(u"_p.a", 1);
    QCOMPARE(calls, QStringList(u"kept"_qs));
    model.removeAllListeners();
    model.set(u"_p.a", 2);
    QCOMPARE(calls.size(), 2);
}

void tst_Events::withoutPattern()
{
    RootModel model;
    QStringList calls;
    model.once<Event>([&](const Event &event) { calls << u"once "_qs + event.path.toString(); });
    model.onImmediate<ChangeEvent>([&](const ChangeEvent &event) { calls << u"now "_qs + event.path.toString(); });
    model.onceImmediate<ChangeEvent>(u"_p.b", [&](const ChangeEvent &) { calls << u"now, once"_qs; });
    model.at(u"_p.c").on<ChangeEvent>([&](const ChangeEvent &) { calls << u"c"_qs; });
    model.set(u"_p.b", 1);
    model.set(u"_p.b", 2);
    model.set(u"_p.c", 3);
    model.set(u"_p.c.d", 3);
    QCOMPARE(calls, QStringList({u"now _p.b"_qs, u"now, once"_qs, u"once _p.b"_qs, u"now _p.b"_qs, u"now _p.c"_qs,
                                 u"c"_qs}));
}

void tst_Events::eventContexts()
{
    RootModel model;
    int mine = 0;
    int others = 0;
    model.eventContext(Key(u"k")).at(u"_p").on<ChangeEvent>(u"a", [&](const ChangeEvent &) { ++mine; });
    model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) { ++others; });
    model.removeContextListeners();
    model.set(u"_p.a", 1);
    model.eventContext(Key(u"k")).removeContextListeners();
    model.set(u"_p.a", 2);
    QCOMPARE(mine, 1);
    QCOMPARE(others, 2);
}

void tst_Events::removeAllBelow()
{
    RootModel model;
    QStringList calls;
    for (const char16_t *pattern : {u"_p.a", u"_p.a.b", u"_p.*", u"_p.**"}) {
        model.on<ChangeEvent>(pattern, [&calls, name = QString::fromUtf16(pattern)](const ChangeEvent &) { calls << name; });
    }
    model.removeAllListeners(Event::Type::Change, u"_p.a");
    model.set(u"_p.a", 1);
    QCOMPARE(calls, QStringList({u"_p.**"_qs, u"_p.*"_qs}));
    model.removeAllListeners(u"_p");
    model.set(u"_p.a", 2);
    QCOMPARE(calls.size(), 2);
}

void tst_Events::aDeadListenerRemovesNothingElse()
{
    RootModel model;
    int calls = 0;
    Listener dead = model.on<ChangeEvent>(u"_p.a", [](const ChangeEvent &) { });
    model.removeAllListeners(u"_p");
    model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) { ++calls; });
    model.removeListener(dead);
    dead.remove();
    model.set(u"_p.a", 1);
    QCOMPARE(calls, 1);
}

void tst_Events::once()
{
    RootModel model;
    int calls = 0;
    model.once<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) {
        ++calls;
        model.set(u"_p.a", 2);
    });
    model.set(u"_p.a", 1);
    QCOMPARE(calls, 1);
}

void tst_Events::passed()
{
    RootModel model;
    Log log(model);
    model.pass(json(R"({"x":1})")).stringInsert(u"_p.s", 0, u"hi");
    QCOMPARE(log.take(),
             QStringList(uR"(change _p.s "hi" undef {"x":1,"$stringInsert":{"index":0,"text":"hi"}})"_qs));
    model.pass(json(R"({"a":1,"b":1})")).pass(json(R"({"b":2,"c":3})")).set(u"_p.a", 1);
    QCOMPARE(log.take(), QStringList(uR"(change _p.a 1 undef {"a":1,"b":2,"c":3})"_qs));
    model.pass(json(R"({"a":1,"b":1})")).pass(json(R"({"b":2,"c":3})"), true).at(u"_p").set(u"a", 2);
    QCOMPARE(log.take(), QStringList(uR"(change _p.a 2 1 {"b":1,"c":3,"a":1})"_qs));
}

void tst_Events::silent()
{
    RootModel model;
    Log log(model);
    const Model silent = model.silent().at(u"_p");
    silent.set(u"a", 1);
    silent.silent(false).set(u"b", 1);
    QCOMPARE(log.lines, QStringList(u"change _p.b 1 undef"_qs));
    QCOMPARE(model.get(u"_p.a"), Value(1));
}

void tst_Events::signalsOfTheRoot()
{
    RootModel model;
    QStringList seen;
    connect(&model, &RootModel::changed, this, [&](const ChangeEvent &event) { seen << describe(event); });
    const auto inserted =
        connect(&model, &RootModel::inserted, this, [&](const InsertEvent &event) { seen << describe(event); });
    model.push(u"_p.l", 1);
    model.set(u"_p.a", 1);
    disconnect(inserted);
    model.push(u"_p.l", 2);
    QCOMPARE(seen, QStringList({u"insert _p.l 0 [1]"_qs, u"change _p.a 1 undef"_qs}));
}

void tst_Events::manyListeners()
{
    RootModel model;
    std::vector<int> calls(10'000, 0);
    std::vector<Listener> listeners;
    for (int i = 0; i < 10'000; ++i) {
        listeners.push_back(model.on<ChangeEvent>(u"_p.items.%1.name"_qs.arg(i),
                                                  [&calls, i](const ChangeEvent &) { ++calls[size_t(i)]; }));
    }
    model.set(u"_p.items", Value::object());
    for (int i = 0; i < 10'000; i += 2)
        model.set(u"_p.items.%1.name"_qs.arg(i), i);
    for (int i = 0; i < 10'000; ++i)
        QCOMPARE(calls[size_t(i)], i % 2 == 0 ? 1 : 0);
    for (Listener &listener : listeners)
        listener.remove();
    model.set(u"_p.items.0.name", 1);
    QCOMPARE(calls[0], 1);
}

QTEST_GUILESS_MAIN(tst_Events)
#include "tst_events.moc"
