// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// The examples about presence, large results and write states: shown as they are, and run.
#include "presence/readers.cpp"
#include "windows/goods.cpp"
#include "writestates/state.cpp"

#include "testserver.h"

#include <Racer/quickrootmodel.h>
#include <Racer/websockettransport.h>

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtTest/QTest>

using namespace Racer;

class tst_LiveSnippets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void shownAsTheyAre_data();
    void shownAsTheyAre();
    void readers();
    void goods();
    void states();

private:
    [[nodiscard]] std::unique_ptr<QQuickItem> show(const QString &file, QVariantMap properties = {});
    // A model of another program.
    [[nodiscard]] std::unique_ptr<RootModel> connected() const
    {
        auto connection = std::make_unique<Connection>(std::make_unique<WebSocketTransport>(m_server->url()));
        connection->open();
        return std::make_unique<RootModel>(std::move(connection));
    }
    [[nodiscard]] static QString read(const QString &name)
    {
        QFile file(QStringLiteral(RACER_DOC_DIR "/") + name);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<QQmlEngine> m_engine;
    std::unique_ptr<QObject> m_root;
};

void tst_LiveSnippets::init()
{
    m_server = std::make_unique<TestServer>();
    m_engine = std::make_unique<QQmlEngine>();
    m_engine->addImportPath(QStringLiteral(RACER_QML_DIR));
    QQmlComponent component(m_engine.get());
    component.setData("import Racer\nRootModel { connection: Connection { url: '" + m_server->url().toEncoded() + "' } }",
                      QUrl());
    m_root.reset(component.create());
    QVERIFY2(m_root, qPrintable(component.errorString()));
}

void tst_LiveSnippets::cleanup()
{
    m_root.reset();
    m_engine.reset();
    m_server.reset();
}

std::unique_ptr<QQuickItem> tst_LiveSnippets::show(const QString &file, QVariantMap properties)
{
    QQmlComponent component(m_engine.get(),
                            QUrl::fromLocalFile(QStringLiteral(RACER_DOC_DIR "/snippets/") + file));
    properties.insert(QStringLiteral("store"), QVariant::fromValue(m_root.get()));
    std::unique_ptr<QObject> object(component.createWithInitialProperties(properties));
    if (!object)
        qWarning("%s", qPrintable(component.errorString()));
    return std::unique_ptr<QQuickItem>(qobject_cast<QQuickItem *>(object.release()));
}

void tst_LiveSnippets::shownAsTheyAre_data()
{
    QTest::addColumn<QString>("page");
    QTest::newRow("presence/Readers.qml") << u"presence.md"_qs;
    QTest::newRow("presence/readers.cpp") << u"presence.md"_qs;
    QTest::newRow("trees/Folders.qml") << u"item-models.md"_qs; // run by tst_trees.qml
    QTest::newRow("trees/Tasks.qml") << u"item-models.md"_qs;
    QTest::newRow("trees/main.cpp") << u"item-models.md"_qs; // run by tst_treessnippet
    QTest::newRow("windows/Goods.qml") << u"item-models.md"_qs;
    QTest::newRow("windows/goods.cpp") << u"item-models.md"_qs;
    QTest::newRow("writestates/Todos.qml") << u"item-models.md"_qs;
    QTest::newRow("writestates/state.cpp") << u"item-models.md"_qs;
}

void tst_LiveSnippets::shownAsTheyAre()
{
    QFETCH(const QString, page);
    QString code = read(u"snippets/"_qs + QString::fromUtf8(QTest::currentDataTag()));
    code.remove(QRegularExpression(u"^(//[^\n]*\n)+"_qs));
    QVERIFY(!code.isEmpty());
    QVERIFY(read(page).contains(u"\n"_qs + code + u"```\n"_qs));
}

void tst_LiveSnippets::readers()
{
    const std::unique_ptr<RootModel> other = connected();
    other->create(u"pages.p1", Json::parse(R"({"body":"hello world"})"));
    QTRY_VERIFY(!other->hasPending());
    other->subscribe(u"pages.p1");
    const std::unique_ptr<QQuickItem> page = show(u"presence/Readers.qml"_qs, {{u"name"_qs, u"Ann"_qs}});
    QVERIFY(page);
    QObject owner;
    PresenceModel *const readers = readersOf(other->at(u"pages.p1"), u"Bob"_qs, &owner);
    QTRY_COMPARE(readers->count(), 1);
    QCOMPARE(readers->valueAt(0).value(u"name"), Value(u"Ann"));
    showCaret(readers, 3);
    const auto isShown = [&page](const QString &text) {
        for (const QQuickItem *item : page->childItems()) {
            if (item->property("text").toString() == text)
                return true;
        }
        return false;
    };
    QTRY_VERIFY(isShown(u"hello world"_qs));
    QTRY_VERIFY(isShown(u"Bob is at 3"_qs));
    other->stringInsert(u"pages.p1.body", 0, u"oh ");
    QTRY_VERIFY(isShown(u"oh hello world"_qs));
    QTRY_VERIFY(isShown(u"Bob is at 6"_qs));
}

void tst_LiveSnippets::goods()
{
    const std::unique_ptr<RootModel> other = connected();
    other->create(u"goods.g1", Json::parse(R"({"title":"Apples"})"));
    other->create(u"goods.g2", Json::parse(R"({"title":"Pears"})"));
    QObject owner;
    const ListModel *const rows = allGoods(*other, &owner);
    QTRY_COMPARE(rows->count(), 2);
    QCOMPARE(rows->valueAt(0).value(u"title"), Value(u"Apples"));
    const std::unique_ptr<QQuickItem> view = show(u"windows/Goods.qml"_qs);
    QVERIFY(view);
    QTRY_COMPARE(view->property("count").toInt(), 2);
}

void tst_LiveSnippets::states()
{
    const Model model = qobject_cast<QuickRootModel *>(m_root.get())->model();
    const std::unique_ptr<QQuickItem> view = show(u"writestates/Todos.qml"_qs);
    QVERIFY(view);
    model.create(u"todos.t1", Json::parse(R"({"title":"Write"})"));
    QCOMPARE(stateOf(model.at(u"todos.t1.title")), u"saving"_qs);
    QTRY_COMPARE(stateOf(model.at(u"todos.t1.title")), u"saved"_qs);
    QCOMPARE(view->property("count").toInt(), 1);
}

QTEST_MAIN(tst_LiveSnippets)
#include "tst_livesnippets.moc"
