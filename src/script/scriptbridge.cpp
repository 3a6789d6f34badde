// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptbridge_p.h"

#include <Racer/scriptracer.h>
#include <Racer/scriptreads.h>

namespace Racer {

namespace {

const Model &readAt(ScriptModel &handle, const QString &scope, const QString &sub)
{
    const Model &model = handle.at(scope);
    ScriptReads::note(model, sub);
    return model;
}

} // namespace

ScriptBridge::ScriptBridge(QJSEngine *engine, ScriptRacer *racer) : QObject(racer), m_engine(engine), m_racer(racer)
{
    QJSEngine::setObjectOwnership(this, QJSEngine::CppOwnership);
}

QJSValue ScriptBridge::toJS(const Error &error)
{
    if (!m_thrown.isUndefined() && error.message() == m_thrownMessage)
        return std::exchange(m_thrown, {});
    return toJSError(error, m_engine);
}

QJSValue ScriptBridge::newHandle(std::shared_ptr<ScriptRoot> root, const Model &model) const
{
    return m_engine->newQObject(new ScriptModel(std::move(root), model));
}

void ScriptBridge::raise(ScriptRoot &root, const QJSValue &error)
{
    if (root.errorListener.isCallable())
        QJSValue(root.errorListener).call({error}); // of a copy: the listener may remove itself
    else if (root.isErrorHandled && root.isErrorHandled())
        return;
    else
        fail(error);
}

void ScriptBridge::fail(const QJSValue &error)
{
    if (m_call)
        m_call->fail(error);
    else
        m_racer->reportUncaught(error);
}

QJSValue ScriptBridge::callThrough(const QJSValue &function, const QJSValueList &arguments)
{
    // The JavaScript side answers [true, result] or [false, exception].
    const QJSValue outcome = function.call(arguments);
    if (outcome.property(0).toBool())
        return outcome.property(1);
    throw errorFor(outcome.property(1));
}

Error ScriptBridge::errorFor(const QJSValue &exception)
{
    const QJSValue message = exception.property(QStringLiteral("message"));
    m_thrown = exception;
    m_thrownMessage = message.isString() ? message.toString() : exception.toString();
    const QJSValue code = exception.property(QStringLiteral("code"));
    return Error(code.isString() ? Value(code.toString()) : Value(), m_thrownMessage);
}

// Without a Call of its own: the error belongs to the call that is under way.
void ScriptBridge::raiseError(QObject *handle, const QJSValue &error)
{
    if (RootModel *root = handle ? static_cast<ScriptModel *>(handle)->root().model() : nullptr)
        Q_EMIT root->error(errorFor(error)); // and from there to raise()
    else
        fail(error);
}

// What an 'error' listener throws, or an event without a listener.
void ScriptBridge::failWith(const QJSValue &error)
{
    fail(error);
}

bool ScriptBridge::isAlive(QObject *handle) const
{
    return handle && static_cast<ScriptModel *>(handle)->root().model();
}

QJSValue ScriptBridge::get(QObject *handle, const QString &scope, const QString &sub)
{
    return run(handle, [&](ScriptModel &model) { return toJS(readAt(model, scope, sub).get(sub)); });
}

QJSValue ScriptBridge::getValues(QObject *handle, const QString &scope, const QString &sub)
{
    return run(handle, [&](ScriptModel &model) { return toJS(Value::array(readAt(model, scope, sub).getValues(sub))); });
}

QJSValue ScriptBridge::getOrThrow(QObject *handle, const QString &scope, const QString &sub)
{
    return run(handle, [&](ScriptModel &model) { return toJS(readAt(model, scope, sub).getOrThrow(sub)); });
}

QString ScriptBridge::id() const
{
    return Model::id();
}

QJSValue ScriptBridge::pass(QObject *handle, const QJSValue &object, bool invert)
{
    return run(handle, [&](ScriptModel &model) {
        return newHandle(model.sharedRoot(), model.model().pass(fromJSValue(object), invert));
    });
}

QJSValue ScriptBridge::silent(QObject *handle, bool silent)
{
    return run(handle, [&](ScriptModel &model) { return newHandle(model.sharedRoot(), model.model().silent(silent)); });
}

QJSValue ScriptBridge::preventCompose(QObject *handle, bool prevent)
{
    return run(handle, [&](ScriptModel &model) {
        return newHandle(model.sharedRoot(), prevent ? model.model().preventCompose() : model.model().allowCompose());
    });
}

QJSValue ScriptBridge::eventContext(QObject *handle, const QString &id)
{
    return run(handle,
               [&](ScriptModel &model) { return newHandle(model.sharedRoot(), model.model().eventContext(id)); });
}

} // namespace Racer
