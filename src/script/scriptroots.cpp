// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptbridge_p.h"

#include <Racer/websockettransport.h>

namespace Racer {

QJSValue ScriptBridge::createRoot()
{
    const auto root = std::make_shared<ScriptRoot>(this, std::make_unique<RootModel>());
    return newHandle(root, *root->model());
}

QJSValue ScriptBridge::connectRoot(const QString &url)
{
    auto connection = std::make_unique<Connection>();
    connection->setTransport(std::make_unique<WebSocketTransport>(QUrl(url)));
    connection->open();
    const auto root = std::make_shared<ScriptRoot>(this, std::make_unique<RootModel>(std::move(connection)));
    m_connected.push_back(root);
    return newHandle(root, *root->model());
}

void ScriptBridge::closeAll()
{
    for (const auto &root : std::exchange(m_connected, {})) {
        if (root->model() && root->model()->connection())
            root->model()->connection()->close();
    }
    m_backends.clear(); // those that a model still uses go with it
}

bool ScriptBridge::hasWork() const
{
    const auto waits = [](const std::shared_ptr<ScriptRoot> &root) {
        const Connection *connection = root->model() ? root->model()->connection() : nullptr;
        if (!connection)
            return false;
        const bool isOver = connection->state() == Connection::State::Closed
            || connection->state() == Connection::State::Stopped;
        return connection->hasPending() || (!root->backend && !isOver);
    };
    return std::any_of(m_connected.begin(), m_connected.end(), waits) || isListening();
}

QJSValue ScriptBridge::property(QObject *handle, const QString &name) const
{
    const RootModel *root = handle ? static_cast<ScriptModel *>(handle)->root().model() : nullptr;
    return root ? m_engine->toScriptValue(root->property(qPrintable(name))) : QJSValue();
}

void ScriptBridge::setProperty(QObject *handle, const QString &name, const QJSValue &value)
{
    run(handle, [&](ScriptModel &model) {
        model.root().model()->setProperty(qPrintable(name), value.toVariant());
        return QJSValue();
    });
}

void ScriptBridge::close(QObject *handle, const QJSValue &callback)
{
    run(handle, [&](ScriptModel &model) {
        // Nothing keeps it any more but what JavaScript has.
        model.root().model()->close().then([this, root = std::weak_ptr(model.sharedRoot()), callback] {
            const auto closed = root.lock();
            if (!closed)
                return;
            std::erase(m_connected, closed);
            if (callback.isCallable())
                answer(root, callback, {});
        });
        return QJSValue();
    });
}

void ScriptBridge::whenNothingPending(QObject *handle, const QJSValue &callback)
{
    run(handle, [&](ScriptModel &model) {
        settle(model, model.root().model()->whenNothingPending(), callback);
        return QJSValue();
    });
}

void ScriptBridge::settle(ScriptModel &model, QFuture<void> future, const QJSValue &callback)
{
    // Without a context, which Qt 6.4 does not let go before the future: the root is gone when the bridge is.
    if (!callback.isCallable())
        return;
    future.then([this, root = std::weak_ptr(model.sharedRoot()), callback] {
        if (!root.expired())
            answer(root, callback, {});
    });
}

bool ScriptBridge::hasPending(QObject *handle, bool writesOnly)
{
    const RootModel *root = handle ? static_cast<ScriptModel *>(handle)->root().model() : nullptr;
    return root && (writesOnly ? root->hasWritePending() : root->hasPending());
}

bool ScriptBridge::hasConnection(QObject *handle) const
{
    const RootModel *root = handle ? static_cast<ScriptModel *>(handle)->root().model() : nullptr;
    return root && root->connection();
}

void ScriptBridge::controlConnection(QObject *handle, int action)
{
    run(handle, [&](ScriptModel &model) {
        Connection *connection = model.root().model()->connection();
        if (connection && action != Connect)
            connection->close();
        if (connection && action != Disconnect)
            connection->open();
        return QJSValue();
    });
}

void ScriptBridge::bundle(QObject *handle, const QJSValue &callback)
{
    run(handle, [&](ScriptModel &model) {
        model.root().model()->bundle().then([this, root = std::weak_ptr(model.sharedRoot()), callback](
                                                      const QFuture<Value> &future) {
            if (root.expired())
                return;
            try {
                callback.call({QJSValue(QJSValue::NullValue), toJS(future.result())});
            } catch (const Error &error) {
                answer(root, callback, error);
            }
        });
        return QJSValue();
    });
}

void ScriptBridge::unbundle(QObject *handle, const QJSValue &bundle)
{
    run(handle, [&](ScriptModel &model) {
        model.root().model()->unbundle(fromJSValue(bundle));
        return QJSValue();
    });
}

} // namespace Racer
