// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/rootmodel.h>
#include <Racer/undocommandstack.h>

#include <QtGui/QAction>
#include <QtGui/QUndoGroup>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

class tst_UndoCommandStack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheSteps();
    void undoesAndRedoes();
    void followsTheSource();
    void cleanState();
    void stepsThatVanish();
    void macrosAreRefused();
    void clear();
    void limit();
    void group();
    void sourceGoes();
    void setSource();

private:
    static void write(const Model &model, const char16_t *label, int value)
    {
        model.pass(Value::object({{Key(u"$label"), Value(label)}})).set(u"_page.a", value);
    }
    static QStringList texts(const QUndoStack &stack)
    {
        QStringList list;
        for (int i = 0; i < stack.count(); ++i)
            list << stack.text(i);
        return list;
    }
};

void tst_UndoCommandStack::showsTheSteps()
{
    RootModel model;
    UndoStack steps(model.at(u"_page"));
    write(model, u"before", 0);
    UndoCommandStack stack(&steps);
    QCOMPARE(texts(stack), QStringList{u"before"_qs});
    QSignalSpy index(&stack, &QUndoStack::indexChanged);
    QSignalSpy undoText(&stack, &QUndoStack::undoTextChanged);
    write(model, u"one", 1);
    write(model, u"two", 2);
    QCOMPARE(texts(stack), QStringList({u"before"_qs, u"one"_qs, u"two"_qs}));
    QCOMPARE(stack.index(), 3);
    QCOMPARE(stack.undoText(), u"two"_qs);
    QVERIFY(stack.canUndo());
    QCOMPARE(index.size(), 2); // nothing but the new ones
    QCOMPARE(undoText.size(), 2);
}

void tst_UndoCommandStack::undoesAndRedoes()
{
    RootModel model;
    UndoStack steps(model.at(u"_page"));
    UndoCommandStack stack(&steps);
    const std::unique_ptr<QAction> undo(stack.createUndoAction(nullptr));
    QVERIFY(!undo->isEnabled());
    for (int i = 0; i < 4; ++i)
        write(model, u"x", i), steps.separate();
    QVERIFY(undo->isEnabled());
    undo->trigger();
    QCOMPARE(model.get(u"_page.a"), Value(2));
    QCOMPARE(steps.index(), 3);
    stack.setIndex(1);
    QCOMPARE(model.get(u"_page.a"), Value(0));
    stack.redo();
    QCOMPARE(model.get(u"_page.a"), Value(1));
    QCOMPARE(steps.index(), 2);
    write(model, u"new", 9);
    QCOMPARE(texts(stack), QStringList({u"x"_qs, u"x"_qs, u"new"_qs}));
    QVERIFY(!stack.canRedo());
    stack.setIndex(0);
    QVERIFY(model.get(u"_page.a").isUndefined());
    QVERIFY(!undo->isEnabled());
}

void tst_UndoCommandStack::followsTheSource()
{
    RootModel model;
    UndoStack steps(model.at(u"_page"));
    UndoCommandStack stack(&steps);
    write(model, u"one", 1);
    write(model, u"two", 2);
    steps.undo();
    QCOMPARE(stack.index(), 1);
    QCOMPARE(stack.redoText(), u"two"_qs);
    steps.redo();
    QCOMPARE(stack.index(), 2);
    QCOMPARE(model.get(u"_page.a"), Value(2));
    // What is typed on does not make more of them.
    model.stringInsert(u"_page.s", 0, u"a");
    model.stringInsert(u"_page.s", 1, u"b");
    const int count = stack.count();
    model.stringInsert(u"_page.s", 2, u"c");
    QCOMPARE(stack.count(), count);
}

void tst_UndoCommandStack::cleanState()
{
    RootModel model;
    UndoStack steps(model.at(u"_page"));
    UndoCommandStack stack(&steps);
    QSignalSpy clean(&stack, &QUndoStack::cleanChanged);
    QVERIFY(stack.isClean());
    write(model, u"one", 1);
    QVERIFY(!stack.isClean());
    stack.setClean();
    QCOMPARE(steps.cleanIndex(), 1);
    write(model, u"two", 2);
    QCOMPARE(stack.cleanIndex(), 1);
    stack.undo();
    QVERIFY(steps.isClean());
    QVERIFY(stack.isClean());
    steps.resetClean();
    QCOMPARE(stack.cleanIndex(), -1);
    steps.setClean();
    QVERIFY(stack.isClean());
    stack.resetClean();
    QCOMPARE(steps.cleanIndex(), -1);
    QCOMPARE(clean.size(), 7);
}

void tst_UndoCommandStack::stepsThatVanish()
{
    RootModel model;
    model.set(u"_page.a", 0);
    model.set(u"_page.b", 0);
    UndoStack steps(model.at(u"_page"));
    UndoCommandStack stack(&steps);
    write(model, u"a", 1);
    model.pass(Value::object({{Key(u"$label"), u"b"}})).set(u"_page.b", 1);
    const Model other = model.pass(Value::object({{Key(u"$undo"), false}}));
    other.set(u"_page.a", 5); // nothing is left of the first
    QTRY_COMPARE(texts(stack), QStringList{u"b"_qs});
    QCOMPARE(stack.index(), 1);
    other.set(u"_page.b", 5);
    QTRY_COMPARE(stack.count(), 0);
    stack.undo();
    QCOMPARE(model.get(u"_page.b"), Value(5));
}

void tst_UndoCommandStack::macrosAreRefused()
{
    RootModel model;
    UndoStack steps(model.at(u"_page"));
    UndoCommandStack stack(&steps);
    write(model, u"one", 1);
    steps.beginMacro(u"macro"_qs);
    write(model, u"two", 2);
    stack.undo(); // not possible now
    QCOMPARE(stack.index(), 2);
    QCOMPARE(model.get(u"_page.a"), Value(2));
    steps.endMacro();
    QCOMPARE(texts(stack), QStringList({u"one"_qs, u"macro"_qs}));
    stack.undo();
    QCOMPARE(model.get(u"_page.a"), Value(1));
}

void tst_UndoCommandStack::clear()
{
    RootModel model;
    UndoStack steps(model.at(u"_page"));
    UndoCommandStack stack(&steps);
    write(model, u"one", 1);
    stack.clear();
    QCOMPARE(steps.count(), 0);
    write(model, u"two", 2);
    QCOMPARE(stack.count(), 1);
    steps.clear();
    QCOMPARE(stack.count(), 0);
}

void tst_UndoCommandStack::limit()
{
    RootModel model;
    UndoStack steps(model.at(u"_page"));
    steps.setLimit(2);
    UndoCommandStack stack(&steps);
    write(model, u"one", 1);
    write(model, u"two", 2);
    write(model, u"three", 3);
    QCOMPARE(texts(stack), QStringList({u"two"_qs, u"three"_qs}));
    stack.setIndex(0);
    QCOMPARE(model.get(u"_page.a"), Value(1));
}

void tst_UndoCommandStack::group()
{
    RootModel model;
    UndoStack pages(model.at(u"_page"));
    UndoStack others(model.at(u"_other"));
    UndoCommandStack pageStack(&pages);
    UndoCommandStack otherStack(&others);
    QUndoGroup group;
    group.addStack(&pageStack);
    group.addStack(&otherStack);
    otherStack.setActive();
    write(model, u"page", 1);
    QVERIFY(!group.canUndo());
    pageStack.setActive();
    QVERIFY(group.canUndo());
    QCOMPARE(group.undoText(), u"page"_qs);
    group.undo();
    QVERIFY(model.get(u"_page.a").isUndefined());
    group.redo();
    QCOMPARE(model.get(u"_page.a"), Value(1));
}

void tst_UndoCommandStack::sourceGoes()
{
    RootModel model;
    auto steps = std::make_unique<UndoStack>(model.at(u"_page"));
    UndoCommandStack stack(steps.get());
    write(model, u"one", 1);
    QCOMPARE(stack.count(), 1);
    steps.reset();
    QCOMPARE(stack.count(), 0);
    QVERIFY(!stack.source());
    stack.undo();
}

void tst_UndoCommandStack::setSource()
{
    RootModel model;
    UndoStack one(model.at(u"_page"));
    UndoStack two(model.at(u"_other"));
    write(model, u"one", 1);
    UndoCommandStack stack(&one);
    stack.setSource(&two);
    QCOMPARE(stack.count(), 0);
    write(model, u"again", 2);
    QCOMPARE(stack.count(), 0);
    stack.setSource(&one);
    QCOMPARE(texts(stack), QStringList({u"one"_qs, u"again"_qs}));
    stack.setSource(nullptr);
    QCOMPARE(stack.count(), 0);
    QCOMPARE(one.count(), 2);
}

QTEST_MAIN(tst_UndoCommandStack)
#include "tst_undocommandstack.moc"
