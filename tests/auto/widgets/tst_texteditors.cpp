// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"
#include "../gui/caretcases.h"
#include "../model/twomodels.h"
#include "editor.h"

#include <Racer/undostack.h>

#include <QtGui/QIntValidator>
#include <QtGui/QTextBlock>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QScrollBar>

using namespace Racer;
using namespace ModelTest;

namespace {

std::unique_ptr<Editor> makeEditor()
{
    QFETCH_GLOBAL(QString, widget);
    return makeEditor(widget);
}

void compose(QWidget *widget, const QString &preedit, const QString &commit = {})
{
    QInputMethodEvent event(preedit, {});
    event.setCommitString(commit);
    QCoreApplication::sendEvent(widget, &event);
}

// Two people's models of one text.
struct OneText : TwoModels
{
    explicit OneText(const QString &text)
    {
        ready = confirmed(m.create(u"notes.n1", Value::object({{Key(u"text"), Value(text)}})))
            && confirmed(m.subscribe(u"notes.n1")) && confirmed(o.subscribe(u"notes.n1"));
    }
    [[nodiscard]] QString text() const { return m.get(u"notes.n1.text").toString(); }
    [[nodiscard]] QString othersText() const { return o.get(u"notes.n1.text").toString(); }

    bool ready = false;
    const Model mine = m.at(u"notes.n1.text");
    const Model others = o.at(u"notes.n1.text");
};

} // namespace

class tst_TextEditors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void carets_data();
    void carets();
    void typing();
    void bothType();
    void undoOwnTyping();
    void undoWithOthersInBetween();
    void undoKeysWithoutAnything();
    void sharedUndoStack();
    void composing();
    void composingAndOthers_data();
    void composingAndOthers();
    void composingWithoutCommit();
    void composingWhileFocusGoes();
    void programSetsText();
    void surrogates();
    void otherPath();
    void refusedEdit();
    void readOnly();
    void twoEditorsOfOneModel();
    void editorGoesAway();
    void bindingGoesAway();
    void modelGoesAway();
    void scrolled();
    void lengthLimit();
    void validator();
    void randomTyping();
};

void tst_TextEditors::initTestCase_data()
{
    QTest::addColumn<QString>("widget");
    for (const char *widget : {"QLineEdit", "QPlainTextEdit", "QTextEdit"})
        QTest::newRow(widget) << QString::fromLatin1(widget);
}

void tst_TextEditors::carets_data()
{
    addCaretCases();
}

void tst_TextEditors::carets()
{
    QFETCH(OthersEdit, edit);
    QFETCH(TextRange, before);
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"one two three");
    const auto editor = makeEditor();
    const auto binding = editor->bind(place);
    QCOMPARE(editor->text(), u"one two three"_qs);
    editor->select(before);
    edit(place);
    QTEST(editor->text(), "text");
    QTEST(editor->selection(), "after");
    QCOMPARE(place.get().toString(), editor->text());
}

void tst_TextEditors::typing()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    const auto editor = makeEditor();
    const auto binding = editor->bind(place);
    QStringList writes;
    model.on<ChangeEvent>(u"_notes.n1.text", [&writes](const ChangeEvent &event) {
        writes << QString::fromUtf8(Json::stringify(event.passed.values));
    });
    QTest::keyClicks(editor->widget(), u"ab"_qs);
    QTest::keyClick(editor->widget(), Qt::Key_Left);
    QTest::keyClicks(editor->widget(), u"c"_qs);
    QTest::keyClick(editor->widget(), Qt::Key_Backspace);
    QTest::keyClick(editor->widget(), Qt::Key_Delete);
    QCOMPARE(place.get(), Value(u"a"));
    QCOMPARE(writes, QStringList({
        uR"({"$stringInsert":{"index":0,"text":"a"}})"_qs, uR"({"$stringInsert":{"index":1,"text":"b"}})"_qs,
        uR"({"$stringInsert":{"index":1,"text":"c"}})"_qs, uR"({"$stringRemove":{"index":1,"howMany":1}})"_qs,
        uR"({"$stringRemove":{"index":1,"howMany":1}})"_qs}));
    editor->select({0, 1});
    QTest::keyClicks(editor->widget(), u"x"_qs);
    QCOMPARE(place.get(), Value(u"x"));
}

// Each at the other end of the text, with deliveries at any time.
void tst_TextEditors::bothType()
{
    OneText text(u"[]"_qs);
    QVERIFY(text.ready);
    const auto mine = makeEditor();
    const auto theirs = makeEditor();
    const auto myBinding = mine->bind(text.mine);
    const auto theirBinding = theirs->bind(text.others);
    mine->select({1, 1});
    theirs->select({2, 2});
    for (int i = 0; i < 20; ++i) {
        QTest::keyClicks(mine->widget(), QString(QChar(char16_t(u'a' + i))));
        if (i % 3 == 0)
            QCoreApplication::processEvents();
        QTest::keyClicks(theirs->widget(), QString(QChar(char16_t(u'A' + i))));
        if (i % 4 == 0)
            QCoreApplication::processEvents();
    }
    QVERIFY(text.settle());
    QCOMPARE(text.text(), u"[abcdefghijklmnopqrst]ABCDEFGHIJKLMNOPQRST"_qs);
    QCOMPARE(text.othersText(), text.text());
    QCOMPARE(mine->text(), text.text());
    QCOMPARE(theirs->text(), text.text());
    QCOMPARE(mine->selection(), TextRange::caret(21));
    QCOMPARE(theirs->selection(), TextRange::caret(42));
}

void tst_TextEditors::undoOwnTyping()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"start ");
    const auto editor = makeEditor();
    const auto binding = editor->bind(place);
    QVERIFY(!binding->canUndo());
    QSignalSpy canUndo(binding.get(), &TextBinding::canUndoChanged);
    editor->select({6, 6});
    QTest::keyClicks(editor->widget(), u"word"_qs);
    QVERIFY(binding->canUndo());
    QVERIFY(!canUndo.isEmpty());
    QTest::keyClick(editor->widget(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor->text(), u"start "_qs);
    QCOMPARE(editor->selection(), TextRange::caret(6));
    QVERIFY(binding->canRedo());
    QTest::keySequence(editor->widget(), QKeySequence(QKeySequence::Redo));
    QCOMPARE(editor->text(), u"start word"_qs);
    QCOMPARE(editor->selection(), TextRange::caret(10));
    QCOMPARE(place.get().toString(), editor->text());
}

void tst_TextEditors::undoWithOthersInBetween()
{
    OneText text(u"start "_qs);
    QVERIFY(text.ready);
    const auto editor = makeEditor();
    const auto binding = editor->bind(text.mine);
    editor->select({6, 6});
    QTest::keyClicks(editor->widget(), u"word"_qs);
    QVERIFY(text.settle());
    text.others.stringInsert(0, u"They: ");
    text.others.stringInsert(14, u"--");
    QVERIFY(text.settle());
    QCOMPARE(editor->text(), u"They: start wo--rd"_qs);
    QTest::keyClick(editor->widget(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor->text(), u"They: start --"_qs);
    QTest::keyClick(editor->widget(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor->text(), u"They: start --"_qs);
    binding->redo();
    QCOMPARE(editor->text(), u"They: start wo--rd"_qs);
    QVERIFY(text.settle());
    QCOMPARE(text.othersText(), editor->text());
}

void tst_TextEditors::undoKeysWithoutAnything()
{
    RootModel model;
    const auto editor = makeEditor();
    const auto binding = editor->bind(Model());
    QVERIFY(!binding->undoStack());
    QTest::keyClicks(editor->widget(), u"free"_qs);
    QTest::keyClick(editor->widget(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor->text(), u"free"_qs);
    binding->setSource(model.at(u"_notes.n1.text"));
    QCOMPARE(editor->text(), QString());
    QVERIFY(binding->undoStack());
    QVERIFY(!binding->canUndo());
    QTest::keyClick(editor->widget(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor->text(), QString());
}

void tst_TextEditors::sharedUndoStack()
{
    RootModel model;
    model.set(u"_notes.n1", json(R"({"title":"","text":""})"));
    UndoStack stack(model.at(u"_notes.n1"));
    const auto title = makeEditor();
    const auto body = makeEditor();
    const auto titleBinding = title->bind(model.at(u"_notes.n1.title"));
    const auto bodyBinding = body->bind(model.at(u"_notes.n1.text"));
    titleBinding->setUndoStack(&stack);
    bodyBinding->setUndoStack(&stack);
    QTest::keyClicks(title->widget(), u"T"_qs);
    QTest::keyClicks(body->widget(), u"B"_qs);
    QCOMPARE(stack.count(), 2);
    QTest::keyClick(title->widget(), Qt::Key_Z, Qt::ControlModifier); // the last thing, wherever it was
    QCOMPARE(body->text(), QString());
    QCOMPARE(title->text(), u"T"_qs);
    titleBinding->setUndoStack(nullptr);
    QVERIFY(titleBinding->undoStack() != &stack);
    QVERIFY(!titleBinding->canUndo());
    QVERIFY(bodyBinding->canUndo());
}

void tst_TextEditors::composing()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"ab");
    const auto editor = makeEditor();
    const auto binding = editor->bind(place);
    editor->select({1, 1});
    QSignalSpy writes(&model, &RootModel::changed);
    compose(editor->widget(), u"n"_qs);
    compose(editor->widget(), u"ni"_qs);
    QVERIFY(binding->isComposing());
    QCOMPARE(writes.size(), 0);
    QCOMPARE(place.get(), Value(u"ab"));
    compose(editor->widget(), {}, u"\u4f60"_qs);
    QCOMPARE(place.get(), Value(u"a\u4f60b"));
    QTRY_VERIFY(!binding->isComposing());
    QCOMPARE(writes.size(), 1);
    QCOMPARE(editor->selection(), TextRange::caret(2));
}

void tst_TextEditors::composingAndOthers_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<QString>("result");
    QTest::addColumn<int>("caret");
    QTest::newRow("others write before it") << 0 << u"XYa\u4f60b"_qs << 4;
    QTest::newRow("others write at it") << 1 << u"a\u4f60XYb"_qs << 2;
    QTest::newRow("others write after it") << 2 << u"a\u4f60bXY"_qs << 2;
}

void tst_TextEditors::composingAndOthers()
{
    QFETCH(int, at);
    OneText text(u"ab"_qs);
    QVERIFY(text.ready);
    const auto editor = makeEditor();
    const auto binding = editor->bind(text.mine);
    editor->select({1, 1});
    compose(editor->widget(), u"ni"_qs);
    text.others.stringInsert(at, u"XY");
    QVERIFY(text.settle());
    QCOMPARE(text.text().size(), 4);
    QCOMPARE(editor->text().remove(u"ni"_qs), u"ab"_qs); // what is composed is not touched
    compose(editor->widget(), u"nih"_qs);
    QVERIFY(binding->isComposing());
    compose(editor->widget(), {}, u"\u4f60"_qs);
    QTEST(text.text(), "result");
    QTRY_COMPARE(editor->text(), text.text());
    QTEST(int(editor->selection().position), "caret");
    QVERIFY(text.settle());
    QCOMPARE(text.othersText(), text.text());
}

void tst_TextEditors::composingWithoutCommit()
{
    OneText text(u"ab"_qs);
    QVERIFY(text.ready);
    const auto editor = makeEditor();
    const auto binding = editor->bind(text.mine);
    editor->select({1, 1});
    compose(editor->widget(), u"ni"_qs);
    text.others.stringInsert(2, u"XY");
    QVERIFY(text.settle());
    compose(editor->widget(), {});
    QTRY_COMPARE(editor->text(), u"abXY"_qs);
    QCOMPARE(text.text(), u"abXY"_qs);
}

// Some input methods say nothing then.
void tst_TextEditors::composingWhileFocusGoes()
{
    OneText text(u"ab"_qs);
    QVERIFY(text.ready);
    const auto editor = makeEditor();
    const auto binding = editor->bind(text.mine);
    compose(editor->widget(), u"ni"_qs);
    QFocusEvent out(QEvent::FocusOut);
    QCoreApplication::sendEvent(editor->widget(), &out);
    QTRY_VERIFY(!binding->isComposing());
}

void tst_TextEditors::programSetsText()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"one two three");
    const auto editor = makeEditor();
    const auto binding = editor->bind(place);
    Value passed;
    model.on<ChangeEvent>(u"_notes.n1.text", [&](const ChangeEvent &event) { passed = event.passed.values; });
    editor->setText(u"one three"_qs);
    QCOMPARE(place.get(), Value(u"one three"));
    if (qobject_cast<QLineEdit *>(editor->widget())) // a document says that all was removed, and then inserted
        QCOMPARE(text(passed), uR"({"$stringRemove":{"index":5,"howMany":4}})"_qs);
}

void tst_TextEditors::surrogates()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"a\U0001F600b");
    const auto editor = makeEditor();
    const auto binding = editor->bind(place);
    editor->select({3, 3});
    QTest::keyClick(editor->widget(), Qt::Key_Backspace);
    QCOMPARE(place.get().toString().left(1), u"a"_qs);
    QVERIFY(!place.get().toString().contains(QChar(0xd83d)));
    place.stringInsert(1, u"\U0001F601");
    QCOMPARE(editor->text(), u"a\U0001F601b"_qs);
    QCOMPARE(editor->selection(), TextRange::caret(1));
}

void tst_TextEditors::otherPath()
{
    RootModel model;
    model.set(u"_notes.n1", json(R"({"a":"first","b":"second"})"));
    const auto editor = makeEditor();
    const auto binding = editor->bind(model.at(u"_notes.n1.a"));
    QTest::keyClicks(editor->widget(), u"x"_qs);
    binding->setSource(model.at(u"_notes.n1.b"));
    QCOMPARE(editor->text(), u"second"_qs);
    QVERIFY(!binding->canUndo());
    QTest::keyClicks(editor->widget(), u"y"_qs);
    QCOMPARE(model.get(u"_notes.n1.a"), Value(u"xfirst"));
    QCOMPARE(model.get(u"_notes.n1.b"), Value(u"ysecond"));
    binding->clearSource();
    QCOMPARE(editor->text(), QString());
    QCOMPARE(model.get(u"_notes.n1.b"), Value(u"ysecond"));
}

void tst_TextEditors::refusedEdit()
{
    RootModel model;
    model.set(u"_notes.n1.text", 5);
    QSignalSpy errors(&model, &RootModel::error);
    const auto editor = makeEditor();
    const auto binding = editor->bind(model.at(u"_notes.n1.text"));
    QVERIFY(!binding->sharedText()->isEditable());
    QTest::keyClicks(editor->widget(), u"x"_qs);
    QTRY_COMPARE(editor->text(), QString());
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(model.get(u"_notes.n1.text"), Value(5));
}

void tst_TextEditors::readOnly()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    const auto editor = makeEditor();
    editor->widget()->setProperty("readOnly", true);
    const auto binding = editor->bind(place);
    place.set(u"shown");
    QCOMPARE(editor->text(), u"shown"_qs);
    QTest::keyClicks(editor->widget(), u"x"_qs);
    QCOMPARE(place.get(), Value(u"shown"));
}

void tst_TextEditors::twoEditorsOfOneModel()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"ab");
    const auto first = makeEditor();
    const auto second = makeEditor();
    const auto firstBinding = first->bind(place);
    const auto secondBinding = second->bind(place);
    second->select({2, 2});
    first->select({1, 1});
    QTest::keyClicks(first->widget(), u"xy"_qs);
    QCOMPARE(second->text(), u"axyb"_qs);
    QCOMPARE(second->selection(), TextRange::caret(4));
}

void tst_TextEditors::editorGoesAway()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    auto editor = makeEditor();
    const auto binding = editor->bind(place);
    editor.reset();
    place.set(u"x");
    place.stringInsert(0, u"y");
    binding->undo(); // it was this model that wrote
    binding->clearSource();
    QCOMPARE(place.get(), Value(u"x"));
}

void tst_TextEditors::bindingGoesAway()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    const auto editor = makeEditor();
    auto binding = editor->bind(place);
    QTest::keyClicks(editor->widget(), u"x"_qs);
    binding.reset();
    QTest::keyClicks(editor->widget(), u"y"_qs);
    place.stringInsert(0, u"z");
    QCOMPARE(editor->text(), u"xy"_qs);
    QTest::keyClick(editor->widget(), Qt::Key_Z, Qt::ControlModifier); // the editor's own again
    QVERIFY(editor->text() != u"xy"_qs);
    QCOMPARE(place.get(), Value(u"zx"));
}

void tst_TextEditors::modelGoesAway()
{
    auto model = std::make_unique<RootModel>();
    model->set(u"_notes.n1.text", u"abc");
    const auto editor = makeEditor();
    const auto binding = editor->bind(model->at(u"_notes.n1.text"));
    model.reset();
    QCOMPARE(editor->text(), QString());
    QTest::keyClicks(editor->widget(), u"x"_qs);
    QCOMPARE(editor->text(), u"x"_qs);
}

// What is seen stays while others write above it, and at the caret, which is out of sight.
void tst_TextEditors::scrolled()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    QString lines;
    for (int i = 0; i < 400; ++i)
        lines += u"line %1\n"_qs.arg(i);
    place.set(lines);
    const auto editor = makeEditor();
    auto *const area = qobject_cast<QAbstractScrollArea *>(editor->widget());
    if (!area)
        QSKIP("A line edit scrolls with its caret");
    const auto binding = editor->bind(place);
    area->resize(300, 200);
    area->show();
    QVERIFY(QTest::qWaitForWindowExposed(area));
    editor->select({3, 3});
    QScrollBar *const bar = area->verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    const auto firstLine = [area] {
        if (auto *const plain = qobject_cast<QPlainTextEdit *>(area))
            return plain->cursorForPosition(QPoint(0, 0)).block().text();
        return static_cast<QTextEdit *>(area)->cursorForPosition(QPoint(0, 0)).block().text();
    };
    const QString seen = firstLine();
    QVERIFY(seen.startsWith(u"line"_qs));
    place.stringInsert(0, u"a\nb\nc\nd\ne\n");
    QCOMPARE(firstLine(), seen);
    place.stringInsert(13, u"at the caret\n");
    QCOMPARE(firstLine(), seen);
    QCOMPARE(editor->selection(), TextRange::caret(13));
    place.stringRemove(0, 8);
    QCOMPARE(firstLine(), seen);
}

void tst_TextEditors::lengthLimit()
{
    QFETCH_GLOBAL(QString, widget);
    if (widget != u"QLineEdit")
        QSKIP("Only a line edit has a greatest length");
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"0123456789");
    QLineEdit edit;
    edit.setMaxLength(5);
    const LineEditBinding binding(&edit, place, nullptr);
    QCOMPARE(edit.text(), u"01234"_qs);
    QCOMPARE(place.get(), Value(u"0123456789"));
    edit.setCursorPosition(2);
    QTest::keyClick(&edit, Qt::Key_Backspace);
    QCOMPARE(place.get(), Value(u"023456789"));
    place.stringInsert(0, u"x");
    QCOMPARE(edit.text(), u"x0234"_qs);
    place.stringRemove(6, 4);
    QCOMPARE(edit.text(), u"x0234"_qs);
    place.stringRemove(3, 3);
    QCOMPARE(edit.text(), u"x02"_qs);
    QTest::keyClicks(&edit, u"y"_qs);
    QCOMPARE(place.get().toString(), edit.text());
}

// Others do not know of it, and what they wrote is not lost.
void tst_TextEditors::validator()
{
    QFETCH_GLOBAL(QString, widget);
    if (widget != u"QLineEdit")
        QSKIP("Only a line edit has a validator");
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"12");
    QLineEdit edit;
    edit.setValidator(new QIntValidator(&edit));
    const LineEditBinding binding(&edit, place, nullptr);
    place.stringInsert(1, u"abc");
    QCOMPARE(edit.text(), u"1abc2"_qs);
    place.stringRemove(1, 3);
    edit.setCursorPosition(2);
    QTest::keyClicks(&edit, u"x3"_qs);
    QCOMPARE(place.get(), Value(u"123"));
}

// Keys, selections, undo and composition on both sides, with deliveries at any time.
void tst_TextEditors::randomTyping()
{
    const quint32 seed = testSeed();
    QRandomGenerator random(seed);
    const int steps = std::max(150, qEnvironmentVariableIntValue("RACER_FUZZ_STEPS"));
    OneText text(u"one two three"_qs);
    QVERIFY(text.ready);
    const std::unique_ptr<Editor> editors[] = {makeEditor(), makeEditor(u"QPlainTextEdit"_qs)};
    const std::unique_ptr<TextBinding> bindings[] = {editors[0]->bind(text.mine), editors[1]->bind(text.others)};
    for (int step = 0; step < steps; ++step) {
        const int who = random.bounded(2);
        Editor &editor = *editors[who];
        const auto place = [&] { return random.bounded(int(editor.text().size()) + 1); };
        switch (random.bounded(10)) {
        case 0: editor.select(TextRange::caret(place())); break;
        case 1: editor.select({place(), place()}); break;
        case 2: QTest::keyClick(editor.widget(), Qt::Key_Backspace); break;
        case 3: QTest::keyClick(editor.widget(), Qt::Key_Delete); break;
        case 4: QTest::keyClick(editor.widget(), Qt::Key_Z, Qt::ControlModifier); break;
        case 5:
            compose(editor.widget(), u"ni"_qs);
            QCoreApplication::processEvents();
            compose(editor.widget(), {}, random.bounded(2) ? u"\u4f60"_qs : QString());
            break;
        default: QTest::keyClicks(editor.widget(), QString(QChar(char16_t(u'a' + random.bounded(26)))));
        }
        if (random.bounded(3) == 0)
            QCoreApplication::processEvents();
    }
    QVERIFY(text.settle());
    const QByteArray where = "seed " + QByteArray::number(seed);
    QVERIFY2(QTest::qWaitFor([&] { return text.text() == text.othersText(); }), where);
    for (int who = 0; who < 2; ++who)
        QVERIFY2(QTest::qWaitFor([&] { return editors[who]->text() == text.text(); }), where);
}

QTEST_MAIN(tst_TextEditors)
#include "tst_texteditors.moc"
