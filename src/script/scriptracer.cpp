// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/scriptracer.h>

#include "scriptbridge_p.h"

#include <QtCore/QHash>
#include <QtCore/QLoggingCategory>
#include <QtCore/QMetaMethod>

Q_LOGGING_CATEGORY(lcScript, "racer.script")

namespace Racer {

class ScriptRacerPrivate
{
public:
    ScriptBridge *bridge = nullptr;
    QJSValue exports; // of racer.mjs
    QHash<RootModel *, QJSValue> wrapped;
};

/*!
    \class Racer::ScriptRacer
    \inmodule Racer
    \brief Racer's JavaScript module in a QJSEngine.

    \code
    QJSEngine engine;
    engine.globalObject().setProperty(u"racer"_qs, ScriptRacer::of(&engine)->module());
    engine.evaluate(u"const model = racer.createModel(); model.set('_page.name', 'Ann')"_qs);
    \endcode

    JavaScript that was written for Racer's model runs on it unchanged: see the page JavaScript. Callbacks, promises and
    deferred functions need the event loop of the engine's thread. All of it belongs to that thread.
*/
ScriptRacer::ScriptRacer(QJSEngine *engine) : QObject(engine), d(std::make_unique<ScriptRacerPrivate>())
{
    d->bridge = new ScriptBridge(engine, this);
    engine->registerModule(QStringLiteral("racer-native"), engine->newQObject(d->bridge));
    d->exports = engine->importModule(QStringLiteral(":/racer/racer.mjs"));
    if (d->exports.isError())
        qFatal("racer.mjs: %s", qPrintable(d->exports.toString()));
}

ScriptRacer::~ScriptRacer() = default;

/*! The module's host in \a engine, which owns it. It is made, and the module loaded, when first asked for. */
ScriptRacer *ScriptRacer::of(QJSEngine *engine)
{
    if (auto *known = engine->findChild<ScriptRacer *>(QString(), Qt::FindDirectChildrenOnly))
        return known;
    return new ScriptRacer(engine);
}

/*! The engine. */
QJSEngine *ScriptRacer::engine() const
{
    return d->bridge->engine();
}

/*! What Racer's \c {require('racer')} gives. */
QJSValue ScriptRacer::module() const
{
    return d->exports.property(QStringLiteral("default"));
}

/*!
    The JavaScript root model over \a root, the same for each call. It does not own \a root: once that is gone, its
    functions throw. Where \a isErrorHandled returns true, errors without an 'error' listener in JavaScript are neither
    thrown nor reported by uncaughtError(), as RootModel::error has told somebody.
*/
QJSValue ScriptRacer::wrap(RootModel *root, std::function<bool()> isErrorHandled)
{
    if (const auto known = d->wrapped.constFind(root); known != d->wrapped.constEnd())
        return *known;
    const auto scriptRoot = std::make_shared<ScriptRoot>(d->bridge, root);
    scriptRoot->isErrorHandled = std::move(isErrorHandled);
    const QJSValue js = d->exports.property(QStringLiteral("wrap")).call({d->bridge->newHandle(scriptRoot, *root)});
    d->wrapped.insert(root, js);
    connect(root, &QObject::destroyed, this, [this, root] { d->wrapped.remove(root); });
    return js;
}

/*! The model that \a js stands for: invalid if it is not a model, or if its root is gone. */
Model ScriptRacer::model(const QJSValue &js)
{
    if (!js.isObject())
        return {};
    auto *handle = qobject_cast<ScriptModel *>(js.property(QStringLiteral("_h")).toQObject());
    if (!handle || !handle->root().model())
        return {};
    return handle->model().scope(js.property(QStringLiteral("_p")).toString());
}

/*! Lets go of the connections and backends that JavaScript has opened. */
void ScriptRacer::closeAll()
{
    d->bridge->closeAll();
}

/*!
    What keeps a program going, as open sockets do in Node: a model of createModel({url}) that is not closed, one of a
    backend in this process that waits for an answer, and a backend that listens.
*/
bool ScriptRacer::hasWork() const
{
    return d->bridge->hasWork();
}

/*!
    \fn void ScriptRacer::uncaughtError(const QJSValue &error)
    An error that nobody was there to take: no callback, no promise, no listener for 'error', and no JavaScript under
    way that could catch it. Where nothing is connected it is written to the log.
*/
void ScriptRacer::reportUncaught(const QJSValue &error)
{
    if (isSignalConnected(QMetaMethod::fromSignal(&ScriptRacer::uncaughtError))) {
        Q_EMIT uncaughtError(error);
        return;
    }
    const QString stack = error.property(QStringLiteral("stack")).toString();
    qCCritical(lcScript).noquote() << "Uncaught" << error.toString() << '\n' << stack;
}

} // namespace Racer
