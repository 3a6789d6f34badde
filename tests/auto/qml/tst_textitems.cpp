// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"
#include "../gui/caretcases.h"
#include "../model/twomodels.h"

#include <Racer/quicktextbinding.h>
#include <Racer/scriptracer.h>

#include <QtQml/QQmlComponent>
#include <QtQml/QQmlContext>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

namespace {

// A window with one editor of the kind that the row names, bound to notes.n1.text.
class Field
{
public:
    Field(RootModel *model, const QString &path)
    {
        QFETCH_GLOBAL(QString, type);
        m_engine.addImportPath(QStringLiteral(RACER_QML_DIR));
        m_engine.rootContext()->setContextProperty(u"root"_qs,
                                                   QVariant::fromValue(ScriptRacer::of(&m_engine)->wrap(model)));
        m_engine.rootContext()->setContextProperty(u"place"_qs, path);
        QQmlComponent component(&m_engine);
        component.setData(uR"(
            import QtQuick
            import QtQuick.Controls
            import Racer
            Window {
                width: 300; height: 200
                property Item field: editor
                property TextBinding binding: shared
                %1 {
                    id: editor
                    width: 280
                    focus: true
                    text: "what it was declared with"
                    TextBinding { id: shared; model: root; path: place }
                }
            }
        )"_qs.arg(type).toUtf8(), QUrl());
        m_window.reset(qobject_cast<QQuickWindow *>(component.create()));
        if (!m_window) {
            qWarning("%s", qPrintable(component.errorString()));
            return;
        }
        field = m_window->property("field").value<QQuickItem *>();
        binding = m_window->property("binding").value<QuickTextBinding *>();
        m_window->show();
        m_window->requestActivate();
        const QString expected = model->get(path).toString();
        ready = QTest::qWaitForWindowActive(m_window.get())
            && QTest::qWaitFor([&] { return field->hasActiveFocus() && text() == expected; });
        select({});
    }

    [[nodiscard]] QQuickWindow *window() const { return m_window.get(); }
    [[nodiscard]] QString text() const
    {
        return field->property("text").toString();
    }
    void select(const TextRange &range)
    {
        QMetaObject::invokeMethod(field, "deselect");
        field->setProperty("cursorPosition", int(range.position));
        if (!range.isEmpty())
            QMetaObject::invokeMethod(field, "select", Q_ARG(int, int(range.anchor)), Q_ARG(int, int(range.position)));
    }
    [[nodiscard]] TextRange selection() const
    {
        const int start = field->property("selectionStart").toInt();
        const int end = field->property("selectionEnd").toInt();
        const int caret = field->property("cursorPosition").toInt();
        if (start == end)
            return TextRange::caret(caret);
        return caret == end ? TextRange{start, end} : TextRange{end, start};
    }
    void keys(const QString &text)
    {
        for (const QChar key : text)
            QTest::keyClick(window(), key.toLatin1());
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(window(), key, modifiers); }
    void compose(const QString &preedit, const QString &commit = {})
    {
        QInputMethodEvent event(preedit, {});
        event.setCommitString(commit);
        QCoreApplication::sendEvent(field, &event);
    }
    void remove() { m_window.reset(); }

    bool ready = false;
    QPointer<QQuickItem> field;
    QPointer<QuickTextBinding> binding;

private:
    QQmlEngine m_engine;
    std::unique_ptr<QQuickWindow> m_window;
};

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
    const Model others = o.at(u"notes.n1.text");
};

} // namespace

class tst_TextItems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void carets_data();
    void carets();
    void typing();
    void bothType();
    void undo();
    void composing();
    void composingAndOthers();
    void targets();
    void emptiedWithItsPath();
    void windowGoesAway();
    void lengthLimit();
    void scrolled();
};

void tst_TextItems::initTestCase_data()
{
    QTest::addColumn<QString>("type");
    for (const char *type : {"TextInput", "TextEdit", "TextField", "TextArea"})
        QTest::newRow(type) << QString::fromLatin1(type);
}

void tst_TextItems::carets_data()
{
    addCaretCases();
}

void tst_TextItems::carets()
{
    QFETCH(OthersEdit, edit);
    QFETCH(TextRange, before);
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"one two three");
    Field field(&model, u"_notes.n1.text"_qs);
    QVERIFY(field.ready);
    field.select(before);
    edit(place);
    QTEST(field.text(), "text");
    QTEST(field.selection(), "after");
    QCOMPARE(place.get().toString(), field.text());
}

void tst_TextItems::typing()
{
    RootModel model;
    Field field(&model, u"_notes.n1.text"_qs);
    QVERIFY(field.ready);
    QStringList writes;
    model.on<ChangeEvent>(u"_notes.n1.text", [&writes](const ChangeEvent &event) {
        writes << ModelTest::text(event.passed.values);
    });
    field.keys(u"ab"_qs);
    field.key(Qt::Key_Left);
    field.keys(u"c"_qs);
    field.key(Qt::Key_Backspace);
    field.key(Qt::Key_Delete);
    QCOMPARE(model.get(u"_notes.n1.text"), Value(u"a"));
    QCOMPARE(writes, QStringList({
        uR"({"$stringInsert":{"index":0,"text":"a"}})"_qs, uR"({"$stringInsert":{"index":1,"text":"b"}})"_qs,
        uR"({"$stringInsert":{"index":1,"text":"c"}})"_qs, uR"({"$stringRemove":{"index":1,"howMany":1}})"_qs,
        uR"({"$stringRemove":{"index":1,"howMany":1}})"_qs}));
    QCOMPARE(field.binding->text(), u"a"_qs);
    field.binding->setText(u"abc"_qs);
    QCOMPARE(field.text(), u"abc"_qs);
    QCOMPARE(model.get(u"_notes.n1.text"), Value(u"abc"));
}

void tst_TextItems::bothType()
{
    OneText text(u"[]"_qs);
    QVERIFY(text.ready);
    Field mine(&text.m, u"notes.n1.text"_qs);
    QVERIFY(mine.ready);
    mine.select({1, 1});
    for (int i = 0; i < 20; ++i) {
        mine.keys(QString(QChar(char16_t(u'a' + i))));
        if (i % 3 == 0)
            QCoreApplication::processEvents();
        text.others.stringInsert(text.othersText().size(), QString(QChar(char16_t(u'A' + i))));
        text.others.stringInsert(0, u"-");
        if (i % 4 == 0)
            QCoreApplication::processEvents();
    }
    QVERIFY(text.settle());
    QCOMPARE(text.text(), QString(20, u'-') + u"[abcdefghijklmnopqrst]ABCDEFGHIJKLMNOPQRST"_qs);
    QCOMPARE(text.othersText(), text.text());
    QCOMPARE(mine.text(), text.text());
    QCOMPARE(mine.selection(), TextRange::caret(41));
}

void tst_TextItems::undo()
{
    OneText text(u"start "_qs);
    QVERIFY(text.ready);
    Field field(&text.m, u"notes.n1.text"_qs);
    QVERIFY(field.ready);
    QVERIFY(!field.binding->canUndo());
    field.select({6, 6});
    field.keys(u"word"_qs);
    QVERIFY(field.binding->canUndo());
    QVERIFY(text.settle());
    text.others.stringInsert(0, u"They: ");
    text.others.stringInsert(16, u"!!");
    QVERIFY(text.settle());
    QCOMPARE(field.text(), u"They: start word!!"_qs);
    field.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(field.text(), u"They: start !!"_qs);
    field.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(field.text(), u"They: start !!"_qs);
    QVERIFY(field.binding->canRedo());
    QTest::keySequence(field.window(), QKeySequence(QKeySequence::Redo));
    QCOMPARE(field.text(), u"They: start word!!"_qs);
    QCOMPARE(field.selection(), TextRange::caret(16));
    QVERIFY(text.settle());
    QCOMPARE(text.othersText(), field.text());
}

void tst_TextItems::composing()
{
    RootModel model;
    model.set(u"_notes.n1.text", u"ab");
    Field field(&model, u"_notes.n1.text"_qs);
    QVERIFY(field.ready);
    field.select({1, 1});
    QSignalSpy writes(&model, &RootModel::changed);
    field.compose(u"n"_qs);
    field.compose(u"ni"_qs);
    QVERIFY(field.binding->isComposing());
    QCOMPARE(writes.size(), 0);
    field.compose({}, u"\u4f60"_qs);
    QVERIFY(!field.binding->isComposing());
    QCOMPARE(model.get(u"_notes.n1.text"), Value(u"a\u4f60b"));
    QCOMPARE(writes.size(), 1);
}

void tst_TextItems::composingAndOthers()
{
    for (const auto &[at, result] : {std::pair(0, u"XYa\u4f60b"_qs), std::pair(1, u"a\u4f60XYb"_qs),
                                     std::pair(2, u"a\u4f60bXY"_qs)}) {
        OneText text(u"ab"_qs);
        QVERIFY(text.ready);
        Field field(&text.m, u"notes.n1.text"_qs);
        QVERIFY(field.ready);
        field.select({1, 1});
        field.compose(u"ni"_qs);
        text.others.stringInsert(at, u"XY");
        QVERIFY(text.settle());
        QCOMPARE(text.text().size(), 4);
        QCOMPARE(field.field->property("preeditText").toString(), u"ni"_qs);
        field.compose(u"nih"_qs);
        field.compose({}, u"\u4f60"_qs);
        QCOMPARE(text.text(), result);
        QCOMPARE(field.text(), result);
        QCOMPARE(int(field.selection().position), int(result.indexOf(u'\u4f60')) + 1);
    }
}

void tst_TextItems::targets()
{
    RootModel model;
    model.set(u"_notes.n1.text", u"abc");
    Field field(&model, u"_notes.n1.text"_qs);
    QVERIFY(field.ready);
    QCOMPARE(field.binding->target(), field.field.data());
    field.binding->setTarget(nullptr);
    model.set(u"_notes.n1.text", u"other");
    QCOMPARE(field.text(), u"abc"_qs);
    QCOMPARE(field.binding->text(), u"other"_qs);
    field.binding->setText(u"others"_qs);
    QCOMPARE(model.get(u"_notes.n1.text"), Value(u"others"));
    field.binding->setTarget(field.field);
    QCOMPARE(field.text(), u"others"_qs);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"neither a TextInput nor a TextEdit"_qs));
    field.binding->setTarget(field.window()->contentItem());
    QVERIFY(field.binding->isEditable());
}

void tst_TextItems::emptiedWithItsPath()
{
    auto model = std::make_unique<RootModel>();
    model->set(u"_notes.n1", json(R"({"text":"abc","title":"t"})"));
    Field field(model.get(), u"_notes.n1.text"_qs);
    QVERIFY(field.ready);
    field.binding->setPath(u"_notes.n1.title"_qs);
    QCOMPARE(field.text(), u"t"_qs);
    field.keys(u"x"_qs);
    QCOMPARE(model->get(u"_notes.n1"), json(R"({"text":"abc","title":"xt"})"));
    model.reset();
    QCOMPARE(field.text(), QString());
    QVERIFY(!field.binding->isEditable());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no path to write to"_qs));
    field.binding->setText(u"x"_qs);
}

void tst_TextItems::windowGoesAway()
{
    RootModel model;
    Field field(&model, u"_notes.n1.text"_qs);
    QVERIFY(field.ready);
    field.keys(u"ab"_qs);
    field.remove();
    model.set(u"_notes.n1.text", u"c");
    QCOMPARE(model.get(u"_notes.n1.text"), Value(u"c"));
}

void tst_TextItems::lengthLimit()
{
    QFETCH_GLOBAL(QString, type);
    if (type == u"TextEdit" || type == u"TextArea")
        QSKIP("It has no greatest length");
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    place.set(u"01");
    Field field(&model, u"_notes.n1.text"_qs);
    QVERIFY(field.ready);
    field.field->setProperty("maximumLength", 4);
    place.stringInsert(2, u"2345");
    QCOMPARE(field.text(), u"0123"_qs);
    QCOMPARE(place.get(), Value(u"012345"));
    field.select({1, 1});
    field.key(Qt::Key_Backspace);
    QCOMPARE(place.get(), Value(u"12345"));
    place.stringRemove(2, 3);
    QCOMPARE(field.text(), u"12"_qs);
    field.keys(u"x"_qs);
    QCOMPARE(place.get(), Value(u"x12"));
}

// What is seen stays while others write above it, and where the caret is, out of sight.
void tst_TextItems::scrolled()
{
    QFETCH_GLOBAL(QString, type);
    if (type != u"TextArea")
        QSKIP("Tested with the control that scrolls");
    RootModel model;
    const Model place = model.at(u"_notes.n1.text");
    QString lines;
    for (int i = 0; i < 300; ++i)
        lines += u"line %1\n"_qs.arg(i);
    place.set(lines);
    QQmlEngine engine;
    engine.addImportPath(QStringLiteral(RACER_QML_DIR));
    engine.rootContext()->setContextProperty(u"root"_qs,
                                             QVariant::fromValue(ScriptRacer::of(&engine)->wrap(&model)));
    QQmlComponent component(&engine);
    component.setData(R"(
        import QtQuick
        import QtQuick.Controls
        import Racer
        Window {
            width: 300; height: 200
            property Item field: editor
            property Item view: scroll.contentItem
            ScrollView {
                id: scroll
                anchors.fill: parent
                TextArea { id: editor; TextBinding { model: root; path: "_notes.n1.text" } }
            }
        }
    )", QUrl());
    const std::unique_ptr<QQuickWindow> window(qobject_cast<QQuickWindow *>(component.create()));
    QVERIFY2(window, qPrintable(component.errorString()));
    auto *const field = window->property("field").value<QQuickItem *>();
    auto *const view = window->property("view").value<QQuickItem *>();
    window->show();
    QVERIFY(QTest::qWaitForWindowExposed(window.get()));
    QTRY_COMPARE(field->property("text").toString(), lines);
    field->setProperty("cursorPosition", 3);
    view->setProperty("contentY", 1500);
    const auto firstLine = [&] {
        int position = 0;
        const QPointF corner = field->mapFromItem(view, QPointF(0, 2));
        QMetaObject::invokeMethod(field, "positionAt", Q_RETURN_ARG(int, position), Q_ARG(qreal, corner.x()),
                                  Q_ARG(qreal, corner.y()));
        const QString text = field->property("text").toString();
        return text.mid(position, text.indexOf(u'\n', position) - position);
    };
    const QString seen = firstLine();
    QVERIFY(seen.startsWith(u"line"_qs));
    place.stringInsert(0, u"a\nb\nc\nd\ne\n");
    QCOMPARE(firstLine(), seen);
    place.stringInsert(13, u"at the caret\n");
    QCOMPARE(firstLine(), seen);
    QCOMPARE(field->property("cursorPosition").toInt(), 13);
    place.stringRemove(0, 8);
    QCOMPARE(firstLine(), seen);
}

QTEST_MAIN(tst_TextItems)
#include "tst_textitems.moc"
