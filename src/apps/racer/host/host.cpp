// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "host.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QFile>

using namespace Qt::StringLiterals;

Host::Host(const QStringList &arguments) : m_process(arguments)
{
    QJSValue global = m_engine.globalObject();
    global.setProperty(u"globalThis"_s, global);
    m_host = m_engine.newObject();
    QJSValue native = m_engine.newObject();
    const auto add = [&](const QString &name, QObject *object) {
        QJSEngine::setObjectOwnership(object, QJSEngine::CppOwnership);
        native.setProperty(name, m_engine.newQObject(object));
    };
    add(u"loop"_s, this);
    add(u"files"_s, &m_files);
    add(u"input"_s, &m_input);
    add(u"modules"_s, &m_modules);
    add(u"process"_s, &m_process);
    add(u"timers"_s, &m_timers);
    m_host.setProperty(u"native"_s, native);
    for (const char *name : {"library", "modules", "emitter", "jobs", "promise", "inspect", "timers", "process",
                             "console", "stdin", "files"})
        load(QString::fromLatin1(name));

    addWork([this] { return m_timers.hasWork(); });
    addWork([this] { return m_input.hasWork(); });
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, &Host::finishIfIdle);
}

Host::~Host() = default;

void Host::load(const QString &name)
{
    const QString path = u"/racer/host/%1.js"_s.arg(name);
    QFile file(u':' + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    QJSValue result = m_engine.evaluate(QString::fromUtf8(file.readAll()), u"qrc:"_s + path);
    if (!result.isError())
        result = result.call({m_host});
    if (result.isError())
        qFatal("%s:%d: %s", qPrintable(path), result.property(u"lineNumber"_s).toInt(), qPrintable(result.toString()));
}

void Host::provide(const QString &name, const QJSValue &exports)
{
    m_host.property(u"provide"_s).call({name, exports});
}

void Host::addWork(std::function<bool()> hasWork)
{
    m_work.push_back(std::move(hasWork));
}

void Host::turn(const QJSValueList &arguments)
{
    m_host.property(u"turn"_s).call(arguments);
}

void Host::raise(const QJSValue &error)
{
    QJSValue list = m_engine.newArray(1);
    list.setProperty(0, error);
    turn({m_host.property(u"uncaught"_s), list});
}

void Host::run(const QString &file, bool isModule)
{
    QJSValue list = m_engine.newArray(2);
    list.setProperty(0, file);
    list.setProperty(1, isModule);
    m_running = true;
    turn({m_modules.runMain(), list});
}

void Host::wake()
{
    QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::HighEventPriority);
}

bool Host::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    turn();
    return true;
}

void Host::finishIfIdle()
{
    if (!m_running || std::any_of(m_work.begin(), m_work.end(), [](const auto &hasWork) { return hasWork(); }))
        return;
    m_running = false;
    Q_EMIT finished(m_process.finish());
}
