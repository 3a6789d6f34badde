// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"
#include "../model/twomodels.h"

#include <Racer/sharedtext.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

namespace {

// An editor that does what it is told, and nothing else.
struct Follower
{
    explicit Follower(SharedText &shared) : text(shared.text())
    {
        QObject::connect(&shared, &SharedText::spliced, &shared, [this](const TextSplice &splice, bool own) {
            splice.applyTo(text);
            log << u"%1%2-%3+%4"_qs.arg(own ? u"own "_qs : QString())
                       .arg(splice.position).arg(splice.removed).arg(splice.inserted);
        });
    }

    QString text;
    QStringList log;
};

} // namespace

class tst_SharedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void othersEdits_data();
    void othersEdits();
    void ownEdits_data();
    void ownEdits();
    void noPath();
    void otherPaths();
    void notAText();
    void documentThatIsMissing();
    void editable();
    void refused();
    void heldBack_data();
    void heldBack();
    void silentWrites();
    void listenersThatWrite();
    void slotsThatWrite();
    void throughARef();
    void setText();
    void passing();
    void modelGoesAway();
    void deletedBySlot();
    void twoClients();
    void randomEdits_data();
    void randomEdits();
};

void tst_SharedText::othersEdits_data()
{
    QTest::addColumn<std::function<void(const Model &)>>("write");
    QTest::addColumn<QStringList>("log");

    const auto row = [](const char *name, std::function<void(const Model &)> write, const QStringList &log) {
        QTest::newRow(name) << write << log;
    };
    row("an insertion", [](const Model &m) { m.stringInsert(1, u"xy"); }, {u"1-0+xy"_qs});
    row("a removal", [](const Model &m) { m.stringRemove(1, 2); }, {u"1-2+"_qs});
    row("an insertion counted from the end", [](const Model &m) { m.stringInsert(-1, u"xy"); }, {u"4-0+xy"_qs});
    row("a removal past the end", [](const Model &m) { m.stringRemove(3, 100); }, {u"3-2+"_qs});
    row("one of equal letters", [](const Model &m) { m.stringInsert(2, u"l"); }, {u"2-0+l"_qs});
    row("the value is set", [](const Model &m) { m.set(u"help"); }, {u"3-2+p"_qs});
    row("the same value is set", [](const Model &m) { m.set(u"hello"); }, {});
    row("the value is deleted", [](const Model &m) { m.del(); }, {u"0-5+"_qs});
    row("a number is set", [](const Model &m) { m.set(5); }, {u"0-5+"_qs});
    row("the parent is set", [](const Model &m) { m.parent().set(json(R"({"text":"jello"})")); }, {u"0-1+j"_qs});
    row("the document is deleted", [](const Model &m) { m.parent().del(); }, {u"0-5+"_qs});
    row("something beside it", [](const Model &m) { m.parent().set(u"title", u"x"); }, {});
    row("two at once", [](const Model &m) { m.stringInsert(0, u"a"); m.stringInsert(6, u"b"); },
        {u"0-0+a"_qs, u"6-0+b"_qs});
}

void tst_SharedText::othersEdits()
{
    QFETCH(std::function<void(const Model &)>, write);
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"hello");
    SharedText shared(place);
    Follower follower(shared);
    write(place);
    QTEST(follower.log, "log");
    QCOMPARE(follower.text, place.get().toString());
    QCOMPARE(shared.text(), follower.text);
}

void tst_SharedText::ownEdits_data()
{
    QTest::addColumn<TextSplice>("splice");
    QTest::addColumn<QString>("result");
    QTest::addColumn<int>("writes");

    QTest::newRow("an insertion") << TextSplice{2, 0, u"xy"_qs} << u"hexyllo"_qs << 1;
    QTest::newRow("a removal") << TextSplice{0, 2, {}} << u"llo"_qs << 1;
    QTest::newRow("a replacement") << TextSplice{1, 3, u"ipp"_qs} << u"hippo"_qs << 2;
    QTest::newRow("everything") << TextSplice{0, 5, {}} << u""_qs << 1;
    QTest::newRow("nothing") << TextSplice{3, 0, {}} << u"hello"_qs << 0;
    QTest::newRow("past the end") << TextSplice{9, 4, u"!"_qs} << u"hello!"_qs << 1;
    QTest::newRow("more than there is") << TextSplice{3, 9, {}} << u"hel"_qs << 1;
}

void tst_SharedText::ownEdits()
{
    QFETCH(TextSplice, splice);
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"hello");
    SharedText shared(place);
    SharedText beside(place);
    Follower follower(beside);
    QSignalSpy spliced(&shared, &SharedText::spliced);
    shared.splice(splice);
    QTEST(place.get().toString(), "result");
    QCOMPARE(shared.text(), place.get().toString());
    QCOMPARE(spliced.size(), splice.isNull() ? 0 : 1);
    QVERIFY(splice.isNull() || spliced[0][1].toBool());
    QTEST(int(follower.log.size()), "writes");
    QCOMPARE(follower.text, shared.text());
}

void tst_SharedText::noPath()
{
    SharedText shared;
    shared.splice(0, 0, u"x"_qs);
    shared.setText(u"y"_qs);
    QCOMPARE(shared.text(), QString());
    QCOMPARE(shared.path(), QString());
    QVERIFY(!shared.isEditable());

    RootModel model;
    shared.setSource(model.at(u"_notes.n1.text"));
    QVERIFY(!shared.exists());
    QVERIFY(shared.isEditable());
    QSignalSpy state(&shared, &SharedText::stateChanged);
    shared.splice(0, 0, u"first"_qs);
    QCOMPARE(model.get(u"_notes.n1.text"), Value(u"first"));
    QVERIFY(shared.exists());
    QCOMPARE(state.size(), 1);
}

void tst_SharedText::otherPaths()
{
    RootModel model;
    model.set(u"_notes.a", u"one");
    model.set(u"_notes.b", u"other");
    SharedText shared(model.at(u"_notes.a"));
    QSignalSpy source(&shared, &SharedText::sourceChanged);
    QSignalSpy spliced(&shared, &SharedText::spliced);
    shared.setSource(model.at(u"_notes.b"));
    QCOMPARE(shared.text(), u"other"_qs);
    QCOMPARE(shared.path(), u"_notes.b"_qs);
    model.at(u"_notes.a").stringInsert(0, u"x");
    QCOMPARE(source.size(), 1);
    QCOMPARE(spliced.size(), 0);
    shared.clearSource();
    QCOMPARE(shared.text(), QString());
    QVERIFY(!shared.source().isValid());
}

void tst_SharedText::notAText()
{
    RootModel model;
    model.set(u"_notes.n1", json(R"({"text":{"deep":1}})"));
    QSignalSpy errors(&model, &RootModel::error);
    SharedText shared(model.at(u"_notes.n1.text"));
    Follower follower(shared);
    QCOMPARE(shared.text(), QString());
    QVERIFY(!shared.isEditable());
    shared.splice(0, 0, u"x"_qs);
    follower.text = shared.text(); // the editor has it
    QTRY_COMPARE(shared.text(), QString());
    QCOMPARE(follower.text, QString());
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(model.get(u"_notes.n1.text.deep"), Value(1));
}

void tst_SharedText::documentThatIsMissing()
{
    TwoModels two;
    QSignalSpy errors(&two.m, &RootModel::error);
    SharedText shared(two.m.at(u"notes.n1.text"));
    Follower follower(shared);
    QVERIFY(!shared.isEditable());
    shared.splice(0, 0, u"x"_qs);
    QTRY_COMPARE(shared.text(), QString());
    QCOMPARE(follower.log, QStringList({u"own 0-0+x"_qs, u"0-1+"_qs}));
    QTRY_COMPARE(errors.size(), 1);
    QVERIFY(confirmed(two.m.create(u"notes.n1", Value::object())));
    QVERIFY(shared.isEditable());
    shared.splice(0, 0, u"x"_qs);
    QCOMPARE(two.m.get(u"notes.n1.text"), Value(u"x"));
}

void tst_SharedText::editable()
{
    RootModel model;
    SharedText shared(model.at(u"_notes.n1.text"));
    QSignalSpy state(&shared, &SharedText::stateChanged);
    model.set(u"_notes.n1.text", u"");
    QVERIFY(shared.exists());
    model.set(u"_notes.n1.text", true);
    QVERIFY(!shared.exists());
    QVERIFY(!shared.isEditable());
    model.set(u"_notes.n1.text", nullptr);
    QVERIFY(!shared.exists());
    QVERIFY(shared.isEditable());
    QCOMPARE(state.size(), 3);
}

// What the server refuses goes from the editor too, and leaves what others wrote.
void tst_SharedText::refused()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"notes.n1", json(R"({"text":"hello"})"))));
    QVERIFY(confirmed(two.o.subscribe(u"notes.n1")));
    two.backend.use(Actions::apply, [](SubmitRequest &, const Next &next) {
        next(Error(u"not today"_qs));
    });
    QSignalSpy errors(&two.m, &RootModel::error);
    SharedText shared(two.m.at(u"notes.n1.text"));
    Follower follower(shared);
    shared.splice(5, 0, u"!"_qs);
    QCOMPARE(follower.text, u"hello!"_qs);
    QTRY_COMPARE(follower.text, u"hello"_qs);
    QCOMPARE(errors.size(), 1);
}

void tst_SharedText::heldBack_data()
{
    QTest::addColumn<std::function<void(const Model &)>>("others");
    QTest::addColumn<TextSplice>("own");
    QTest::addColumn<QString>("held");
    QTest::addColumn<QString>("result");

    using Write = std::function<void(const Model &)>;
    const auto row = [](const char *name, const Write &others, const TextSplice &own, const QString &held,
                        const QString &result) { QTest::newRow(name) << others << own << held << result; };
    const Write insert = [](const Model &m) { m.stringInsert(2, u"XY"); };
    row("they insert before it", insert, {4, 0, u"o"_qs}, u"abcdoef"_qs, u"abXYcdoef"_qs);
    row("they insert after it", insert, {1, 0, u"o"_qs}, u"aobcdef"_qs, u"aobXYcdef"_qs);
    row("both insert at one place", insert, {2, 0, u"o"_qs}, u"abocdef"_qs, u"aboXYcdef"_qs);
    row("they insert into what is removed", insert, {1, 3, {}}, u"aef"_qs, u"aXYef"_qs);
    row("they insert into what is replaced", insert, {1, 3, u"o"_qs}, u"aoef"_qs, u"aoXYef"_qs);
    row("they remove what is replaced", [](const Model &m) { m.stringRemove(1, 3); }, {1, 3, u"o"_qs}, u"aoef"_qs,
        u"aoef"_qs);
    row("they set another", [](const Model &m) { m.set(u"abXdef"); }, {6, 0, u"o"_qs}, u"abcdefo"_qs, u"abXdefo"_qs);
    row("they remove it all", [](const Model &m) { m.stringRemove(0, 6); }, {3, 0, u"o"_qs}, u"abcodef"_qs, u"o"_qs);
    row("they do much", [](const Model &m) { m.stringInsert(0, u"1"); m.stringRemove(6, 1); m.stringInsert(3, u"2"); },
        {3, 0, u"o"_qs}, u"abcodef"_qs, u"1ab2code"_qs);
    row("they do nothing", [](const Model &) {}, {3, 0, u"o"_qs}, u"abcodef"_qs, u"abcodef"_qs);
}

void tst_SharedText::heldBack()
{
    QFETCH(std::function<void(const Model &)>, others);
    QFETCH(TextSplice, own);
    QFETCH(QString, held);

    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"abcdef");
    SharedText shared(place);
    Follower follower(shared);
    shared.hold();
    others(place);
    QCOMPARE(shared.text(), u"abcdef"_qs);
    shared.splice(own);
    QCOMPARE(shared.text(), held);
    QCOMPARE(follower.text, held);
    QVERIFY(shared.isHeld());
    shared.release();
    QTEST(place.get().toString(), "result");
    QTEST(shared.text(), "result");
    QTEST(follower.text, "result");
    place.stringInsert(0, u"z");
    QCOMPARE(follower.text, place.get().toString());
}

void tst_SharedText::silentWrites()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"abc");
    SharedText shared(place);
    Follower follower(shared);
    place.silent().stringInsert(0, u"xx");
    QCOMPARE(shared.text(), u"abc"_qs);
    shared.splice(3, 0, u"d"_qs);
    QCOMPARE(place.get(), Value(u"xxabcd"));
    QTRY_COMPARE(follower.text, u"xxabcd"_qs);
    QCOMPARE(shared.text(), u"xxabcd"_qs);
}

// In the middle of an edit of the editor, which hears of it when it is done.
void tst_SharedText::listenersThatWrite()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"abc");
    SharedText shared(place);
    Follower follower(shared);
    model.on<ChangeEvent>(u"_notes.n1.text", [&place](const ChangeEvent &event) {
        if (const QString upper = event.value.toString().toUpper(); upper != event.value.toString())
            place.set(upper);
    });
    shared.splice(3, 0, u"d"_qs);
    QCOMPARE(shared.text(), u"abcd"_qs);
    QTRY_COMPARE(follower.text, u"ABCD"_qs);
    QCOMPARE(shared.text(), u"ABCD"_qs);
}

// Everybody hears of the splices in their order.
void tst_SharedText::slotsThatWrite()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"abc");
    SharedText shared(place);
    connect(&shared, &SharedText::spliced, &model, [&place](const TextSplice &splice, bool) {
        if (splice.inserted == u"x")
            place.stringInsert(0, u"y");
    });
    Follower follower(shared);
    place.stringInsert(3, u"x");
    QCOMPARE(follower.log, QStringList({u"3-0+x"_qs, u"0-0+y"_qs}));
    QCOMPARE(follower.text, u"yabcx"_qs);
}

void tst_SharedText::throughARef()
{
    RootModel model;
    model.set(u"_notes.n1.text", u"abc");
    model.ref(u"_page.note", u"_notes.n1");
    SharedText shared(model.at(u"_page.note.text"));
    Follower follower(shared);
    shared.splice(0, 0, u"x"_qs);
    QCOMPARE(model.get(u"_notes.n1.text"), Value(u"xabc"));
    model.at(u"_notes.n1.text").stringInsert(4, u"y");
    QCOMPARE(follower.log, QStringList({u"own 0-0+x"_qs, u"4-0+y"_qs}));
    model.set(u"_notes.n2.text", u"other");
    model.ref(u"_page.note", u"_notes.n2");
    QCOMPARE(follower.text, u"other"_qs);
}

void tst_SharedText::setText()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"one two three");
    SharedText shared(place);
    Follower follower(shared);
    shared.setText(u"one three"_qs);
    QCOMPARE(follower.log, QStringList(u"own 5-4+"_qs));
    shared.setText(u"one three"_qs);
    QCOMPARE(follower.log.size(), 1);
}

void tst_SharedText::passing()
{
    RootModel model;
    SharedText shared(model.at(u"_notes.n1.text").pass(json(R"({"from":"editor"})")));
    Value from;
    model.on<ChangeEvent>(u"_notes.n1.text", [&from](const ChangeEvent &event) {
        from = event.passed.value(Key(u"from"));
    });
    shared.splice(0, 0, u"a"_qs);
    QCOMPARE(from, Value(u"editor"));
}

void tst_SharedText::modelGoesAway()
{
    auto model = std::make_unique<RootModel>();
    model->set(u"_notes.n1.text", u"abc");
    SharedText shared(model->at(u"_notes.n1.text"));
    QSignalSpy source(&shared, &SharedText::sourceChanged);
    shared.hold();
    model->at(u"_notes.n1.text").stringInsert(0, u"x");
    model.reset();
    QCOMPARE(source.size(), 1);
    QCOMPARE(shared.text(), QString());
    QVERIFY(!shared.isEditable());
    shared.release();
    shared.splice(0, 0, u"x"_qs);
    QCOMPARE(shared.text(), QString());
}

void tst_SharedText::deletedBySlot()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"abc");
    auto *const shared = new SharedText(place);
    connect(shared, &SharedText::spliced, &model, [shared] { delete shared; });
    place.stringInsert(0, u"x");
    place.stringInsert(0, u"y");
    QCOMPARE(place.get(), Value(u"yxabc"));
}

void tst_SharedText::twoClients()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"notes.n1", json(R"({"text":"hello"})"))));
    QVERIFY(confirmed(two.o.subscribe(u"notes.n1")));
    SharedText mine(two.m.at(u"notes.n1.text"));
    SharedText theirs(two.o.at(u"notes.n1.text"));
    Follower follower(theirs);
    mine.splice(1, 3, u"ipp"_qs);
    theirs.splice(5, 0, u"!"_qs);
    QVERIFY(two.settle());
    QCOMPARE(mine.text(), u"hippo!"_qs);
    QCOMPARE(theirs.text(), mine.text());
    QCOMPARE(follower.text, mine.text());
}

void tst_SharedText::randomEdits_data()
{
    QTest::addColumn<int>("clients");
    QTest::newRow("two clients") << 2;
    QTest::newRow("three clients") << 3;
}

// Splices, values that are set, and held editors, with whatever was delivered until then.
void tst_SharedText::randomEdits()
{
    QFETCH(int, clients);
    const quint32 seed = testSeed();
    QRandomGenerator random(seed);
    const int steps = std::max(400, qEnvironmentVariableIntValue("RACER_FUZZ_STEPS"));
    Backend backend;
    std::vector<std::unique_ptr<RootModel>> models;
    std::vector<std::unique_ptr<SharedText>> texts;
    std::vector<std::unique_ptr<Follower>> followers;
    for (int i = 0; i < clients; ++i) {
        models.push_back(
            std::make_unique<RootModel>(std::make_unique<Connection>(backend.createTransport())));
        models[size_t(i)]->connectToServer();
        if (i == 0)
            QVERIFY(confirmed(models[0]->create(u"notes.n1", json(R"({"text":"hello"})"))));
        QVERIFY(confirmed(models[size_t(i)]->subscribe(u"notes.n1")));
        texts.push_back(std::make_unique<SharedText>(models[size_t(i)]->at(u"notes.n1.text")));
        followers.push_back(std::make_unique<Follower>(*texts.back()));
    }
    const auto settled = [&models] {
        return std::none_of(models.begin(), models.end(), [](const auto &model) { return model->hasPending(); });
    };
    for (int step = 0; step < steps; ++step) {
        const auto i = size_t(random.bounded(clients));
        SharedText &text = *texts[i];
        const int at = random.bounded(int(text.size()) + 1);
        switch (random.bounded(8)) {
        case 0: text.isHeld() ? text.release() : text.hold(); break;
        case 1: models[i]->set(u"notes.n1.text", text.text().mid(at) + u"\u00e9"_qs + text.text().left(at)); break;
        case 2: models[i]->at(u"notes.n1.text").stringInsert(0, u"-"); break;
        case 3:
        case 4: text.splice(at, random.bounded(std::min(6, int(text.size()) - at + 1)), {}); break;
        default:
            text.splice(at, random.bounded(std::min(3, int(text.size()) - at + 1)),
                        QString::number(random.bounded(1000)));
        }
        if (random.bounded(3) == 0)
            QCoreApplication::processEvents();
        QVERIFY2(followers[i]->text == text.text(), qPrintable(u"seed %1, step %2"_qs.arg(seed).arg(step)));
    }
    for (const auto &text : texts) {
        while (text->isHeld())
            text->release();
    }
    const QByteArray where = "seed " + QByteArray::number(seed);
    const auto converged = [&] {
        const QString expected = models[0]->get(u"notes.n1.text").toString();
        return settled() && std::all_of(texts.begin(), texts.end(), [&expected](const auto &text) {
            return text->text() == expected && text->source().get().toString() == expected;
        });
    };
    QVERIFY2(QTest::qWaitFor(converged), where);
    for (int i = 0; i < clients; ++i)
        QVERIFY2(followers[size_t(i)]->text == texts[0]->text(), where);
}

QTEST_GUILESS_MAIN(tst_SharedText)
#include "tst_sharedtext.moc"
