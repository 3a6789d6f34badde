// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptbridge_p.h"

#include "scriptquery_p.h"

namespace Racer {

namespace {

Confirmation loadAll(const Model &target, ScriptBridge::Load kind, const QList<Loadable> &items)
{
    switch (kind) {
    case ScriptBridge::Fetch:
        return target.fetch(items);
    case ScriptBridge::Subscribe:
        return target.subscribe(items);
    case ScriptBridge::Unfetch:
        return target.unfetch(items);
    default:
        return target.unsubscribe(items);
    }
}

QJSValueList remainingArguments(std::optional<int> remaining)
{
    if (!remaining)
        return {};
    return {QJSValue(QJSValue::NullValue), QJSValue(*remaining)};
}

} // namespace

void ScriptBridge::confirm(ScriptModel &model, const Confirmation &confirmation, const QJSValue &callback)
{
    if (!callback.isCallable())
        return;
    const auto tell = [this, root = std::weak_ptr(model.sharedRoot()), callback](const Error &error) {
        answer(root, callback, error);
    };
    // Racer tells of an error at once, and of success in another turn of the event loop.
    if (confirmation.isDone()) {
        if (const Error error = confirmation.error())
            tell(error);
        else
            QMetaObject::invokeMethod(this, [tell] { tell(Error()); }, Qt::QueuedConnection);
    } else {
        confirmation.then(this, tell);
    }
}

void ScriptBridge::confirm(ScriptModel &model, const Release &release, const QJSValue &callback)
{
    if (!callback.isCallable())
        return;
    const auto answerRelease = [this, self = QPointer(this), root = std::weak_ptr(model.sharedRoot()),
                                callback](const Error &error, std::optional<int> remaining) {
        if (!self || root.expired())
            return;
        if (error)
            answer(root, callback, error);
        else
            callback.call(remainingArguments(remaining));
    };
    release.then(answerRelease);
}

// "items": paths from the root, and handles of queries.
void ScriptBridge::load(QObject *handle, int kind, const QJSValue &items, const QJSValue &callback)
{
    run(handle, [&](ScriptModel &model) {
        const quint32 count = items.property(QStringLiteral("length")).toUInt();
        QStringList paths; // what the items refer to
        paths.reserve(count);
        QList<Loadable> loadables;
        for (quint32 i = 0; i < count; ++i) {
            const QJSValue item = items.property(i);
            if (const auto *query = qobject_cast<ScriptQuery *>(item.toQObject())) {
                loadables.append(Loadable(query->query));
            } else {
                paths.append(item.toString());
                loadables.append(Loadable(paths.constLast()));
            }
        }
        confirm(model, loadAll(model.model(), Load(kind), loadables), callback);
        return QJSValue();
    });
}

void ScriptBridge::loadDoc(QObject *handle, int kind, const QString &collection, const QString &id,
                           const QJSValue &callback)
{
    run(handle, [&](ScriptModel &model) {
        const Model &target = model.model();
        if (kind == Fetch)
            confirm(model, target.fetchDoc(Key(collection), Key(id)), callback);
        else if (kind == Subscribe)
            confirm(model, target.subscribeDoc(Key(collection), Key(id)), callback);
        else if (kind == Unfetch)
            confirm(model, target.unfetchDoc(Key(collection), Key(id)), callback);
        else
            confirm(model, target.unsubscribeDoc(Key(collection), Key(id)), callback);
        return QJSValue();
    });
}

QJSValue ScriptBridge::query(QObject *handle, const QString &collection, const QJSValue &expression,
                             const QJSValue &options)
{
    return run(handle, [&](ScriptModel &model) {
        auto query = model.model().query(Key(collection), fromJSValue(expression), fromJSValue(options));
        return m_engine->newQObject(new ScriptQuery(model.sharedRoot(), std::move(query)));
    });
}

QJSValue ScriptBridge::idsQuery(QObject *handle, const QString &collection, const QString &ids)
{
    return run(handle, [&](ScriptModel &model) {
        const Model list = model.model().scope(ids);
        auto query = model.model().idsQuery(Key(collection), list);
        return m_engine->newQObject(new ScriptQuery(model.sharedRoot(), std::move(query)));
    });
}

void ScriptBridge::queryLoad(QObject *handle, QObject *query, int kind, const QJSValue &callback)
{
    run(handle, [&](ScriptModel &model) {
        ModelQuery &target = *static_cast<ScriptQuery *>(query)->query;
        if (kind == Fetch)
            confirm(model, target.fetch(), callback);
        else if (kind == Subscribe)
            confirm(model, target.subscribe(), callback);
        else if (kind == Unfetch)
            confirm(model, target.unfetch(), callback);
        else
            confirm(model, target.unsubscribe(), callback);
        return QJSValue();
    });
}

QJSValue ScriptBridge::context(QObject *handle, const QString &id)
{
    return run(handle, [&](ScriptModel &model) { return newHandle(model.sharedRoot(), model.model().context(Key(id))); });
}

// Without an id: the model's own context.
void ScriptBridge::unload(QObject *handle, const QJSValue &id)
{
    run(handle, [&](ScriptModel &model) {
        if (id.isUndefined())
            model.model().unload();
        else
            model.model().unload(Key(id.toString()));
        return QJSValue();
    });
}

void ScriptBridge::unloadAll(QObject *handle)
{
    run(handle, [&](ScriptModel &model) {
        model.model().unloadAll();
        return QJSValue();
    });
}

void ScriptBridge::destroyBelow(QObject *handle, const QString &scope, const QString &sub)
{
    run(handle, [&](ScriptModel &model) {
        model.at(scope).destroy(sub);
        return QJSValue();
    });
}

} // namespace Racer
