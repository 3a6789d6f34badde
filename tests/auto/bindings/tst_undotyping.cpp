// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/twomodels.h"

#include <Racer/undostack.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

// Edits of strings, letter by letter, as an editor makes them.
class tst_UndoTyping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void steps_data();
    void steps();
    void aPauseSeparates();
    void eachEditForItself();
    void movedCaretSeparates();
    void cleanStateSeparates();
    void selectionTypedOver();
    void typedAndTakenBack();
    void others();
    void caret();
    void caretAmongOthers();
    void longText();

private:
    // One key after another, each in a turn of the event loop of its own. "<": backspace, ">": delete.
    void type(const QString &keys, qsizetype &at)
    {
        for (const QChar key : keys) {
            if (key == u'<')
                m_text.stringRemove(--at, 1);
            else if (key == u'>')
                m_text.stringRemove(at, 1);
            else
                m_text.stringInsert(at++, QString(key));
            QCoreApplication::processEvents();
        }
    }
    void type(const QString &keys)
    {
        qsizetype at = m_text.get().size();
        type(keys, at);
    }

    std::unique_ptr<RootModel> m_model;
    Model m_text;
};

void tst_UndoTyping::init()
{
    m_model = std::make_unique<RootModel>();
    m_text = m_model->at(u"_page.text");
    m_text.set(u"");
}

void tst_UndoTyping::steps_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QStringList>("undone"); // what each undo leaves
    QTest::addRow("one word") << QString() << u"hello"_qs << QStringList{QString()};
    QTest::addRow("a step for each word, its blank included")
        << QString() << u"one two three"_qs << QStringList{u"one two "_qs, u"one "_qs, QString()};
    QTest::addRow("lines") << QString() << u"a\n\nb"_qs << QStringList{u"a\n\n"_qs, QString()};
    QTest::addRow("backspace") << u"hello"_qs << u"<<<"_qs << QStringList{u"hello"_qs};
    QTest::addRow("backspace, word by word")
        << u"one two"_qs << u"<<<<<"_qs << QStringList{u"one "_qs, u"one two"_qs};
    QTest::addRow("typing after backspace is a step") << u"abc"_qs << u"<x"_qs << QStringList{u"ab"_qs, u"abc"_qs};
    QTest::addRow("a typing mistake") << QString() << u"ab<c"_qs << QStringList{u"a"_qs, u"ab"_qs, QString()};
}

void tst_UndoTyping::steps()
{
    QFETCH(QString, before);
    QFETCH(QString, keys);
    QFETCH(QStringList, undone);
    m_text.set(before);
    UndoStack stack(m_text);
    stack.setMergeInterval(60'000);
    type(keys);
    const Value after = m_text.get();
    QCOMPARE(stack.count(), int(undone.size()));
    for (const QString &text : undone) {
        stack.undo();
        QCOMPARE(m_text.get().toString(), text);
    }
    stack.setIndex(stack.count());
    QCOMPARE(m_text.get(), after);
}

void tst_UndoTyping::aPauseSeparates()
{
    UndoStack stack(m_text);
    stack.setMergeInterval(1);
    type(u"a"_qs);
    QElapsedTimer pause;
    pause.start();
    QTRY_VERIFY(pause.hasExpired(5));
    type(u"b"_qs);
    QCOMPARE(stack.count(), 2);
}

void tst_UndoTyping::eachEditForItself()
{
    UndoStack stack(m_text);
    stack.setMergeInterval(0);
    type(u"abc"_qs);
    QCOMPARE(stack.count(), 3);
}

void tst_UndoTyping::movedCaretSeparates()
{
    UndoStack stack(m_text);
    stack.setMergeInterval(60'000);
    type(u"abc"_qs);
    qsizetype at = 1;
    type(u"xy"_qs, at);
    QCOMPARE(stack.count(), 2);
    stack.separate();
    type(u"z"_qs, at);
    QCOMPARE(stack.count(), 3);
    m_model->set(u"_page.other", 1); // no step
    type(u"q"_qs, at);
    QCOMPARE(stack.count(), 3);
    stack.setIndex(1);
    QCOMPARE(m_text.get(), Value(u"abc"));
}

void tst_UndoTyping::cleanStateSeparates()
{
    UndoStack stack(m_text);
    stack.setMergeInterval(60'000);
    type(u"abc"_qs);
    stack.setClean();
    type(u"d"_qs);
    QCOMPARE(stack.count(), 2);
    stack.undo();
    QVERIFY(stack.isClean());
    QCOMPARE(m_text.get(), Value(u"abc"));
}

void tst_UndoTyping::selectionTypedOver()
{
    m_text.set(u"one two");
    UndoStack stack(m_text);
    stack.setMergeInterval(60'000);
    m_text.stringRemove(0, 3); // in one turn of the event loop
    m_text.stringInsert(0, u"1");
    QCoreApplication::processEvents();
    qsizetype at = 1;
    type(u"st"_qs, at);
    QCOMPARE(m_text.get(), Value(u"1st two"));
    QCOMPARE(stack.count(), 1);
    stack.undo();
    QCOMPARE(m_text.get(), Value(u"one two"));
}

void tst_UndoTyping::typedAndTakenBack()
{
    UndoStack stack(m_text);
    m_text.stringInsert(0, u"a");
    m_text.stringRemove(0, 1);
    QCOMPARE(stack.count(), 0);
    QVERIFY(!stack.canUndo());
    type(u"b"_qs);
    QCOMPARE(stack.count(), 1);
}

// Two people in one text: each undoes only what he has typed.
void tst_UndoTyping::others()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"notes.n", json(R"({"s":""})"))));
    QVERIFY(confirmed(two.m.subscribe(u"notes.n")));
    QVERIFY(confirmed(two.o.subscribe(u"notes.n")));
    UndoStack mine(two.m.at(u"notes.n.s"));
    UndoStack theirs(two.o.at(u"notes.n.s"));
    mine.setMergeInterval(60'000);
    theirs.setMergeInterval(60'000);
    const QString word = u"mine"_qs;
    const QString other = u"THEIRS"_qs;
    for (int i = 0; i < 6; ++i) {
        if (i < 4)
            two.m.stringInsert(u"notes.n.s", i, word.mid(i, 1));
        two.o.stringInsert(u"notes.n.s", two.o.get(u"notes.n.s").size(), other.mid(i, 1));
        QVERIFY(two.settle());
    }
    QTRY_COMPARE(two.m.get(u"notes.n.s"), Value(u"mineTHEIRS"));
    QCOMPARE(mine.count(), 1);
    QCOMPARE(theirs.count(), 1);
    mine.undo();
    QVERIFY(two.settle());
    QTRY_COMPARE(two.o.get(u"notes.n.s"), Value(u"THEIRS"));
    mine.redo();
    theirs.undo();
    QVERIFY(two.settle());
    QCOMPARE(two.o.get(u"notes.n.s"), Value(u"mine"));
    QTRY_COMPARE(two.m.get(u"notes.n.s"), Value(u"mine"));
}

void tst_UndoTyping::caret()
{
    m_text.set(u"one three");
    UndoStack stack(m_text);
    QSignalSpy caret(&stack, &UndoStack::caretMoved);
    m_text.stringInsert(4, u"two ");
    QCoreApplication::processEvents();
    m_text.stringRemove(0, 4);
    stack.undo();
    QCOMPARE(caret.size(), 1);
    QCOMPARE(caret[0][0].value<Path>().toString(), u"_page.text"_qs);
    QCOMPARE(caret[0][1].toInt(), 4);
    stack.undo();
    QCOMPARE(caret[1][1].toInt(), 4);
    stack.redo();
    QCOMPARE(caret[2][1].toInt(), 8);
    stack.redo();
    QCOMPARE(caret[3][1].toInt(), 0);
    m_model->set(u"_page.text", u"whole");
    stack.undo();
    QCOMPARE(caret.size(), 4);
}

void tst_UndoTyping::caretAmongOthers()
{
    m_text.set(u"ab");
    UndoStack stack(m_text);
    QSignalSpy caret(&stack, &UndoStack::caretMoved);
    m_text.stringInsert(1, u"XX");
    m_text.pass(json(R"({"$undo":false})")).stringInsert(0, u"....");
    stack.undo();
    QCOMPARE(m_text.get(), Value(u"....ab"));
    QCOMPARE(caret[0][1].toInt(), 5);
}

// What a key costs does not depend on the text's length, and the steps keep no copies of it.
void tst_UndoTyping::longText()
{
    m_text.set(QString(100'000, u'x'));
    UndoStack stack(m_text);
    stack.setMergeInterval(60'000);
    qsizetype at = 50'000;
    for (int i = 0; i < 200; ++i)
        type(u"word "_qs, at);
    QCOMPARE(stack.count(), 200);
    stack.setIndex(0);
    QCOMPARE(m_text.get().toString(), QString(100'000, u'x'));
    stack.setIndex(200);
    QCOMPARE(m_text.get().size(), 101'000);
}

QTEST_GUILESS_MAIN(tst_UndoTyping)
#include "tst_undotyping.moc"
