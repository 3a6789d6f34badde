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

struct Case
{
    const char *name;
    const char *before;
    Step write; // at the document
    const char *after;
    bool localAlso = true;
};

const Case cases[] = {
    {"a member that was not there", "{}", [](const Model &m) { m.set(u"a", 1); }, R"({"a":1})"},
    {"a member that was", R"({"a":"x"})", [](const Model &m) { m.set(u"a", 1); }, R"({"a":1})"},
    {"a null", R"({"a":null})", [](const Model &m) { m.set(u"a", 1); }, R"({"a":1})"},
    {"parents that the write made", "{}", [](const Model &m) { m.set(u"a.b.0.c", 1); }, R"({"a":{"b":[{"c":1}]}})"},
    {"a falsy parent", R"({"a":0})", [](const Model &m) { m.set(u"a.b", 1); }, R"({"a":{"b":1}})"},
    {"a deleted member", R"({"a":[1,2]})", [](const Model &m) { m.del(u"a"); }, "{}"},
    {"the whole document set", R"({"a":1})", [](const Model &m) { m.set(Value::object({{Key(u"b"), 2}})); },
     R"({"b":2})"},
    {"a number raised", R"({"n":1})", [](const Model &m) { m.increment(u"n", 5); }, R"({"n":6})"},
    {"a number that was not there", "{}", [](const Model &m) { m.increment(u"n"); }, R"({"n":1})"},
    {"an element pushed", R"({"l":[1]})", [](const Model &m) { m.push(u"l", 2); }, R"({"l":[1,2]})"},
    {"an array that the push made", "{}", [](const Model &m) { m.push(u"l", 2); }, R"({"l":[2]})"},
    {"an element unshifted", R"({"l":[1]})", [](const Model &m) { m.unshift(u"l", 0); }, R"({"l":[0,1]})"},
    {"elements inserted, counted from the end", R"({"l":[1,4]})",
     [](const Model &m) { m.insert(u"l", -1, Value::array({2, 3})); }, R"({"l":[1,2,3,4]})"},
    {"elements removed", R"({"l":[1,2,3,4]})", [](const Model &m) { m.remove(u"l", 1, 2); }, R"({"l":[1,4]})"},
    {"an element popped", R"({"l":[1,2]})", [](const Model &m) { m.pop(u"l"); }, R"({"l":[1]})"},
    {"an element shifted", R"({"l":[1,2]})", [](const Model &m) { m.shift(u"l"); }, R"({"l":[2]})"},
    {"elements moved to the end", R"({"l":[1,2,3,4,5]})", [](const Model &m) { m.move(u"l", 0, 3, 2); },
     R"({"l":[3,4,5,1,2]})"},
    {"elements moved to the front", R"({"l":[1,2,3,4,5]})", [](const Model &m) { m.move(u"l", 3, 0, 2); },
     R"({"l":[4,5,1,2,3]})"},
    {"an element set", R"({"l":[1,2,3]})", [](const Model &m) { m.set(u"l.1", u"x"); }, R"({"l":[1,"x",3]})"},
    {"a member of an element", R"({"l":[{"a":1}]})", [](const Model &m) { m.set(u"l.0.a", 2); }, R"({"l":[{"a":2}]})"},
    {"text inserted", R"({"s":"ad"})", [](const Model &m) { m.stringInsert(u"s", 1, u"bc"); }, R"({"s":"abcd"})"},
    {"text removed", R"({"s":"abcd"})", [](const Model &m) { m.stringRemove(u"s", 1, 2); }, R"({"s":"ad"})"},
    {"a string that was not there", "{}", [](const Model &m) { m.stringInsert(u"s", 0, u"x"); }, R"({"s":"x"})"},
    {"each member of an object", R"({"a":1})",
     [](const Model &m) { m.setEach(json(R"({"a":2,"b":3,"c":{"d":4}})")); }, R"({"a":2,"b":3,"c":{"d":4}})"},
    {"a deep difference", R"({"a":[1,2,3],"b":{"c":1}})",
     [](const Model &m) { m.setDiffDeep(json(R"({"a":[3,1],"b":{"d":2},"e":5})")); },
     R"({"a":[3,1],"b":{"d":2},"e":5})"},
    {"an array's difference", R"({"a":[1,2,3]})",
     [](const Model &m) { m.setArrayDiff(u"a", Value::array({3, 4, 1})); }, R"({"a":[3,4,1]})"},
    {"an element added by its id", "{}",
     [](const Model &m) { m.add(u"l", json(R"({"id":"x","n":1})")); }, R"({"l":{"x":{"id":"x","n":1}}})"},
    {"an op of an embedded type", R"({"s":"ad"})",
     [](const Model &m) { m.subtypeSubmit(u"s", Key(u"text0"), json(R"([{"p":1,"i":"bc"}])")); }, R"({"s":"abcd"})",
     false},
};

QList<QVariantList> taken(QSignalSpy &spy)
{
    return std::exchange(static_cast<QList<QVariantList> &>(spy), {});
}

Value without(Value value, const Key &member)
{
    if (value.isObject())
        value.take(member);
    return value;
}

} // namespace

class tst_UndoStack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Mutators
    void eachMutator_data();
    void eachMutator();
    void localArraysKeepTheirHoles();
    void documentsComeAndGo();
    void localDocuments();

    // Steps
    void oneCallIsOneStep();
    void newStepDropsRedo();
    void macros();
    void labels();
    void groups();
    void separate();
    void limit();
    void cleanState();
    void indexGoesThere();
    void disabled();
    void signalsTellOnce();

    // What is recorded
    void scopes_data();
    void scopes();
    void leavesOut();
    void functionsAreLeftOut();
    void listenersBelongToTheStep();
    void listenersMayWriteDuringUndo();
    void refListBelongsToTheStep();
    void scopeThroughRef();
    void silentWrites();
    void twoStacks();
};

void tst_UndoStack::eachMutator_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<bool>("remote");
    for (int i = 0; i < int(std::size(cases)); ++i) {
        QTest::addRow("%s, in a document of the server", cases[i].name) << i << true;
        if (cases[i].localAlso)
            QTest::addRow("%s, in a local document", cases[i].name) << i << false;
    }
}

void tst_UndoStack::eachMutator()
{
    QFETCH(int, index);
    QFETCH(bool, remote);
    const Case &c = cases[index];
    TwoModels two;
    const Model doc = two.m.at(remote ? u"notes.n" : u"_page.n");
    if (remote)
        QVERIFY(confirmed(doc.create(json(c.before))));
    else
        doc.set(json(c.before));
    const auto data = [&] { return remote ? without(doc.get(), Key(u"id")) : doc.get(); };
    UndoStack stack(doc);
    QSignalSpy errors(&two.m, &RootModel::error);

    c.write(doc);
    QCOMPARE(text(data()), text(json(c.after)));
    QCOMPARE(stack.count(), 1);
    for (int round = 0; round < 2; ++round) {
        stack.undo();
        QCOMPARE(data(), json(c.before));
        QCOMPARE(stack.index(), 0);
        QVERIFY(stack.canRedo() && !stack.canUndo());
        if (remote)
            QVERIFY(two.settle());
        stack.redo();
        QCOMPARE(data(), json(c.after));
        QCOMPARE(stack.index(), 1);
    }
    QVERIFY(two.settle());
    QCOMPARE(data(), json(c.after));
    QVERIFY2(errors.isEmpty(), qPrintable(errors.isEmpty() ? QString() : errors[0][0].value<Error>().message()));
}

void tst_UndoStack::localArraysKeepTheirHoles()
{
    RootModel model;
    const Model list = model.at(u"_page.list");
    list.set(Value::array({1, 2, 3}));
    UndoStack stack(list);
    list.del(u"1");
    stack.undo();
    QCOMPARE(list.get(), Value::array({1, 2, 3}));
    list.set(u"6", u"far");
    QCOMPARE(list.get().size(), 7);
    stack.undo();
    QCOMPARE(list.get(), Value::array({1, 2, 3}));
    stack.redo();
    QCOMPARE(list.get().size(), 7);
    QCOMPARE(list.get(u"6"), Value(u"far"));
}

void tst_UndoStack::documentsComeAndGo()
{
    TwoModels two;
    UndoStack stack(two.m.at(u"notes"));
    QVERIFY(confirmed(two.m.create(u"notes.a", json(R"({"t":"x"})"))));
    QVERIFY(confirmed(two.m.stringInsert(u"notes.a.t", 1, u"y")));
    QVERIFY(confirmed(two.m.del(u"notes.a")));
    QCOMPARE(stack.count(), 3);
    stack.undo();
    QVERIFY(two.settle());
    QCOMPARE(two.m.get(u"notes.a"), json(R"({"t":"xy","id":"a"})"));
    stack.undo();
    QCOMPARE(two.m.get(u"notes.a.t"), Value(u"x"));
    stack.undo();
    QVERIFY(two.settle());
    QVERIFY(two.m.get(u"notes.a").isUndefined());
    stack.setIndex(2);
    QVERIFY(two.settle());
    QCOMPARE(two.m.get(u"notes.a.t"), Value(u"xy"));
    QVERIFY(confirmed(two.o.fetch(u"notes.a")));
    QCOMPARE(two.o.get(u"notes.a.t"), Value(u"xy"));
    stack.setIndex(3);
    QVERIFY(two.settle());
    QVERIFY(two.m.get(u"notes.a").isUndefined());
}

void tst_UndoStack::localDocuments()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    model.set(u"_page.title", u"one");
    model.del(u"_page.title");
    QVERIFY(model.get(u"_page").isUndefined());
    stack.undo();
    QCOMPARE(model.get(u"_page.title"), Value(u"one"));
    stack.undo();
    QVERIFY(model.get(u"_page.title").isUndefined());
    stack.setIndex(2);
    QVERIFY(model.get(u"_page.title").isUndefined());
    stack.setIndex(1);
    QCOMPARE(model.get(u"_page.title"), Value(u"one"));
}

void tst_UndoStack::oneCallIsOneStep()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    model.setEach(u"_page", json(R"({"a":1,"b":2,"c":3})"));
    QCOMPARE(stack.count(), 1);
    model.set(u"_page.a", 2);
    model.set(u"_page.a", 3);
    QCOMPARE(stack.count(), 3);
    stack.undo();
    QCOMPARE(model.get(u"_page.a"), Value(2));
}

void tst_UndoStack::newStepDropsRedo()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    model.set(u"_page.a", 1);
    model.set(u"_page.a", 2);
    stack.undo();
    QVERIFY(stack.canRedo());
    model.set(u"_page.b", 1);
    QVERIFY(!stack.canRedo());
    QCOMPARE(stack.count(), 2);
    stack.redo();
    QCOMPARE(model.get(u"_page"), json(R"({"a":1,"b":1})"));
}

void tst_UndoStack::macros()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    stack.beginMacro(u"outer"_qs);
    model.set(u"_page.a", 1);
    QVERIFY(!stack.canUndo());
    stack.beginMacro(u"inner"_qs);
    model.set(u"_page.b", 1);
    stack.undo(); // not inside
    stack.endMacro();
    model.set(u"_page.c", 1);
    stack.endMacro();
    QCOMPARE(stack.count(), 1);
    QCOMPARE(stack.undoText(), u"outer"_qs);
    stack.undo();
    QVERIFY(model.get(u"_page.a").isUndefined());
    QVERIFY(model.get(u"_page.c").isUndefined());
    QCOMPARE(stack.redoText(), u"outer"_qs);
    stack.redo();
    QCOMPARE(model.get(u"_page"), json(R"({"a":1,"b":1,"c":1})"));

    stack.beginMacro(u"empty"_qs);
    stack.endMacro();
    QCOMPARE(stack.count(), 1);
    stack.beginMacro(u"back and forth"_qs);
    model.increment(u"_page.a", 2);
    model.stringInsert(u"_page.s", 0, u"x");
    model.del(u"_page.s");
    stack.endMacro();
    QCOMPARE(stack.count(), 2);
    {
        const UndoMacro macro(stack, u"scoped"_qs);
        model.set(u"_page.d", 1);
        model.set(u"_page.e", 1);
    }
    QCOMPARE(stack.undoText(), u"scoped"_qs);
    stack.endMacro(); // one too many
    QVERIFY(stack.canUndo());
}

void tst_UndoStack::labels()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    const Model rename = model.pass(json(R"({"$label":"Rename"})"));
    rename.set(u"_page.a", 1);
    rename.set(u"_page.b", 1);
    QCOMPARE(stack.count(), 1);
    QCOMPARE(stack.undoText(), u"Rename"_qs);
    QCoreApplication::processEvents(); // a turn of the event loop
    rename.set(u"_page.a", 2);
    QCOMPARE(stack.count(), 2);
    model.pass(json(R"({"$label":"Other"})")).set(u"_page.b", 2);
    QCOMPARE(stack.count(), 3);
    QCOMPARE(stack.text(1), u"Rename"_qs);
    stack.undo();
    QCOMPARE(stack.redoText(), u"Other"_qs);
    QCOMPARE(stack.undoText(), u"Rename"_qs);
}

void tst_UndoStack::groups()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    const Model drag = model.pass(json(R"({"$group":7,"$label":"Drag"})"));
    for (int i = 0; i < 5; ++i) {
        drag.set(u"_page.x", i);
        QCoreApplication::processEvents();
    }
    QCOMPARE(stack.count(), 1);
    QCOMPARE(stack.undoText(), u"Drag"_qs);
    model.pass(json(R"({"$group":8,"$label":"Drag"})")).set(u"_page.x", 9);
    QCOMPARE(stack.count(), 2);
    model.set(u"_page.y", 1);
    drag.set(u"_page.x", 1);
    QCOMPARE(stack.count(), 4);
    stack.setIndex(0);
    QVERIFY(model.get(u"_page.x").isUndefined());
}

void tst_UndoStack::separate()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    const Model labelled = model.pass(json(R"({"$label":"Same"})"));
    labelled.set(u"_page.a", 1);
    stack.separate();
    labelled.set(u"_page.b", 1);
    QCOMPARE(stack.count(), 2);
}

void tst_UndoStack::limit()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    stack.setLimit(3);
    for (int i = 0; i < 5; ++i)
        model.set(u"_page.a", i);
    QCOMPARE(stack.count(), 3);
    QCOMPARE(stack.cleanIndex(), -1);
    stack.setIndex(0);
    QCOMPARE(model.get(u"_page.a"), Value(1));
    stack.setLimit(2);
    QCOMPARE(stack.count(), 2);
    stack.setIndex(2);
    QCOMPARE(model.get(u"_page.a"), Value(3));
}

void tst_UndoStack::cleanState()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    QSignalSpy changes(&stack, &UndoStack::cleanChanged);
    QVERIFY(stack.isClean());
    model.set(u"_page.a", 1);
    QVERIFY(!stack.isClean());
    stack.setClean();
    QVERIFY(stack.isClean());
    QCOMPARE(stack.cleanIndex(), 1);
    model.set(u"_page.a", 2);
    stack.undo();
    QVERIFY(stack.isClean());
    stack.undo();
    QVERIFY(!stack.isClean());
    model.set(u"_page.b", 1); // the clean state cannot be reached any more
    QCOMPARE(stack.cleanIndex(), -1);
    stack.resetClean();
    stack.clear();
    QVERIFY(stack.isClean());
    QCOMPARE(changes.size(), 6);
}

void tst_UndoStack::indexGoesThere()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    for (int i = 0; i < 5; ++i)
        model.push(u"_page.l", i);
    stack.setIndex(2);
    QCOMPARE(model.get(u"_page.l"), Value::array({0, 1}));
    stack.setIndex(100);
    QCOMPARE(model.get(u"_page.l").size(), 5);
    stack.setIndex(-1);
    QVERIFY(model.get(u"_page.l").isUndefined());
}

void tst_UndoStack::disabled()
{
    RootModel model;
    model.set(u"_page.l", Value::array());
    UndoStack stack(model.at(u"_page"));
    model.push(u"_page.l", 1);
    stack.setEnabled(false);
    model.unshift(u"_page.l", 0);
    QCOMPARE(stack.count(), 1);
    stack.undo(); // still fits
    QCOMPARE(model.get(u"_page.l"), Value::array({0}));
}

void tst_UndoStack::signalsTellOnce()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    QSignalSpy canUndo(&stack, &UndoStack::canUndoChanged);
    QSignalSpy canRedo(&stack, &UndoStack::canRedoChanged);
    QSignalSpy count(&stack, &UndoStack::countChanged);
    QSignalSpy index(&stack, &UndoStack::indexChanged);
    QSignalSpy undoText(&stack, &UndoStack::undoTextChanged);
    model.pass(json(R"({"$label":"A"})")).setEach(u"_page", json(R"({"a":1,"b":2})"));
    QCOMPARE(taken(canUndo), QList<QVariantList>{QVariantList{true}});
    QCOMPARE(taken(undoText), QList<QVariantList>{QVariantList{u"A"_qs}});
    QCOMPARE(taken(count).size(), 1);
    QCOMPARE(taken(index), QList<QVariantList>{QVariantList{1}});
    stack.undo();
    QCOMPARE(taken(canUndo), QList<QVariantList>{QVariantList{false}});
    QCOMPARE(taken(canRedo), QList<QVariantList>{QVariantList{true}});
    QCOMPARE(taken(count).size(), 0);
    QCOMPARE(taken(index), QList<QVariantList>{QVariantList{0}});
}

void tst_UndoStack::scopes_data()
{
    QTest::addColumn<QStringList>("scopes");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("recorded");
    QTest::addRow("the root has everything") << QStringList{QString()} << u"_page.a"_qs << true;
    QTest::addRow("a collection") << QStringList{u"_page"_qs} << u"_page.a"_qs << true;
    QTest::addRow("another collection") << QStringList{u"_page"_qs} << u"_other.a"_qs << false;
    QTest::addRow("exactly the path") << QStringList{u"_page.a.b"_qs} << u"_page.a.b"_qs << true;
    QTest::addRow("below the path") << QStringList{u"_page.a"_qs} << u"_page.a.b.c"_qs << true;
    QTest::addRow("beside the path") << QStringList{u"_page.a"_qs} << u"_page.ab"_qs << false;
    QTest::addRow("above the path") << QStringList{u"_page.a.b"_qs} << u"_page.a"_qs << false;
    QTest::addRow("the second of two") << QStringList{u"_page.a"_qs, u"_page.b"_qs} << u"_page.b"_qs << true;
    QTest::addRow("none") << QStringList() << u"_page.b"_qs << false;
}

void tst_UndoStack::scopes()
{
    QFETCH(QStringList, scopes);
    QFETCH(QString, path);
    QFETCH(bool, recorded);
    RootModel model;
    QList<Model> models;
    for (const QString &scope : scopes)
        models << model.at(scope);
    UndoStack stack;
    stack.setScopes(models);
    model.set(path, 1);
    QCOMPARE(stack.canUndo(), recorded);
    stack.clearScopes();
    QVERIFY(!stack.canUndo());
    QVERIFY(stack.scopes().isEmpty());
}

void tst_UndoStack::leavesOut()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    model.push(u"_page.l", 1);
    model.pass(json(R"({"$undo":false})")).unshift(u"_page.l", 0);
    QCOMPARE(stack.count(), 1);
    model.on<Event>(u"_page.selection", [&](const Event &) { model.set(u"_page.answer", 1); });
    model.pass(json(R"({"$undo":false})")).set(u"_page.selection", 1);
    QCOMPARE(stack.count(), 1);
    model.pass(json(R"({"$undo":true})")).set(u"_page.b", 0);
    QCOMPARE(stack.count(), 2);
}

void tst_UndoStack::functionsAreLeftOut()
{
    RootModel model;
    model.set(u"_page.in", 1);
    model.start(u"_page.out", PathArgs{u"_page.in"}, ModelFunction([](const Value &in) -> Value {
        return in.toDouble() * 2;
    }));
    UndoStack stack(model.at(u"_page"));
    model.set(u"_page.in", 5);
    QCOMPARE(model.get(u"_page.out"), Value(10));
    QCOMPARE(stack.count(), 1);
    stack.undo();
    QCOMPARE(model.get(u"_page.out"), Value(2));
    QCOMPARE(stack.count(), 1);
    stack.redo();
    QCOMPARE(model.get(u"_page.out"), Value(10));
}

void tst_UndoStack::listenersBelongToTheStep()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    model.on<ChangeEvent>(u"_page.name", [&](const ChangeEvent &event) {
        if (!event.passed.values.contains(u"$undo"))
            model.push(u"_page.log", event.value);
    });
    model.set(u"_page.name", u"a");
    QCOMPARE(stack.count(), 1);
    stack.undo();
    QVERIFY(model.get(u"_page.log").isUndefined());
    QVERIFY(model.get(u"_page.name").isUndefined());
    stack.redo();
    QCOMPARE(model.get(u"_page"), json(R"({"name":"a","log":["a"]})"));
}

void tst_UndoStack::listenersMayWriteDuringUndo()
{
    RootModel model;
    model.set(u"_page.l", Value::array());
    UndoStack stack(model.at(u"_page"));
    model.on<Event>(u"_page.l**", [&](const Event &) { model.increment(u"_page.count"); });
    stack.beginMacro();
    model.push(u"_page.l", 1);
    model.push(u"_page.l", 2);
    stack.endMacro();
    QCOMPARE(model.get(u"_page.count"), Value(2));
    stack.undo(); // is answered as well
    QCOMPARE(model.get(u"_page.l"), Value::array());
    QCOMPARE(stack.count(), 1);
    stack.redo();
    QCOMPARE(model.get(u"_page.l"), Value::array({1, 2}));
    QCOMPARE(stack.count(), 1);
}

void tst_UndoStack::refListBelongsToTheStep()
{
    RootModel model;
    model.set(u"_page.items", json(R"({"a":{"id":"a"}})"));
    model.set(u"_page.ids", json(R"(["a"])"));
    model.refList(u"_page.list", u"_page.items", u"_page.ids");
    UndoStack stack;
    stack.setScopes({model.at(u"_page.items"), model.at(u"_page.ids")});
    model.push(u"_page.list", json(R"({"id":"b"})"));
    QCOMPARE(model.get(u"_page.list").size(), 2);
    QCOMPARE(stack.count(), 1);
    stack.undo();
    QCOMPARE(model.get(u"_page.list").size(), 1);
    QVERIFY(!model.get(u"_page.items").contains(u"b"));
    stack.redo();
    QCOMPARE(model.get(u"_page.list.1.id"), Value(u"b"));
}

void tst_UndoStack::scopeThroughRef()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"users.u", json(R"({"name":"x"})"))));
    two.m.ref(u"_page.user", u"users.u");
    UndoStack stack(two.m.at(u"_page.user"));
    two.m.set(u"_page.user.name", u"y");
    QCOMPARE(stack.count(), 1);
    two.m.set(u"users.u.name", u"z");
    QCOMPARE(stack.count(), 2);
    stack.setIndex(0);
    QCOMPARE(two.m.get(u"_page.user.name"), Value(u"x"));
    QVERIFY(two.settle());
}

void tst_UndoStack::silentWrites()
{
    RootModel model;
    UndoStack stack(model.at(u"_page"));
    model.push(u"_page.l", 1);
    model.silent().unshift(u"_page.l", 0);
    QCOMPARE(stack.count(), 2);
    stack.undo();
    QCOMPARE(model.get(u"_page.l"), Value::array({1}));
}

void tst_UndoStack::twoStacks()
{
    RootModel model;
    model.set(u"_page.l", Value::array());
    UndoStack all(model.at(u"_page"));
    UndoStack list(model.at(u"_page.l"));
    model.push(u"_page.l", 1);
    model.push(u"_page.l", 2);
    list.setIndex(0); // what it undoes, the other has nothing left of
    QCOMPARE(model.get(u"_page.l"), Value::array());
    QTRY_COMPARE(all.count(), 0);
    list.redo();
    QCOMPARE(model.get(u"_page.l"), Value::array({1}));
    QCOMPARE(all.count(), 0);
}

QTEST_GUILESS_MAIN(tst_UndoStack)
#include "tst_undostack.moc"
