// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"
#include "../model/modeltest.h"

#include <Racer/documenttextbinding.h>
#include <Racer/undostack.h>

#include <QtGui/QTextBlock>
#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

using Edit = std::function<void(QTextDocument &document, QTextCursor &cursor)>;
Q_DECLARE_METATYPE(Edit)

class tst_TextDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheText_data();
    void showsTheText();
    void edits_data();
    void edits();
    void formats();
    void emptiedAndFilled();
    void cursorsOfOthers();
    void ownUndoIsOff();
    void otherDocuments();
    void unboundDocumentKeepsItsText();
    void documentGoesAway();
    void randomEdits();
};

void tst_TextDocument::showsTheText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("paragraphs");
    QTest::newRow("nothing") << QString() << 1;
    QTest::newRow("one line") << u"one"_qs << 1;
    QTest::newRow("three lines") << u"one\ntwo\nthree"_qs << 3;
    QTest::newRow("an empty line at the end") << u"one\n"_qs << 2;
    QTest::newRow("lines of a DOS text") << u"one\r\ntwo\r\n"_qs << 3;
    QTest::newRow("separators of Unicode") << u"one\u2029two\u2028three"_qs << 2;
    QTest::newRow("spaces that do not break, and emoji") << u"a\u00a0b \U0001F600"_qs << 1;
    QTest::newRow("markup") << u"<b>bold</b> & so on"_qs << 1;
}

// All places are the same in both, whatever is in the text.
void tst_TextDocument::showsTheText()
{
    QFETCH(QString, text);
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(text);
    QTextDocument document;
    const DocumentTextBinding binding(&document, place);
    QCOMPARE(document.characterCount() - 1, text.size());
    QTEST(document.blockCount(), "paragraphs");

    QTextCursor cursor(&document);
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(u"!"_qs);
    QCOMPARE(place.get().toString(), text + u'!');
    place.stringInsert(text.size(), u"?");
    QCOMPARE(document.characterCount() - 1, text.size() + 2);
    QCOMPARE(document.characterAt(int(text.size())), QChar(u'?'));
}

void tst_TextDocument::edits_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const Edit &edit, const QString &text) {
        QTest::newRow(name) << edit << text;
    };
    row("a new paragraph", [](QTextDocument &, QTextCursor &c) { c.setPosition(3); c.insertBlock(); },
        u"one\n\ntwo\nthree"_qs);
    row("a new line in the paragraph", [](QTextDocument &, QTextCursor &c) {
        c.setPosition(1);
        c.insertText(QString(QChar::LineSeparator));
    }, u"o\nne\ntwo\nthree"_qs);
    row("two paragraphs joined", [](QTextDocument &, QTextCursor &c) { c.setPosition(4); c.deletePreviousChar(); },
        u"onetwo\nthree"_qs);
    row("a selection across paragraphs replaced", [](QTextDocument &, QTextCursor &c) {
        c.setPosition(2);
        c.setPosition(9, QTextCursor::KeepAnchor);
        c.insertText(u"X\nY"_qs);
    }, u"onX\nYhree"_qs);
    row("several edits in one block of them", [](QTextDocument &, QTextCursor &c) {
        c.beginEditBlock();
        c.insertText(u"A"_qs);
        c.movePosition(QTextCursor::End);
        c.insertText(u"B"_qs);
        c.setPosition(2);
        c.deleteChar();
        c.endEditBlock();
    }, u"Aoe\ntwo\nthreeB"_qs);
    row("the text set", [](QTextDocument &d, QTextCursor &) { d.setPlainText(u"one\ntwo\nfour"_qs); },
        u"one\ntwo\nfour"_qs);
    row("the text set to nothing", [](QTextDocument &d, QTextCursor &) { d.clear(); }, u""_qs);
    row("HTML set", [](QTextDocument &d, QTextCursor &) { d.setHtml(u"<p>one <b>bold</b></p><p>two</p>"_qs); },
        u"one bold\ntwo"_qs);
    row("everything removed", [](QTextDocument &, QTextCursor &c) {
        c.select(QTextCursor::Document);
        c.removeSelectedText();
    }, u""_qs);
}

void tst_TextDocument::edits()
{
    QFETCH(Edit, edit);
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"one\ntwo\nthree");
    QTextDocument document;
    const DocumentTextBinding binding(&document, place);
    QTextCursor cursor(&document);
    edit(document, cursor);
    QTEST(place.get().toString(), "text");
    place.stringInsert(0, u"# ");
    QCOMPARE(document.toPlainText(), place.get().toString());
}

void tst_TextDocument::formats()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"one\r\ntwo");
    QTextDocument document;
    const DocumentTextBinding binding(&document, place);
    QSignalSpy changed(&model, &RootModel::changed);
    QTextCursor cursor(&document);
    cursor.select(QTextCursor::Document);
    QTextCharFormat bold;
    bold.setFontWeight(QFont::Bold);
    cursor.mergeCharFormat(bold);
    QTextBlockFormat centred;
    centred.setAlignment(Qt::AlignCenter);
    cursor.mergeBlockFormat(centred);
    QCOMPARE(changed.size(), 0);
    place.stringInsert(1, u"x");
    cursor.setPosition(2);
    QCOMPARE(cursor.charFormat().fontWeight(), int(QFont::Bold)); // as of what is around it
}

void tst_TextDocument::emptiedAndFilled()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    QTextDocument document;
    const DocumentTextBinding binding(&document, place);
    for (const auto *const text : {u"a\nb", u"", u"\n", u"\n\n", u"x"}) {
        place.set(text);
        QCOMPARE(document.toPlainText(), QString::fromUtf16(text));
        document.setPlainText(u"-"_qs + QString::fromUtf16(text));
        QCOMPARE(place.get().toString(), document.toPlainText());
    }
}

void tst_TextDocument::cursorsOfOthers()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"one two three");
    QTextDocument document;
    const DocumentTextBinding binding(&document, place);
    QTextCursor mark(&document);
    mark.setPosition(8);
    QSignalSpy changes(&document, &QTextDocument::contentsChange);
    place.set(u"one three");
    QCOMPARE(mark.position(), 5);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][1].toInt(), 4);
}

void tst_TextDocument::ownUndoIsOff()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    QTextDocument document;
    {
        DocumentTextBinding binding(&document, place);
        QVERIFY(!document.isUndoRedoEnabled());
        QTextCursor(&document).insertText(u"mine"_qs);
        place.stringInsert(0, u"also ");
        document.undo();
        QCOMPARE(document.toPlainText(), u"also mine"_qs);
        binding.undo();
        QVERIFY(document.toPlainText() != u"also mine"_qs);
    }
    QVERIFY(document.isUndoRedoEnabled());
}

void tst_TextDocument::otherDocuments()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"text");
    QTextDocument first;
    QTextDocument second;
    DocumentTextBinding binding(&first, place);
    binding.setDocument(&second);
    QCOMPARE(second.toPlainText(), u"text"_qs);
    QVERIFY(first.isUndoRedoEnabled());
    QTextCursor(&first).insertText(u"x"_qs);
    QCOMPARE(place.get(), Value(u"text"));
    binding.setDocument(nullptr);
    QVERIFY(!binding.document());
    QCOMPARE(second.toPlainText(), u"text"_qs);
    place.stringInsert(0, u"y");
    QCOMPARE(second.toPlainText(), u"text"_qs);
}

void tst_TextDocument::unboundDocumentKeepsItsText()
{
    QTextDocument document;
    document.setPlainText(u"mine"_qs);
    DocumentTextBinding binding;
    binding.setDocument(&document);
    binding.clearSource();
    QCOMPARE(document.toPlainText(), u"mine"_qs);
    QTextCursor(&document).insertText(u"x"_qs);
    RootModel model;
    binding.setSource(model.at(u"_notes.n1.text"));
    QCOMPARE(document.toPlainText(), QString());
    QVERIFY(model.get(u"_notes.n1.text").isUndefined());
}

void tst_TextDocument::documentGoesAway()
{
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    auto document = std::make_unique<QTextDocument>();
    DocumentTextBinding binding(document.get(), place);
    document.reset();
    place.set(u"x");
    binding.clearSource();
    QVERIFY(!binding.document());
}

// Of the document's and the model's side, with all that a document may say about a change.
void tst_TextDocument::randomEdits()
{
    const quint32 seed = testSeed();
    QRandomGenerator random(seed);
    const int steps = std::max(1500, qEnvironmentVariableIntValue("RACER_FUZZ_STEPS"));
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"");
    QTextDocument document;
    const DocumentTextBinding binding(&document, place);
    const QString pieces[] = {u"a"_qs, u"\n"_qs, u"b\nc"_qs, u"\n\n"_qs, u"\U0001F600"_qs, u"word "_qs};
    for (int step = 0; step < steps; ++step) {
        const int size = document.characterCount() - 1;
        const int from = random.bounded(size + 1);
        const int to = std::min(size, from + random.bounded(size > 200 ? 80 : 5));
        QTextCursor cursor(&document);
        cursor.setPosition(from);
        cursor.setPosition(to, QTextCursor::KeepAnchor);
        switch (random.bounded(8)) {
        case 0: cursor.removeSelectedText(); break;
        case 1: cursor.insertBlock(); break;
        case 2: cursor.insertText(pieces[random.bounded(6)]); break;
        case 3: place.stringInsert(from, pieces[random.bounded(6)]); break;
        case 4: place.stringRemove(from, to - from); break;
        case 5:
            cursor.beginEditBlock();
            cursor.insertText(pieces[random.bounded(6)]);
            cursor.setPosition(random.bounded(document.characterCount()));
            cursor.insertText(pieces[random.bounded(6)]);
            cursor.endEditBlock();
            break;
        case 6: {
            QTextBlockFormat format;
            format.setIndent(random.bounded(3));
            cursor.setBlockFormat(format);
            break;
        }
        default: place.set(place.get().toString().left(from) + pieces[random.bounded(6)]); break;
        }
        QVERIFY2(document.toPlainText() == place.get().toString(),
                 qPrintable(u"seed %1, step %2"_qs.arg(seed).arg(step)));
    }
}

QTEST_MAIN(tst_TextDocument)
#include "tst_textdocument.moc"
