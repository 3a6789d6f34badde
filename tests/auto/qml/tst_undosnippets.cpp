// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// The examples of doc/undo-and-drafts.md: shown as they are, and run.
#include "undo/commands.cpp"
#include "undo/form.cpp"
#include "undo/steps.cpp"

#include <Racer/quickrootmodel.h>

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtTest/QTest>

using namespace Racer;

class tst_UndoSnippets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shownAsTheyAre_data();
    void shownAsTheyAre();
    void steps();
    void commands();
    void form();
    void drawingInQml();
    void formInQml();
};

static QString read(const QString &name)
{
    QFile file(QStringLiteral(RACER_DOC_DIR "/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// A component of the snippets, with a model of its own.
struct Loaded
{
    explicit Loaded(const QString &name, QVariantMap properties = {})
    {
        engine.addImportPath(QStringLiteral(RACER_QML_DIR));
        QQmlComponent component(&engine, QUrl::fromLocalFile(QStringLiteral(RACER_DOC_DIR "/snippets/undo/") + name));
        QQmlComponent rootComponent(&engine);
        rootComponent.setData("import Racer\nRootModel {}", {});
        root.reset(rootComponent.create());
        properties.insert(QStringLiteral("root"), QVariant::fromValue(root.get()));
        item.reset(component.createWithInitialProperties(properties));
        if (!item)
            qWarning().noquote() << component.errorString() << rootComponent.errorString();
    }
    [[nodiscard]] Model model() const { return qobject_cast<QuickRootModel *>(root.get())->model(); }
    [[nodiscard]] QObject *child(const QString &text) const
    {
        for (QQuickItem *each : qobject_cast<QQuickItem *>(item.get())->childItems()) {
            if (each->property("text").toString().startsWith(text))
                return each;
        }
        return nullptr;
    }

    QQmlEngine engine;
    std::unique_ptr<QObject> root;
    std::unique_ptr<QObject> item;
};

void tst_UndoSnippets::shownAsTheyAre_data()
{
    QTest::addColumn<QString>("snippet");
    for (const char *snippet : {"Drawing.qml", "UserForm.qml", "commands.cpp", "form.cpp", "steps.cpp"})
        QTest::newRow(snippet) << u"snippets/undo/"_qs + QLatin1StringView(snippet);
}

void tst_UndoSnippets::shownAsTheyAre()
{
    QFETCH(QString, snippet);
    QString code = read(snippet);
    code.remove(QRegularExpression(u"^(//[^\n]*\n)+"_qs));
    QVERIFY(!code.isEmpty());
    QVERIFY(read(u"undo-and-drafts.md"_qs).contains(u"\n"_qs + code + u"```\n"_qs));
}

void tst_UndoSnippets::steps()
{
    RootModel model;
    UndoStack undo(model.at(u"_page.shape"));
    moveShape(model.at(u"_page.shape"), &undo);
    QCOMPARE(undo.count(), 3);
    QCOMPARE(undo.text(1), u"Turn"_qs);
    QCOMPARE(undo.undoText(), u"Recolor"_qs);
    undo.setIndex(1);
    QCOMPARE(model.get(u"_page.shape.x"), Value(10));
    QVERIFY(model.get(u"_page.shape.angle").isUndefined());
    QCOMPARE(model.get(u"_page.shape.selected"), Value(true));
}

void tst_UndoSnippets::commands()
{
    RootModel model;
    QObject window;
    const QAction *const undo = undoAction(model.at(u"_page"), &window);
    QVERIFY(!undo->isEnabled());
    model.set(u"_page.a", 1);
    QVERIFY(undo->isEnabled());
}

void tst_UndoSnippets::form()
{
    RootModel model;
    QObject dialog;
    model.set(u"_page.user", Value::object({{Key(u"name"), u"An"}}));
    Draft *const draft = editUser(model.at(u"_page.user"), &dialog);
    QTest::ignoreMessage(QtInfoMsg, "name was changed by somebody else to Bob");
    model.set(u"_page.user.name", u"Bob");
    QTest::ignoreMessage(QtInfoMsg, "saved");
    save(draft);
    QCOMPARE(model.get(u"_page.user.name"), Value(u"Ann"));
}

void tst_UndoSnippets::drawingInQml()
{
    const Loaded drawing(u"Drawing.qml"_qs, {{u"where"_qs, u"_drawings.d1"_qs}});
    QVERIFY(drawing.item);
    QMetaObject::invokeMethod(drawing.child(u"Add"_qs), "clicked");
    QCOMPARE(drawing.model().get(u"_drawings.d1.shapes").size(), 1);
    QObject *const undo = drawing.child(u"Undo Add a circle"_qs);
    QVERIFY(undo && undo->property("enabled").toBool());
    QMetaObject::invokeMethod(undo, "clicked");
    QVERIFY(drawing.model().get(u"_drawings.d1.shapes").isUndefined());
    QVERIFY(drawing.child(u"Redo Add a circle"_qs)->property("enabled").toBool());
}

void tst_UndoSnippets::formInQml()
{
    const Loaded form(u"UserForm.qml"_qs, {{u"userId"_qs, u"u1"_qs}});
    QVERIFY(form.item);
    QVERIFY(!form.child(u"Save"_qs)->property("enabled").toBool());
    const Value drafts = form.model().get(u"$drafts");
    QCOMPARE(drafts.size(), 1);
    form.model().set(Path({Key(u"$drafts"), drafts.keys().first(), Key(u"value"), Key(u"name")}), u"Ann");
    QVERIFY(form.child(u"Ann"_qs));
    QVERIFY(form.child(u"Save"_qs)->property("enabled").toBool());
}

QTEST_MAIN(tst_UndoSnippets)
#include "tst_undosnippets.moc"
