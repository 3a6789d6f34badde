// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/twomodels.h"

#include <Racer/undostack.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <functional>

using namespace Racer;
using namespace ModelTest;

namespace {

using Step = std::function<void(const Model &)>;

Value withoutId(Value value)
{
    if (value.isObject())
        value.take(Key(u"id"));
    return value;
}

// Refuses every op that has the word "bad" in it, or every one at all.
void refuse(Backend &backend, const std::shared_ptr<bool> &all = {})
{
    backend.use(Actions::apply, [all](SubmitRequest &request, const Next &next) {
        const bool isBad = Json::stringify(request.op.edit).contains("bad")
            || Json::stringify(request.op.createData).contains("bad");
        next(isBad || (all && *all) ? Error(Value(u"ERR_NO"), u"not that"_qs) : Error());
    });
}

} // namespace

// Steps, and what others do meanwhile: other clients, the server, and the end of things.
class tst_UndoOthers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void others_data();
    void others();
    void unrecordedOwnWrites();
    void refusedWriteLeaves();
    void refusedWithoutAWord();
    void refusedPartOfAStep();
    void refusedUndoLeaves();
    void refusedCreateLeaves();
    void deletedByOthers();
    void unloaded();
    void destroyedLocalData();
    void offline();
    void modelGoes();
    void stackGoesDuringUndo();
};

void tst_UndoOthers::others_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Step>("mine");
    QTest::addColumn<Step>("theirs");
    QTest::addColumn<QByteArray>("afterUndo");
    QTest::addColumn<QByteArray>("afterRedo");
    const auto row = [](const char *name, const char *before, Step mine, Step theirs, const char *afterUndo,
                        const char *afterRedo) {
        QTest::newRow(name) << QByteArray(before) << mine << theirs << QByteArray(afterUndo) << QByteArray(afterRedo);
    };
    row("typed around", R"({"s":"hello"})", [](const Model &m) { m.stringInsert(u"s", 5, u" world"); },
        [](const Model &m) { m.stringInsert(u"s", 0, u">> "); }, R"({"s":">> hello"})", R"({"s":">> hello world"})");
    row("typed into", R"({"s":""})", [](const Model &m) { m.stringInsert(u"s", 0, u"ab"); },
        [](const Model &m) { m.stringInsert(u"s", 1, u"X"); }, R"({"s":"X"})", R"({"s":"aXb"})");
    row("removed text, with others' around", R"({"s":"abc"})", [](const Model &m) { m.stringRemove(u"s", 1, 1); },
        [](const Model &m) { m.stringInsert(u"s", 0, u"X"); }, R"({"s":"Xabc"})", R"({"s":"Xac"})");
    row("rows before mine", R"({"l":["a"]})", [](const Model &m) { m.push(u"l", u"mine"); },
        [](const Model &m) { m.unshift(u"l", u"theirs"); }, R"({"l":["theirs","a"]})",
        R"({"l":["theirs","a","mine"]})");
    row("my removed row, others before it", R"({"l":["a","b"]})", [](const Model &m) { m.remove(u"l", 1); },
        [](const Model &m) { m.unshift(u"l", u"x"); }, R"({"l":["x","a","b"]})", R"({"l":["x","a"]})");
    row("a number that both raise", R"({"n":1})", [](const Model &m) { m.increment(u"n", 10); },
        [](const Model &m) { m.increment(u"n", 100); }, R"({"n":101})", R"({"n":111})");
    row("a member that they set after me stays theirs", R"({"a":1})", [](const Model &m) { m.set(u"a", 2); },
        [](const Model &m) { m.set(u"a", 3); }, R"({"a":3})", R"({"a":3})");
    row("a member that they delete after me stays deleted", R"({"a":1})", [](const Model &m) { m.set(u"a", 2); },
        [](const Model &m) { m.del(u"a"); }, "{}", "{}");
    row("an element that they replace stays theirs", R"({"l":[1]})", [](const Model &m) { m.set(u"l.0", 2); },
        [](const Model &m) { m.set(u"l.0", 3); }, R"({"l":[3]})", R"({"l":[3]})");
    row("other members", R"({"a":1,"b":1})", [](const Model &m) { m.set(u"a", 2); },
        [](const Model &m) { m.set(u"b", 2); }, R"({"a":1,"b":2})", R"({"a":2,"b":2})");
    row("a row that they moved", R"({"l":["a","b","c"]})", [](const Model &m) { m.set(u"l.0", u"A"); },
        [](const Model &m) { m.move(u"l", 0, 2); }, R"({"l":["b","c","a"]})", R"({"l":["b","c","A"]})");
}

void tst_UndoOthers::others()
{
    QFETCH(QByteArray, before);
    QFETCH(Step, mine);
    QFETCH(Step, theirs);
    QFETCH(QByteArray, afterUndo);
    QFETCH(QByteArray, afterRedo);
    TwoModels two;
    const Model doc = two.m.at(u"notes.n");
    const Model other = two.o.at(u"notes.n");
    QVERIFY(confirmed(doc.create(json(before.constData()))));
    QVERIFY(confirmed(doc.subscribe()));
    QVERIFY(confirmed(other.subscribe()));
    UndoStack stack(doc);
    const auto both = [&](const QByteArray &expected) {
        return withoutId(doc.get()) == json(expected.constData()) && doc.get() == other.get();
    };
    mine(doc);
    QVERIFY(two.settle());
    theirs(other);
    QVERIFY(two.settle());
    stack.undo();
    QVERIFY(two.settle());
    QTRY_VERIFY2(both(afterUndo), qPrintable(text(doc.get()) + text(other.get())));
    stack.redo();
    QVERIFY(two.settle());
    QTRY_VERIFY2(both(afterRedo), qPrintable(text(doc.get()) + text(other.get())));

    // And where theirs comes while mine is undone.
    stack.undo();
    QVERIFY(two.settle());
    QTRY_VERIFY2(both(afterUndo), qPrintable(text(doc.get())));
}

void tst_UndoOthers::unrecordedOwnWrites()
{
    TwoModels two;
    const Model doc = two.m.at(u"notes.n");
    QVERIFY(confirmed(doc.create(json(R"({"s":"b","l":[1]})"))));
    UndoStack stack(doc.at(u"s"));
    doc.stringInsert(u"s", 1, u"c");
    doc.pass(json(R"({"$undo":false})")).stringInsert(u"s", 0, u"a");
    two.m.connection()->get(u"notes", u"n")->submitOp(json(R"([{"p":["s",3],"si":"d"}])"));
    QCOMPARE(doc.get(u"s"), Value(u"abcd"));
    stack.undo();
    QCOMPARE(doc.get(u"s"), Value(u"abd"));
    QVERIFY(two.settle());
}

void tst_UndoOthers::refusedWriteLeaves()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"notes.n", json(R"({"l":["a"],"n":1})"))));
    refuse(two.backend);
    UndoStack stack(two.m.at(u"notes.n"));
    QSignalSpy lost(&stack, &UndoStack::stepLost);
    QVERIFY(confirmed(two.m.push(u"notes.n.l", u"b")));
    const Confirmation refused =
        two.m.pass(json(R"({"$label":"Bad"})")).insert(u"notes.n.l", 0, Value::array({u"bad", u"x"}));
    two.m.preventCompose().push(u"notes.n.l", u"c");
    two.m.increment(u"notes.n.n", 5);
    QCOMPARE(stack.count(), 4);
    QVERIFY(failure(refused));
    QVERIFY(two.settle());
    QCOMPARE(two.m.get(u"notes.n.l"), json(R"(["a","b","c"])"));
    QCOMPARE(stack.count(), 3);
    QCOMPARE(lost.size(), 1);
    QCOMPARE(lost[0][0].toString(), u"Bad"_qs);
    QCOMPARE(lost[0][1].value<UndoStack::Loss>(), UndoStack::Loss::Refused);
    stack.undo();
    QCOMPARE(two.m.get(u"notes.n.n"), Value(1));
    stack.undo();
    QCOMPARE(two.m.get(u"notes.n.l"), json(R"(["a","b"])"));
    stack.undo();
    QCOMPARE(two.m.get(u"notes.n.l"), json(R"(["a"])"));
    stack.setIndex(3);
    QVERIFY(two.settle());
    QCOMPARE(withoutId(two.m.get(u"notes.n")), json(R"({"l":["a","b","c"],"n":6})"));
}

void tst_UndoOthers::refusedWithoutAWord()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"notes.n", json(R"({"n":1})"))));
    two.backend.use(Actions::submit, [](SubmitRequest &, const Next &) { throw SubmitRequest::rejectedError(); });
    UndoStack stack(two.m.at(u"notes.n"));
    two.m.increment(u"notes.n.n", 5);
    QCOMPARE(stack.count(), 1);
    QTRY_COMPARE(stack.count(), 0);
    QCOMPARE(two.m.get(u"notes.n.n"), Value(1));
}

void tst_UndoOthers::refusedPartOfAStep()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"notes.n", json(R"({"s":"","n":1})"))));
    refuse(two.backend);
    UndoStack stack(two.m.at(u"notes.n"));
    stack.beginMacro(u"both"_qs);
    two.m.stringInsert(u"notes.n.s", 0, u"good ");
    const Confirmation refused = two.m.preventCompose().stringInsert(u"notes.n.s", 5, u"bad");
    two.m.preventCompose().stringInsert(u"notes.n.s", 8, u" end");
    two.m.increment(u"notes.n.n", 2);
    stack.endMacro();
    QVERIFY(failure(refused));
    QVERIFY(two.settle());
    QCOMPARE(withoutId(two.m.get(u"notes.n")), json(R"({"s":"good  end","n":3})"));
    stack.undo();
    QCOMPARE(withoutId(two.m.get(u"notes.n")), json(R"({"s":"","n":1})"));
    stack.redo();
    QVERIFY(two.settle());
    QCOMPARE(withoutId(two.m.get(u"notes.n")), json(R"({"s":"good  end","n":3})"));
}

void tst_UndoOthers::refusedUndoLeaves()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"notes.n", json(R"({"l":[1],"n":1})"))));
    const auto all = std::make_shared<bool>(false);
    refuse(two.backend, all);
    UndoStack stack(two.m.at(u"notes.n"));
    QSignalSpy lost(&stack, &UndoStack::stepLost);
    QSignalSpy errors(&two.m, &RootModel::error);
    QVERIFY(confirmed(two.m.push(u"notes.n.l", 2)));
    QVERIFY(confirmed(two.m.increment(u"notes.n.n", 1)));
    *all = true;
    stack.undo();
    QCOMPARE(two.m.get(u"notes.n.n"), Value(1));
    QTRY_COMPARE(lost.size(), 1);
    QVERIFY(two.settle());
    QCOMPARE(errors.size(), 1);
    QCOMPARE(two.m.get(u"notes.n.n"), Value(2));
    QCOMPARE(stack.count(), 1);
    QVERIFY(!stack.canRedo());
    *all = false;
    stack.undo();
    QVERIFY(two.settle());
    QCOMPARE(withoutId(two.m.get(u"notes.n")), json(R"({"l":[1],"n":2})"));
}

void tst_UndoOthers::refusedCreateLeaves()
{
    TwoModels two;
    refuse(two.backend);
    UndoStack stack(two.m.at(u"notes"));
    QVERIFY(failure(two.m.create(u"notes.n", json(R"({"bad":1})"))));
    QVERIFY(two.settle());
    QTRY_COMPARE(stack.count(), 0);
}

void tst_UndoOthers::deletedByOthers()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"notes.n", json(R"({"n":1})"))));
    QVERIFY(confirmed(two.m.subscribe(u"notes.n")));
    QVERIFY(confirmed(two.o.subscribe(u"notes.n")));
    UndoStack stack;
    stack.setScopes({two.m.at(u"notes.n"), two.m.at(u"_page")});
    QSignalSpy lost(&stack, &UndoStack::stepLost);
    two.m.set(u"_page.a", 1);
    two.m.increment(u"notes.n.n");
    two.m.increment(u"notes.n.n");
    stack.undo();
    QVERIFY(two.settle());
    QVERIFY(confirmed(two.o.del(u"notes.n")));
    QTRY_COMPARE(stack.count(), 1);
    QTRY_COMPARE(lost.size(), 2);
    QCOMPARE(lost[0][1].value<UndoStack::Loss>(), UndoStack::Loss::DocumentGone);
    QVERIFY(!stack.canRedo());
    stack.undo();
    QVERIFY(two.m.get(u"_page.a").isUndefined());
}

void tst_UndoOthers::unloaded()
{
    TwoModels two;
    QVERIFY(confirmed(two.o.create(u"notes.n", json(R"({"n":1})"))));
    QVERIFY(confirmed(two.m.subscribe(u"notes.n")));
    UndoStack stack(two.m.at(u"notes.n"));
    QVERIFY(confirmed(two.m.increment(u"notes.n.n")));
    QCOMPARE(stack.count(), 1);
    QVERIFY(confirmed(two.m.unsubscribe(u"notes.n")));
    QTRY_VERIFY(two.m.get(u"notes.n").isUndefined());
    QTRY_COMPARE(stack.count(), 0);
    stack.undo();
}

void tst_UndoOthers::destroyedLocalData()
{
    RootModel model;
    UndoStack stack(model.at(u""));
    model.set(u"_page.a.b", 1);
    model.set(u"_page.c", 1);
    model.set(u"_other.d", 1);
    model.destroy(u"_page.a");
    QCOMPARE(stack.count(), 2);
    model.destroy(u"_page");
    QCOMPARE(stack.count(), 1);
    model.destroy();
    QCOMPARE(stack.count(), 0);
}

void tst_UndoOthers::offline()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"notes.n", json(R"({"s":"x"})"))));
    QVERIFY(confirmed(two.m.subscribe(u"notes.n")));
    QVERIFY(confirmed(two.o.subscribe(u"notes.n")));
    UndoStack stack(two.m.at(u"notes.n"));
    two.m.disconnectFromServer();
    two.m.stringInsert(u"notes.n.s", 1, u"mine");
    two.m.set(u"notes.n.a", 1);
    stack.undo();
    QVERIFY(confirmed(two.o.stringInsert(u"notes.n.s", 0, u"theirs ")));
    two.m.connectToServer();
    QTRY_COMPARE(two.m.get(u"notes.n.s"), Value(u"theirs xmine"));
    QVERIFY(two.settle());
    QTRY_COMPARE(two.o.get(u"notes.n"), two.m.get(u"notes.n"));
    stack.undo();
    QVERIFY(two.settle());
    QTRY_COMPARE(two.o.get(u"notes.n.s"), Value(u"theirs x"));
    stack.setIndex(2);
    QVERIFY(two.settle());
    QTRY_COMPARE(withoutId(two.o.get(u"notes.n")), json(R"({"s":"theirs xmine","a":1})"));
}

void tst_UndoOthers::modelGoes()
{
    auto model = std::make_unique<RootModel>();
    UndoStack stack(model->at(u"_page"));
    model->set(u"_page.a", 1);
    QSignalSpy canUndo(&stack, &UndoStack::canUndoChanged);
    model.reset();
    QCOMPARE(canUndo.size(), 1);
    QVERIFY(!stack.canUndo());
    QVERIFY(stack.scopes().isEmpty());
    stack.undo();
    stack.redo();
}

void tst_UndoOthers::stackGoesDuringUndo()
{
    RootModel model;
    auto *stack = new UndoStack(model.at(u"_page"));
    model.setEach(u"_page", json(R"({"a":1,"b":2})"));
    bool isUndone = false;
    model.on<ChangeEvent>(u"_page.*", [&](const ChangeEvent &) {
        isUndone = true;
        delete std::exchange(stack, nullptr);
    });
    stack->undo();
    QVERIFY(isUndone);
    model.set(u"_page.a", 5);

    UndoStack other(model.at(u"_page"));
    model.set(u"_page.c", 1);
    model.on<ChangeEvent>(u"_page.c", [&](const ChangeEvent &) { other.clear(); });
    other.undo();
    QCOMPARE(other.count(), 0);
}

QTEST_GUILESS_MAIN(tst_UndoOthers)
#include "tst_undoothers.moc"
