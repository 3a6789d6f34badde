// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptbackend_p.h"
#include "scriptbridge_p.h"

namespace Racer {

namespace {

Value keysToValue(const QList<Key> &keys)
{
    return Value::array(QList<Value>(keys.begin(), keys.end()));
}

Value projectionToValue(const Projection *projection)
{
    if (!projection)
        return nullptr;
    Value fields = Value::object();
    for (const Key &field : projection->fields())
        fields.set(field, true);
    return Value::object({{u"target", projection->collection()}, {u"fields", fields}});
}

Value opToValue(const Op &op)
{
    Value value = op.toPublished();
    value.set(u"m", op.meta.isNullish() ? Value::object() : op.meta);
    return value;
}

// Which document, version and connection it is of stays as it was.
void setOp(Op &op, const Value &value)
{
    const Op edited = Op::fromValue(value);
    op.kind = edited.kind;
    op.edit = edited.edit;
    op.createType = edited.createType;
    op.createData = edited.createData;
    op.meta = edited.meta;
}

Value snapshotToValue(const Snapshot &snapshot)
{
    Value value = Value::object({{u"id", snapshot.id}, {u"v", snapshot.version}, {u"type", nullptr}});
    if (snapshot.exists())
        value.set(u"type", snapshot.type);
    if (!snapshot.data.isUndefined())
        value.set(u"data", snapshot.data);
    value.set(u"m", snapshot.meta.isUndefined() ? Value(nullptr) : snapshot.meta);
    return value;
}

// Calls "set" if the function has changed the member.
template<typename Set>
void takeMember(const Value &before, const Value &edited, QStringView name, Set set)
{
    if (const Value &value = edited.value(name); value != before.value(name))
        set(value);
}

Value describe(const ConnectContext &)
{
    return Value::object();
}

void take(ConnectContext &, const Value &, const Value &) { }

Value describe(const ReceiveContext &context)
{
    return Value::object({{u"data", context.data}});
}

void take(ReceiveContext &context, const Value &before, const Value &edited)
{
    takeMember(before, edited, u"data", [&](const Value &value) { context.data = value; });
}

Value describe(const ReplyContext &context)
{
    return Value::object({{u"request", context.request}, {u"reply", context.reply}});
}

void take(ReplyContext &context, const Value &before, const Value &edited)
{
    takeMember(before, edited, u"reply", [&](const Value &value) { context.reply = value; });
}

Value describe(const QueryContext &context)
{
    return Value::object({{u"index", context.index},
                          {u"collection", context.collection},
                          {u"projection", projectionToValue(context.projection)},
                          {u"channels", keysToValue(context.channels)},
                          {u"query", context.query},
                          {u"options", context.options}});
}

QList<Key> keysOf(const Value &array)
{
    QList<Key> keys;
    for (const Value &element : array.elements())
        keys.append(element.toKey());
    return keys;
}

void take(QueryContext &context, const Value &before, const Value &edited)
{
    takeMember(before, edited, u"query", [&](const Value &value) { context.query = value; });
    takeMember(before, edited, u"options", [&](const Value &value) { context.options = value; });
    takeMember(before, edited, u"channels", [&](const Value &value) { context.channels = keysOf(value); });
}

Value describe(const ReadSnapshotsContext &context)
{
    constexpr std::array types{u"current", u"byVersion", u"byTimestamp"};
    QList<Value> snapshots;
    for (const Snapshot &snapshot : context.snapshots)
        snapshots.append(snapshotToValue(snapshot));
    return Value::object({{u"collection", context.collection},
                          {u"snapshots", Value::array(snapshots)},
                          {u"snapshotType", types[size_t(context.snapshotType)]}});
}

void take(ReadSnapshotsContext &context, const Value &before, const Value &edited)
{
    const Value &snapshotsBefore = before.value(u"snapshots");
    const Value &snapshots = edited.value(u"snapshots");
    for (size_t i = 0; i < context.snapshots.size(); ++i) {
        takeMember(snapshotsBefore.at(qsizetype(i)), snapshots.at(qsizetype(i)), u"data",
                   [&](const Value &value) { context.snapshots[i].data = value; });
    }
    for (const Value &each : edited.value(u"rejected").elements()) {
        Snapshot rejected;
        rejected.id = each.value(u"id").toKey();
        context.rejectSnapshotRead(rejected, Error::fromValue(each.value(u"error")));
    }
}

Value describe(const OpContext &context)
{
    return Value::object({{u"collection", context.collection}, {u"id", context.id}, {u"op", opToValue(context.op)}});
}

void take(OpContext &context, const Value &before, const Value &edited)
{
    takeMember(before, edited, u"op", [&](const Value &value) { setOp(context.op, value); });
}

Value describe(const SubmitRequest &request)
{
    QList<Value> ops;
    for (const Op &op : request.ops)
        ops.append(opToValue(op));
    return Value::object({{u"index", request.index},
                          {u"collection", request.op.doc.collection},
                          {u"id", request.op.doc.id},
                          {u"projection", projectionToValue(request.projection)},
                          {u"op", opToValue(request.op)},
                          {u"extra", request.extra.isUndefined() ? Value::object() : request.extra},
                          {u"custom", request.custom.isUndefined() ? Value::object() : request.custom},
                          {u"start", request.start},
                          {u"snapshot", request.snapshot.id.isEmpty() ? Value() : snapshotToValue(request.snapshot)},
                          {u"ops", Value::array(ops)},
                          {u"channels", keysToValue(request.channels)},
                          {u"suppressPublish", request.suppressPublish},
                          {u"maxRetries", request.maxRetries ? Value(*request.maxRetries) : Value(nullptr)},
                          {u"retries", request.retries}});
}

void take(SubmitRequest &request, const Value &before, const Value &edited)
{
    takeMember(before, edited, u"op", [&](const Value &value) { setOp(request.op, value); });
    takeMember(before, edited, u"extra", [&](const Value &value) { request.extra = value; });
    takeMember(before, edited, u"custom", [&](const Value &value) { request.custom = value; });
    takeMember(before, edited, u"channels", [&](const Value &value) { request.channels = keysOf(value); });
    takeMember(before, edited, u"suppressPublish",
               [&](const Value &value) { request.suppressPublish = value.isTruthy(); });
    takeMember(before, edited, u"maxRetries", [&](const Value &value) {
        request.maxRetries = value.isNumber() ? std::optional(int(value.toInteger())) : std::nullopt;
    });
}

Value describe(const PresenceContext &context)
{
    return Value::object({{u"collection", context.collection}, {u"presence", context.presence}});
}

void take(PresenceContext &context, const Value &before, const Value &edited)
{
    takeMember(before, edited, u"presence", [&](const Value &value) { context.presence = value; });
}

// What the application gave to createModel(), else what is known of the client's HTTP request.
QJSValue requestOf(const ConnectionRequest &request, QJSEngine *engine)
{
    if (request.data.metaType() == QMetaType::fromType<QJSValue>())
        return request.data.value<QJSValue>();
    Value headers = Value::object();
    for (const auto &[name, value] : request.headers.asKeyValueRange())
        headers.set(Key(QString::fromLatin1(name)), QString::fromLatin1(value));
    const Value peer = Value::object({{u"remoteAddress", request.peerAddress}, {u"remotePort", int(request.peerPort)}});
    const Value parts = Value::object({{u"url", request.url.toString()}, {u"headers", headers}, {u"socket", peer}});
    return toJSValue(parts, engine);
}

QJSValue agentOf(ScriptBackend &backend, Agent *agent, QJSEngine *engine)
{
    if (const auto known = backend.agents.find(agent);
        known != backend.agents.end() && !known->second.first.expired())
        return known->second.second;
    std::erase_if(backend.agents, [](const auto &each) { return each.second.first.expired(); });
    QJSValue js = engine->newObject();
    js.setProperty(QStringLiteral("clientId"), agent->clientId().toString());
    js.setProperty(QStringLiteral("src"), agent->src().toString());
    js.setProperty(QStringLiteral("custom"), engine->newObject());
    js.setProperty(QStringLiteral("req"), requestOf(agent->request(), engine));
    backend.agents.insert_or_assign(agent, std::pair(agent->weak_from_this(), js));
    return js;
}

template<typename Context>
SubmitRequest *asSubmit(Context &context)
{
    if constexpr (std::is_same_v<Context, SubmitRequest>)
        return &context;
    else
        return nullptr;
}

// "function" is called with the number of the step, the request and the agent, and answers by middlewareNext().
template<typename Context>
void use(ScriptBackend *backend, MiddlewareAction<Context> action, ScriptBridge *bridge, const QJSValue &function)
{
    backend->backend.use(action, [backend, bridge = QPointer(bridge), function](Context &context, const Next &next) {
        if (!bridge)
            return next(Error(QStringLiteral("The engine is gone")));
        const Value before = describe(context);
        const int number = ++backend->lastStep;
        backend->steps.emplace(number, ScriptBackend::Step{
            [&context, before](const Value &edited) { take(context, before, edited); }, asSubmit(context), next});
        function.call({QJSValue(number), bridge->toJS(before),
                       agentOf(*backend, context.agent, bridge->engine())});
    });
}

} // namespace

void ScriptBridge::backendUse(QObject *handle, const QString &action, const QJSValue &function)
{
    Call call(this);
    try {
        ScriptBackend *const backend = &ScriptBackendHandle::backendOf(handle);
        bool isKnown = false;
        const auto offer = [&](QStringView name, auto member) {
            if (action == name) {
                use(backend, member, this, function);
                isKnown = true;
            }
        };
        offer(u"connect", Actions::connect);
        offer(u"receive", Actions::receive);
        offer(u"reply", Actions::reply);
        offer(u"query", Actions::query);
        offer(u"readSnapshots", Actions::readSnapshots);
        offer(u"op", Actions::op);
        offer(u"submit", Actions::submit);
        offer(u"apply", Actions::apply);
        offer(u"commit", Actions::commit);
        offer(u"afterWrite", Actions::afterWrite);
        offer(u"receivePresence", Actions::receivePresence);
        offer(u"sendPresence", Actions::sendPresence);
        if (!isKnown)
            throw Error(QStringLiteral("There is no middleware action \"%1\"").arg(action));
    } catch (const Error &error) {
        call.fail(toJS(error));
    }
}

// Ends a step: with "error", or with what the function has changed of its request.
void ScriptBridge::middlewareNext(QObject *handle, int number, const QJSValue &error, const QJSValue &edited)
{
    if (!handle)
        return;
    const auto backend = static_cast<ScriptBackendHandle *>(handle)->shared; // next() may let go of it
    auto step = backend->steps.extract(number);
    if (step.empty())
        return; // it was called before
    Error failure;
    try {
        failure = Error::fromValue(fromJSValue(error));
        if (!failure)
            step.mapped().take(fromJSValue(edited));
    } catch (const Error &exception) {
        failure = exception;
    }
    Call call(this);
    step.mapped().next(failure);
}

// Answers the amended op.
QJSValue ScriptBridge::middlewareFixup(QObject *handle, int number, const QJSValue &edited, const QJSValue &edit)
{
    Call call(this);
    try {
        ScriptBackend &backend = ScriptBackendHandle::backendOf(handle);
        const auto step = backend.steps.find(number);
        if (step == backend.steps.end())
            throw Error(QStringLiteral("The request has gone on"));
        step->second.take(fromJSValue(edited));
        SubmitRequest &request = *step->second.submit;
        request.fixup(fromJSValue(edit));
        return toJS(opToValue(request.op));
    } catch (const Error &error) {
        call.fail(toJS(error));
        return {};
    }
}

} // namespace Racer
