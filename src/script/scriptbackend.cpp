// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptbackend_p.h"
#include "scriptbridge_p.h"

namespace Racer {

namespace {

std::unique_ptr<Database> databaseOf(const Value &db)
{
    if (db.isNullish())
        return nullptr;
    if (!db.isString())
        throw Error(QStringLiteral("A database is given as its URL: \"memory:\" or \"sqlite:FILE\""));
    return openDatabase(db.toString());
}

ModelOptions modelOptionsOf(const Value &options, ModelOptions defaults)
{
    defaults.fetchOnly = options.value(u"fetchOnly").toBool(defaults.fetchOnly);
    defaults.unloadDelay = int(options.value(u"unloadDelay").toInteger(defaults.unloadDelay));
    defaults.bundleTimeout = int(options.value(u"bundleTimeout").toInteger(defaults.bundleTimeout));
    return defaults;
}

} // namespace

ScriptBackend &ScriptBackendHandle::backendOf(QObject *handle)
{
    if (!handle)
        throw Error(QStringLiteral("The backend is closed"));
    return *static_cast<ScriptBackendHandle *>(handle)->shared;
}

QJSValue ScriptBridge::createBackend(const QJSValue &given)
{
    Call call(this);
    try {
        const Value values = fromJSValue(given);
        BackendOptions options;
        options.database = databaseOf(values.value(u"db"));
        for (const auto &[name, db] : values.value(u"extraDbs").members())
            options.extraDatabases[name] = databaseOf(db);
        options.presence = values.value(u"presence").toBool();
        options.suppressPublish = values.value(u"suppressPublish").toBool();
        options.doNotCommitNoOps = values.value(u"doNotCommitNoOps").toBool();
        if (const Value &retries = values.value(u"maxSubmitRetries"); retries.isNumber())
            options.maxSubmitRetries = int(retries.toInteger());
        options.modelOptions = modelOptionsOf(values.value(u"modelOptions"), {});
        const auto backend = std::make_shared<ScriptBackend>(std::move(options));
        m_backends.push_back(backend);
        return m_engine->newQObject(new ScriptBackendHandle(backend));
    } catch (const Error &error) {
        call.fail(toJS(error));
        return {};
    }
}

// "request": for the connect middleware.
QJSValue ScriptBridge::backendModel(QObject *handle, const QJSValue &options, const QJSValue &request)
{
    Call call(this);
    try {
        ScriptBackend &backend = ScriptBackendHandle::backendOf(handle);
        const ModelOptions modelOptions = modelOptionsOf(fromJSValue(options), backend.backend.options().modelOptions);
        ConnectionRequest connection;
        if (request.isObject())
            connection.data = QVariant::fromValue(request);
        const auto root = std::make_shared<ScriptRoot>(this, backend.backend.createModel(modelOptions, connection));
        root->backend = static_cast<ScriptBackendHandle *>(handle)->shared;
        m_connected.push_back(root);
        return newHandle(root, *root->model());
    } catch (const Error &error) {
        call.fail(toJS(error));
        return {};
    }
}

QJSValue ScriptBridge::backendListen(QObject *handle, int port, const QString &host)
{
    Call call(this);
    try {
        ScriptBackend &backend = ScriptBackendHandle::backendOf(handle);
        auto gateway = std::make_unique<Gateway>(&backend.backend);
        const QHostAddress address(host);
        if (address.isNull())
            throw Error(QStringLiteral("Not an address to listen at: %1").arg(host));
        gateway->listen(address, quint16(port));
        const int listening = gateway->serverPort();
        backend.gateways.push_back(std::move(gateway));
        return QJSValue(listening);
    } catch (const Error &error) {
        call.fail(toJS(error));
        return {};
    }
}

void ScriptBridge::backendProjection(QObject *handle, const QString &name, const QString &collection,
                                     const QStringList &fields)
{
    Call call(this);
    try {
        ScriptBackendHandle::backendOf(handle).backend.addProjection(Key(name), Key(collection), fields);
    } catch (const Error &error) {
        call.fail(toJS(error));
    }
}

bool ScriptBridge::isListening() const
{
    return std::any_of(m_backends.begin(), m_backends.end(), [](const auto &each) {
        return !static_cast<const ScriptBackend *>(each.get())->gateways.empty();
    });
}

void ScriptBridge::backendClose(QObject *handle)
{
    if (!handle)
        return;
    const auto shared = static_cast<ScriptBackendHandle *>(handle)->shared;
    shared->gateways.clear();
    shared->backend.close();
    std::erase_if(m_backends, [&](const auto &each) { return each == shared; });
}

} // namespace Racer
