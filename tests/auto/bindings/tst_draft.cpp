// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "randomwrites.h"

#include "../core/testseed.h"
#include "../model/twomodels.h"

#include <Racer/draft.h>
#include <Racer/modelvalue.h>
#include <Racer/undostack.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

class tst_Draft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Alone
    void copiesAndDrops();
    void dirty();
    void revert();
    void commitIsMinimal_data();
    void commitIsMinimal();
    void commitOfNothing();
    void commitIsOneStep();
    void editsOfTheCopyMayBeUndone();
    void newDocument();
    void newLocalValue();
    void bindsToTheCopy();

    // With others
    void followsWhatIsNotEdited();
    void conflicts();
    void conflictIsWrittenByCommit();
    void sameChangeIsNoConflict();
    void arraysOfOneLength();
    void deletedByOthers();
    void deletedWhileEdited();
    void createdByOthers();
    void editedDuringCommit();
    void refused();
    void refusedCreate();
    void offline();
    void modelGoes();
    void draftGoesDuringCommit();
    void random();
};

void tst_Draft::copiesAndDrops()
{
    RootModel model;
    model.set(u"_page.user", json(R"({"name":"Ann","tags":["a"]})"));
    QString path;
    {
        Draft draft(model.at(u"_page.user"));
        path = draft.copyPath();
        QVERIFY(path.startsWith(u"$drafts."_qs));
        QVERIFY(draft.isActive());
        QVERIFY(draft.originalExists());
        QCOMPARE(model.get(path), model.get(u"_page.user"));
        QCOMPARE(draft.get(u"name"_qs), Value(u"Ann"));
        QCOMPARE(draft.original().path(), u"_page.user"_qs);
        draft.clearOriginal();
        QVERIFY(!draft.isActive());
        QVERIFY(!draft.copy().isValid());
        QVERIFY(draft.copyPath().isEmpty());
        QVERIFY(draft.commit().isDone());
        draft.setOriginal(model.at(u"_page.user"));
        QVERIFY(draft.copyPath() != path);
        path = draft.copyPath();
    }
    QVERIFY(model.get(path).isUndefined());
    QVERIFY(model.get(u"$drafts").isUndefined());
}

void tst_Draft::dirty()
{
    RootModel model;
    model.set(u"_page.user", json(R"({"name":"Ann","age":3})"));
    Draft draft(model.at(u"_page.user"));
    QSignalSpy changes(&draft, &Draft::dirtyChanged);
    QVERIFY(!draft.isDirty());
    draft.copy().stringInsert(u"name", 3, u"a");
    QVERIFY(draft.isDirty());
    QVERIFY(draft.isDirty(u"name"_qs));
    QVERIFY(!draft.isDirty(u"age"_qs));
    draft.copy().set(u"age", 4);
    QCOMPARE(changes.size(), 1);
    draft.copy().set(u"name", u"Ann");
    QVERIFY(draft.isDirty());
    draft.copy().set(u"age", 3); // as it was
    QVERIFY(!draft.isDirty());
    QCOMPARE(changes.size(), 2);
    QCOMPARE(model.get(u"_page.user"), json(R"({"name":"Ann","age":3})"));
}

void tst_Draft::revert()
{
    RootModel model;
    model.set(u"_page.user", json(R"({"name":"Ann","address":{"city":"Ulm","zip":1}})"));
    Draft draft(model.at(u"_page.user"));
    draft.copy().set(u"name", u"Bob");
    draft.copy().set(u"address.city", u"Bonn");
    draft.copy().set(u"address.street", u"Main");
    draft.copy().del(u"address.zip");
    draft.revert(u"address"_qs);
    QCOMPARE(draft.get(), json(R"({"name":"Bob","address":{"city":"Ulm","zip":1}})"));
    draft.revert();
    QCOMPARE(draft.get(), model.get(u"_page.user"));
    QVERIFY(!draft.isDirty());
}

void tst_Draft::commitIsMinimal_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("op");
    const auto row = [](const char *name, const char *before, const char *after, const char *op) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(op);
    };
    row("one member", R"({"a":1,"b":2})", R"({"a":1,"b":3})", R"([{"p":["b"],"oi":3,"od":2}])");
    row("a new member and one deleted", R"({"a":1})", R"({"b":2})", R"([{"p":["a"],"od":1},{"p":["b"],"oi":2}])");
    row("a nested member", R"({"a":{"b":{"c":1}}})", R"({"a":{"b":{"c":2}}})",
        R"([{"p":["a","b","c"],"oi":2,"od":1}])");
    row("a letter of a string", R"({"s":"hello"})", R"({"s":"hell!o"})", R"([{"p":["s",4],"si":"!"}])");
    row("a word of a string", R"({"s":"one two three"})", R"({"s":"one 2 three"})",
        R"([{"p":["s",4],"sd":"two"},{"p":["s",4],"si":"2"}])");
    row("an element inserted", R"({"l":[1,2]})", R"({"l":[1,5,2]})", R"([{"p":["l",1],"li":5}])");
    row("an element removed", R"({"l":[1,2,3]})", R"({"l":[1,3]})", R"([{"p":["l",1],"ld":2}])");
    row("an element moved", R"({"l":[{"id":1},{"id":2},{"id":3}]})", R"({"l":[{"id":3},{"id":1},{"id":2}]})",
        R"([{"p":["l",2],"lm":0}])");
    row("members of two elements", R"({"l":[{"id":1,"t":"a"},{"id":2,"t":"b"}]})",
        R"({"l":[{"id":1,"t":"ax"},{"id":2,"t":"by"}]})",
        R"([{"p":["l",0,"t",1],"si":"x"},{"p":["l",1,"t",1],"si":"y"}])");
    row("another type", R"({"a":"x"})", R"({"a":{"b":1}})", R"([{"p":["a"],"oi":{"b":1},"od":"x"}])");
}

void tst_Draft::commitIsMinimal()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, op);
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"users.u", json(before.constData()))));
    Draft draft(two.m.at(u"users.u"));
    QSignalSpy committed(&draft, &Draft::committed);
    Value ops = Value::array();
    QObject::connect(two.m.connection()->get(u"users", u"u"), &Doc::opBatch, this, [&ops](const Value &batch) {
        for (const Value &component : batch.elements())
            ops.append(component);
    });
    Value edited = json(after.constData());
    edited.set(Key(u"id"), u"u");
    draft.copy().set(edited);
    const Confirmation confirmation = draft.commit();
    QVERIFY(draft.isCommitting());
    QVERIFY(draft.isDirty());
    QVERIFY(confirmed(confirmation));
    QCOMPARE(text(ops), text(json(op.constData())));
    QCOMPARE(committed.size(), 1);
    QVERIFY(!draft.isDirty());
    QVERIFY(!draft.isCommitting());
    QCOMPARE(two.m.get(u"users.u"), edited);
}

void tst_Draft::commitOfNothing()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"users.u", json(R"({"n":1})"))));
    Draft draft(two.m.at(u"users.u"));
    QSignalSpy committed(&draft, &Draft::committed);
    QVERIFY(draft.commit().isDone());
    QCOMPARE(committed.size(), 1);
    QVERIFY(!two.m.connection()->hasWritePending());
}

void tst_Draft::commitIsOneStep()
{
    RootModel model;
    model.set(u"_page.user", json(R"({"name":"Ann","tags":[1,2]})"));
    UndoStack stack(model.at(u"_page.user"));
    Draft draft(model.at(u"_page.user"));
    draft.copy().set(u"name", u"Anna");
    draft.copy().push(u"tags", 3);
    draft.copy().set(u"age", 7);
    QCOMPARE(stack.count(), 0);
    QVERIFY(draft.commit().isDone());
    QCOMPARE(stack.count(), 1);
    QCOMPARE(model.get(u"_page.user"), json(R"({"name":"Anna","tags":[1,2,3],"age":7})"));
    stack.undo();
    QCOMPARE(model.get(u"_page.user"), json(R"({"name":"Ann","tags":[1,2]})"));
    QCOMPARE(draft.get(), model.get(u"_page.user")); // which was not edited any more
}

void tst_Draft::editsOfTheCopyMayBeUndone()
{
    RootModel model;
    model.set(u"_page.user", json(R"({"name":"Ann"})"));
    Draft draft(model.at(u"_page.user"));
    UndoStack stack(draft.copy());
    draft.copy().set(u"name", u"Bob");
    model.set(u"_page.user.age", 5); // is followed, and no step
    QCOMPARE(stack.count(), 1);
    stack.undo();
    QVERIFY(!draft.isDirty());
    QCOMPARE(draft.get(), json(R"({"name":"Ann","age":5})"));
}

void tst_Draft::newDocument()
{
    TwoModels two;
    Draft draft;
    draft.setInitialValue(json(R"({"name":"","tags":[]})"));
    draft.setOriginal(two.m.at(u"users.new"));
    QVERIFY(!draft.originalExists());
    QVERIFY(!draft.isDirty());
    draft.copy().set(u"name", u"Ann");
    QVERIFY(draft.isDirty());
    QVERIFY(two.m.get(u"users.new").isUndefined());
    QVERIFY(confirmed(draft.commit()));
    QVERIFY(draft.originalExists());
    QVERIFY(!draft.isDirty());
    QCOMPARE(two.m.get(u"users.new"), json(R"({"name":"Ann","tags":[],"id":"new"})"));
    QVERIFY(confirmed(two.o.fetch(u"users.new")));
    QCOMPARE(two.o.get(u"users.new.name"), Value(u"Ann"));
    draft.copy().push(u"tags", u"x");
    QVERIFY(confirmed(draft.commit()));
    QCOMPARE(two.m.get(u"users.new.tags"), json(R"(["x"])"));

    draft.setOriginal(two.m.at(u"users.untouched")); // is created as it is
    QVERIFY(confirmed(draft.commit()));
    QCOMPARE(two.m.get(u"users.untouched.name"), Value(u""));
}

void tst_Draft::newLocalValue()
{
    RootModel model;
    Draft draft(model.at(u"_page.list.0.title"));
    draft.setInitialValue(u"untitled");
    QCOMPARE(draft.get(), Value(u"untitled"));
    draft.copy().set(u"one");
    QVERIFY(draft.commit().isDone());
    QCOMPARE(model.get(u"_page"), json(R"({"list":[{"title":"one"}]})"));
    draft.setInitialValue(u"late");
    QCOMPARE(draft.get(), Value(u"one"));
}

void tst_Draft::bindsToTheCopy()
{
    RootModel model;
    model.set(u"_page.user.name", u"Ann");
    Draft draft(model.at(u"_page.user"));
    ModelValue field(draft.copy().at(u"name"));
    field.setValue(u"Bob"_qs);
    QVERIFY(draft.isDirty());
    QVERIFY(draft.commit().isDone());
    QCOMPARE(model.get(u"_page.user.name"), Value(u"Bob"));
    model.set(u"_page.user.name", u"Eve");
    QCOMPARE(field.value().toString(), u"Eve"_qs);
}

void tst_Draft::followsWhatIsNotEdited()
{
    RootModel model;
    model.set(u"_page.user", json(R"({"name":"Ann","age":3,"address":{"city":"Ulm","zip":1}})"));
    Draft draft(model.at(u"_page.user"));
    QSignalSpy conflicts(&draft, &Draft::conflictFound);
    QSignalSpy dirty(&draft, &Draft::dirtyChanged);
    model.set(u"_page.user.age", 4);
    QVERIFY(!draft.isDirty());
    draft.copy().set(u"address.city", u"Bonn");
    model.set(u"_page.user.name", u"Eve");
    model.del(u"_page.user.age");
    model.set(u"_page.user.address.zip", 2);
    model.set(u"_page.user.phone", u"7");
    QCOMPARE(draft.get(), json(R"({"name":"Eve","address":{"city":"Bonn","zip":2},"phone":"7"})"));
    QCOMPARE(conflicts.size(), 0);
    QCOMPARE(dirty.size(), 1);
    draft.copy().set(u"address.city", u"Ulm");
    QVERIFY(!draft.isDirty());
}

void tst_Draft::conflicts()
{
    RootModel model;
    model.set(u"_page.user", json(R"({"name":"Ann","age":3,"tags":["a"]})"));
    Draft draft(model.at(u"_page.user"));
    QSignalSpy found(&draft, &Draft::conflictFound);
    draft.copy().set(u"name", u"Mine");
    draft.copy().set(u"age", 10);
    draft.copy().push(u"tags", u"mine");
    model.set(u"_page.user.name", u"Theirs");
    QCOMPARE(draft.conflicts(), QStringList{u"name"_qs});
    model.set(u"_page.user.age", 20);
    model.push(u"_page.user.tags", u"theirs");
    QCOMPARE(draft.conflicts(), QStringList({u"name"_qs, u"age"_qs, u"tags"_qs}));
    QCOMPARE(found.size(), 3);
    QCOMPARE(found[2][0].toString(), u"tags"_qs);
    QCOMPARE(draft.get(), json(R"({"name":"Mine","age":10,"tags":["a","mine"]})"));

    draft.keepMine(u"name"_qs);
    QCOMPARE(draft.conflicts(), QStringList({u"age"_qs, u"tags"_qs}));
    QVERIFY(draft.isDirty(u"name"_qs));
    draft.takeTheirs(u"age"_qs);
    QCOMPARE(draft.get(u"age"_qs), Value(20));
    QVERIFY(!draft.isDirty(u"age"_qs));
    QVERIFY(draft.isConflicted());
    draft.takeTheirs();
    QVERIFY(!draft.isConflicted());
    QVERIFY(draft.isDirty());
    model.set(u"_page.user.name", u"Again");
    QCOMPARE(draft.conflicts(), QStringList{u"name"_qs});
    draft.revert();
    QVERIFY(draft.conflicts().isEmpty());
    QVERIFY(!draft.isDirty());
}

void tst_Draft::conflictIsWrittenByCommit()
{
    RootModel model;
    model.set(u"_page.user", json(R"({"name":"Ann","age":3})"));
    Draft draft(model.at(u"_page.user"));
    draft.copy().set(u"name", u"Mine");
    model.set(u"_page.user.name", u"Theirs");
    model.set(u"_page.user.age", 5);
    QVERIFY(draft.commit().isDone());
    QCOMPARE(model.get(u"_page.user"), json(R"({"name":"Mine","age":5})"));
    QVERIFY(!draft.isConflicted());
    QVERIFY(!draft.isDirty());
}

void tst_Draft::sameChangeIsNoConflict()
{
    RootModel model;
    model.set(u"_page.user.name", u"Ann");
    Draft draft(model.at(u"_page.user"));
    draft.copy().set(u"name", u"Bob");
    model.set(u"_page.user.name", u"Bob");
    QVERIFY(!draft.isConflicted());
    QVERIFY(!draft.isDirty());
}

void tst_Draft::arraysOfOneLength()
{
    RootModel model;
    model.set(u"_page.rows", json(R"([{"t":"a"},{"t":"b"},{"t":"c"}])"));
    Draft draft(model.at(u"_page.rows"));
    draft.copy().set(u"0.t", u"A");
    draft.copy().set(u"1.t", u"B");
    model.set(u"_page.rows.2.t", u"C");
    model.set(u"_page.rows.1.t", u"X");
    QCOMPARE(draft.get(), json(R"([{"t":"A"},{"t":"B"},{"t":"C"}])"));
    QCOMPARE(draft.conflicts(), QStringList{u"1.t"_qs});
    draft.takeTheirs(u"1"_qs);
    QVERIFY(draft.commit().isDone());
    QCOMPARE(model.get(u"_page.rows"), json(R"([{"t":"A"},{"t":"X"},{"t":"C"}])"));
}

void tst_Draft::deletedByOthers()
{
    RootModel model;
    model.set(u"_page.user", json(R"({"name":"Ann"})"));
    Draft draft(model.at(u"_page.user"));
    QSignalSpy exists(&draft, &Draft::originalExistsChanged);
    model.del(u"_page.user");
    QVERIFY(!draft.originalExists());
    QCOMPARE(exists.size(), 1);
    QVERIFY(!draft.isDirty());
    QVERIFY(draft.get().isUndefined());
}

void tst_Draft::deletedWhileEdited()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"users.u", json(R"({"name":"Ann"})"))));
    QVERIFY(confirmed(two.m.subscribe(u"users.u")));
    QVERIFY(confirmed(two.o.fetch(u"users.u")));
    Draft draft(two.m.at(u"users.u"));
    draft.copy().set(u"name", u"Anna");
    QVERIFY(confirmed(two.o.del(u"users.u")));
    QTRY_VERIFY(!draft.originalExists());
    QCOMPARE(draft.conflicts(), QStringList{QString()});
    QVERIFY(draft.isDirty());
    draft.keepMine();
    QVERIFY(!draft.isConflicted());
    QVERIFY(confirmed(draft.commit()));
    QCOMPARE(two.m.get(u"users.u"), json(R"({"name":"Anna","id":"u"})"));
    QVERIFY(!draft.isDirty());
}

void tst_Draft::createdByOthers()
{
    RootModel model;
    Draft draft;
    draft.setInitialValue(json(R"({"name":""})"));
    draft.setOriginal(model.at(u"_page.user"));
    Draft edited;
    edited.setInitialValue(json(R"({"name":""})"));
    edited.setOriginal(model.at(u"_page.user"));
    edited.copy().set(u"name", u"Mine");
    model.set(u"_page.user", json(R"({"name":"Theirs","age":1})"));
    QCOMPARE(draft.get(), model.get(u"_page.user"));
    QVERIFY(!draft.isDirty());
    QCOMPARE(edited.conflicts(), QStringList{QString()});
    QCOMPARE(edited.get(), json(R"({"name":"Mine"})"));
    edited.takeTheirs();
    QCOMPARE(edited.get(), model.get(u"_page.user"));
}

void tst_Draft::editedDuringCommit()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"users.u", json(R"({"a":1,"b":1})"))));
    Draft draft(two.m.at(u"users.u"));
    draft.copy().set(u"a", 2);
    const Confirmation first = draft.commit();
    draft.copy().set(u"b", 2);
    QCOMPARE(failure(draft.commit()).message(), u"The draft is being committed. Path: users.u"_qs);
    QVERIFY(confirmed(first));
    QVERIFY(draft.isDirty());
    QVERIFY(!draft.isDirty(u"a"_qs));
    QVERIFY(!draft.isConflicted());
    QVERIFY(confirmed(draft.commit()));
    QCOMPARE(two.m.get(u"users.u"), json(R"({"a":2,"b":2,"id":"u"})"));
}

void tst_Draft::refused()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"users.u", json(R"({"name":"Ann","age":3})"))));
    const auto isClosed = std::make_shared<bool>(true);
    two.backend.use(Actions::apply, [isClosed](SubmitRequest &, const Next &next) {
        next(*isClosed ? Error(Value(u"ERR_NO"), u"not that"_qs) : Error());
    });
    Draft draft(two.m.at(u"users.u"));
    QSignalSpy failed(&draft, &Draft::commitFailed);
    draft.copy().set(u"name", u"Anna");
    draft.copy().set(u"age", 4);
    draft.copy().set(u"tags", json(R"(["x"])"));
    QCOMPARE(failure(draft.commit()).message(), u"not that"_qs);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(draft.errorString(), u"not that"_qs);
    QVERIFY(draft.isDirty());
    QVERIFY(!draft.isCommitting());
    QVERIFY(!draft.isConflicted());
    QCOMPARE(draft.get(), json(R"({"name":"Anna","age":4,"id":"u","tags":["x"]})"));
    QCOMPARE(two.m.get(u"users.u.name"), Value(u"Ann"));
    *isClosed = false;
    QVERIFY(confirmed(draft.commit()));
    QVERIFY(draft.errorString().isEmpty());
    QVERIFY(!draft.isDirty());
    QCOMPARE(two.m.get(u"users.u"), draft.get());
}

void tst_Draft::refusedCreate()
{
    TwoModels two;
    two.backend.use(Actions::apply, [](SubmitRequest &, const Next &next) { next(Error(Value(u"ERR_NO"), u"no"_qs)); });
    Draft draft(two.m.at(u"users.u"));
    draft.setInitialValue(json(R"({"name":""})"));
    draft.copy().set(u"name", u"Ann");
    QVERIFY(failure(draft.commit()));
    QVERIFY(two.settle());
    QVERIFY(draft.isDirty());
    QVERIFY(!draft.originalExists());
    QCOMPARE(draft.get(u"name"_qs), Value(u"Ann"));
}

void tst_Draft::offline()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"users.u", json(R"({"a":1,"b":1})"))));
    QVERIFY(confirmed(two.m.subscribe(u"users.u")));
    QVERIFY(confirmed(two.o.subscribe(u"users.u")));
    Draft draft(two.m.at(u"users.u"));
    two.m.disconnectFromServer();
    draft.copy().set(u"a", 2);
    const Confirmation confirmation = draft.commit();
    QVERIFY(draft.isCommitting());
    QVERIFY(confirmed(two.o.set(u"users.u.b", 5)));
    two.m.connectToServer();
    QVERIFY(confirmed(confirmation));
    QVERIFY(two.settle());
    QCOMPARE(draft.get(), json(R"({"a":2,"b":5,"id":"u"})"));
    QVERIFY(!draft.isDirty());
}

void tst_Draft::modelGoes()
{
    auto model = std::make_unique<RootModel>();
    model->set(u"_page.a", 1);
    Draft draft(model->at(u"_page.a"));
    draft.copy().set(2);
    QSignalSpy path(&draft, &Draft::copyPathChanged);
    model.reset();
    QVERIFY(!draft.isActive());
    QVERIFY(!draft.isDirty());
    QCOMPARE(path.size(), 1);
    QVERIFY(draft.commit().isDone());
    draft.revert();
}

void tst_Draft::draftGoesDuringCommit()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"users.u", json(R"({"a":1})"))));
    auto draft = std::make_unique<Draft>(two.m.at(u"users.u"));
    draft->copy().set(u"a", 2);
    const Confirmation confirmation = draft->commit();
    draft.reset();
    QVERIFY(confirmed(confirmation));
    QCOMPARE(two.m.get(u"users.u.a"), Value(2));
    QVERIFY(two.m.get(u"$drafts").isUndefined());
}

// Whatever is edited on both sides: a commit after all conflicts are settled makes both the same, and what only the
// other side has changed is never lost.
void tst_Draft::random()
{
    const quint32 seed = testSeed();
    QRandomGenerator generator(seed);
    RandomWrites::Writer writer(generator);
    const QByteArray seedText = "RACER_TEST_SEED=" + QByteArray::number(seed);
    const int given = qEnvironmentVariableIntValue("RACER_FUZZ_ROUNDS");
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"notes.n", Value::object({{Key(u"x"), RandomWrites::initial()},
                                                              {Key(u"y"), RandomWrites::initial()}}))));
    QVERIFY(confirmed(two.m.subscribe(u"notes.n")));
    QVERIFY(confirmed(two.o.subscribe(u"notes.n")));
    QSignalSpy errors(&two.m, &RootModel::error);
    Draft draft(two.m.at(u"notes.n"));
    const auto agree = [&two] {
        return two.settle() && QTest::qWaitFor([&two] { return two.m.get(u"notes.n") == two.o.get(u"notes.n"); });
    };
    for (int round = 0; round < (given > 0 ? given : 25); ++round) {
        const bool isDisjoint = writer.below(2);
        for (int i = 0; i < 8; ++i) {
            writer.write(draft.copy().at(isDisjoint || writer.below(2) ? u"x" : u"y"));
            writer.write(two.o.at(isDisjoint || writer.below(2) ? u"notes.n.y" : u"notes.n.x"));
            if (writer.below(3) == 0)
                QVERIFY(two.settle());
        }
        QVERIFY2(agree(), seedText);
        QVERIFY2(!isDisjoint || !draft.isConflicted(), seedText);
        QVERIFY2(!isDisjoint || draft.get(u"y"_qs) == two.m.get(u"notes.n.y"), seedText);
        while (draft.isConflicted()) {
            const QString path = draft.conflicts().constFirst();
            writer.below(2) ? draft.takeTheirs(path) : draft.keepMine(path);
            QVERIFY2(!draft.conflicts().contains(path), seedText);
        }
        const Value edited = draft.get();
        QVERIFY2(confirmed(draft.commit()), seedText);
        QVERIFY2(agree(), seedText);
        QVERIFY2(two.o.get(u"notes.n") == edited,
                 seedText + '\n' + text(edited).toUtf8() + '\n' + text(two.o.get(u"notes.n")).toUtf8());
        QVERIFY2(!draft.isDirty() && draft.get() == edited, seedText);
    }
    QVERIFY2(errors.isEmpty(), seedText);
}

QTEST_GUILESS_MAIN(tst_Draft)
#include "tst_draft.moc"
