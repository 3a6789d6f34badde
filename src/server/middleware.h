// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/projection.h>
#include <Racer/racerserverexport.h>

#include <QtCore/QHash>
#include <QtCore/QList>

#include <functional>
#include <memory>
#include <vector>

namespace Racer {

class Agent;
class Backend;
class SubmitRequest;

// To be called once, now or later, on the backend's thread: a null Error lets the request go on, any other ends it.
using Next = std::function<void(Error)>;

// What every middleware function is told. It lives until the function's Next has been called.
struct MiddlewareContext
{
    Agent *agent = nullptr;
    Backend *backend = nullptr;
};

struct ConnectContext : MiddlewareContext
{
};

struct ReceiveContext : MiddlewareContext
{
    Value data; // the message; may be replaced or edited
};

struct ReplyContext : MiddlewareContext
{
    Value request;
    Value reply; // may be edited
};

struct QueryContext : MiddlewareContext
{
    Key index;      // the name the client used
    Key collection; // the real one
    const Projection *projection = nullptr;
    QList<Key> channels; // what a followed query listens to; the collection's unless changed
    Value query;
    Value options; // "db" names an extra database
};

struct RACER_SERVER_EXPORT ReadSnapshotsContext : MiddlewareContext
{
    enum class SnapshotType : quint8 { Current, ByVersion, ByTimestamp };

    Key collection;
    std::vector<Snapshot> snapshots; // after projection; data may be edited
    SnapshotType snapshotType = SnapshotType::Current;

    void rejectSnapshotRead(const Snapshot &snapshot, const Error &error);
    // The client ends its subscription without telling the application.
    void rejectSnapshotReadSilent(const Snapshot &snapshot, const QString &message);

    QHash<Key, Error> rejected;
};

struct OpContext : MiddlewareContext
{
    Key collection;
    Key id;
    Op op; // after projection; may be edited
};

struct PresenceContext : MiddlewareContext
{
    Key collection; // of a document presence
    Value presence; // may be edited
};

// The functions registered for one action, run in the order of registration.
template<typename Context>
class MiddlewareChain
{
public:
    using Function = std::function<void(Context &, Next)>;

    [[nodiscard]] bool isEmpty() const noexcept { return m_functions.empty(); }
    void append(Function function) { m_functions.push_back(std::move(function)); }

    // "done" gets the first error, or a null one after the last function.
    void run(std::shared_ptr<Context> context, Next done) const
    {
        if (m_functions.empty())
            return done({});
        step(std::make_shared<const std::vector<Function>>(m_functions), 0, std::move(context), std::move(done));
    }

private:
    static void step(std::shared_ptr<const std::vector<Function>> functions, size_t index,
                     std::shared_ptr<Context> context, Next done)
    {
        auto called = std::make_shared<bool>(false);
        Next next = [called, functions, index, context, done](Error error) {
            if (std::exchange(*called, true))
                return;
            if (error || index + 1 == functions->size())
                return done(std::move(error));
            step(functions, index + 1, context, done);
        };
        try {
            (*functions)[index](*context, next);
        } catch (const Error &error) {
            next(error);
        }
    }

    std::vector<Function> m_functions;
};

struct MiddlewareTable
{
    MiddlewareChain<ConnectContext> connect;
    MiddlewareChain<ReceiveContext> receive;
    MiddlewareChain<ReplyContext> reply;
    MiddlewareChain<QueryContext> query;
    MiddlewareChain<ReadSnapshotsContext> readSnapshots;
    MiddlewareChain<OpContext> op;
    MiddlewareChain<SubmitRequest> submit;
    MiddlewareChain<SubmitRequest> apply;
    MiddlewareChain<SubmitRequest> commit;
    MiddlewareChain<SubmitRequest> afterWrite;
    MiddlewareChain<PresenceContext> receivePresence;
    MiddlewareChain<PresenceContext> sendPresence;
};

template<typename Context>
using MiddlewareAction = MiddlewareChain<Context> MiddlewareTable::*;

// What Backend::use() can be given: ShareDB's names.
namespace Actions {
inline constexpr auto connect = &MiddlewareTable::connect;
inline constexpr auto receive = &MiddlewareTable::receive;
inline constexpr auto reply = &MiddlewareTable::reply;
inline constexpr auto query = &MiddlewareTable::query;
inline constexpr auto readSnapshots = &MiddlewareTable::readSnapshots;
inline constexpr auto op = &MiddlewareTable::op;
inline constexpr auto submit = &MiddlewareTable::submit;
inline constexpr auto apply = &MiddlewareTable::apply;
inline constexpr auto commit = &MiddlewareTable::commit;
inline constexpr auto afterWrite = &MiddlewareTable::afterWrite;
inline constexpr auto receivePresence = &MiddlewareTable::receivePresence;
inline constexpr auto sendPresence = &MiddlewareTable::sendPresence;
} // namespace Actions

} // namespace Racer
