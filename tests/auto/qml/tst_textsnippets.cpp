// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// The examples of doc/text.md: shown as they are, and run.
#include "text/follow.cpp"
#include "text/widgets.cpp"

#include <Racer/rootmodel.h>

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtTest/QTest>

using namespace Racer;

class tst_TextSnippets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shownAsTheyAre_data();
    void shownAsTheyAre();
    void widgets();
    void oneUndo();
    void follow();
    void qml();
};

static QString read(const QString &name)
{
    QFile file(QStringLiteral(RACER_DOC_DIR "/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void tst_TextSnippets::shownAsTheyAre_data()
{
    QTest::addColumn<QString>("snippet");
    for (const char *snippet : {"Note.qml", "widgets.cpp", "follow.cpp"})
        QTest::newRow(snippet) << u"snippets/text/"_qs + QLatin1StringView(snippet);
}

void tst_TextSnippets::shownAsTheyAre()
{
    QFETCH(QString, snippet);
    QString code = read(snippet);
    code.remove(QRegularExpression(u"^(//[^\n]*\n)+"_qs));
    QVERIFY(!code.isEmpty());
    QVERIFY(read(u"text.md"_qs).contains(u"\n"_qs + code + u"```\n"_qs));
}

void tst_TextSnippets::widgets()
{
    RootModel model;
    QLineEdit title;
    QPlainTextEdit text;
    editNote(model.at(u"_notes.n1"), &title, &text);
    QTest::keyClicks(&title, u"A title"_qs);
    QTest::keyClicks(&text, u"A text"_qs);
    QCOMPARE(model.get(u"_notes.n1.title"), Value(u"A title"));
    QCOMPARE(model.get(u"_notes.n1.text"), Value(u"A text"));
}

void tst_TextSnippets::oneUndo()
{
    RootModel model;
    QLineEdit title;
    QPlainTextEdit text;
    editNoteWithOneUndo(model.at(u"_notes.n1"), &title, &text);
    QTest::keyClicks(&title, u"T"_qs);
    QTest::keyClicks(&text, u"B"_qs);
    QTest::keyClick(&title, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text.toPlainText(), QString());
    QCOMPARE(title.text(), u"T"_qs);
}

void tst_TextSnippets::follow()
{
    RootModel model;
    model.set(u"_notes.n1.text", u"buy some milk");
    SharedText text(model.at(u"_notes.n1.text"));
    QTest::ignoreMessage(QtInfoMsg, "marked: milk");
    markWord(&text, u"milk"_qs);
    QTest::ignoreMessage(QtInfoMsg, "marked: mi-lk");
    model.at(u"_notes.n1.text").stringInsert(13, u"-");
}

void tst_TextSnippets::qml()
{
    QQmlEngine engine;
    engine.addImportPath(QStringLiteral(RACER_QML_DIR));
    QQmlComponent component(&engine, QUrl::fromLocalFile(QStringLiteral(RACER_DOC_DIR "/snippets/text/Note.qml")));
    QQmlComponent rootComponent(&engine);
    rootComponent.setData("import Racer\nRootModel {}", QUrl());
    const std::unique_ptr<QObject> root(rootComponent.create());
    QVERIFY2(root, qPrintable(rootComponent.errorString()));
    const std::unique_ptr<QObject> note(component.createWithInitialProperties(
        {{u"root"_qs, QVariant::fromValue(root.get())}, {u"noteId"_qs, u"n1"_qs}}));
    QVERIFY2(note, qPrintable(component.errorString()));
    auto *const field = qobject_cast<QQuickItem *>(note.get())->childItems().value(0);
    QVERIFY(field);
    QVERIFY(field->property("readOnly").toBool()); // the document is not there
}

QTEST_MAIN(tst_TextSnippets)
#include "tst_textsnippets.moc"
