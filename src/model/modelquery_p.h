// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "loader_p.h"

#include <Racer/modelquery.h>
#include <Racer/query.h>

namespace Racer {

// The counts of a query and its results in the model. Where the results come from is for the derived classes.
class ModelQueryPrivate
{
public:
    ModelQueryPrivate(RootModelPrivate *rootModel, Key context, Key collection, Key hash);
    virtual ~ModelQueryPrivate() = default;

    // Brings the results up to date, and calls "done" then.
    virtual void load(Callback done) = 0;
    // Follows them from now on; "done" when the first are there.
    virtual void follow(Callback done) = 0;
    virtual void unfollow() = 0;
    [[nodiscard]] virtual bool isFollowing() const = 0;
    // Nobody uses it any more: lets go of all documents. "last": the results that it had, for the order.
    virtual void letGo(const Value &last, const Manner &manner) = 0;
    // These documents, which are in the model, are results already.
    virtual void holdResults(const QList<Key> &results) = 0;

    void startFollowing();
    void stopFollowing();
    void finishWaiting(const Error &error);
    [[nodiscard]] Release release(int ModelQueryPrivate::*count, int ModelQueryPrivate::*leaving,
                                  Value Context::*contextCounts);
    void endIfUnused();
    // Forgets counts and results without any event.
    void abandon();
    [[nodiscard]] bool isUsed() const noexcept { return fetchCount > 0 || subscribeCount > 0; }
    void setReady();

    [[nodiscard]] Model model() const; // writes with $query
    [[nodiscard]] Manner manner() const;
    [[nodiscard]] Value serialize(QSet<DocName> *written) const;
    void restore(const QList<Key> &results, const Value &newExtra, int fetched);
    [[nodiscard]] static Value toValue(const QList<Key> &ids);

    ModelQuery *q = nullptr;
    RootModelPrivate *const root;
    const QPointer<RootModel> guard; // null: "root" is gone
    std::weak_ptr<ModelQuery> self;
    quint64 serial = 0; // in the order of their making
    const Key collection;
    const Key context; // empty: the root's
    const Key hash;
    Value expression;
    Value options;
    const Path base;
    const Path ids;
    const Path extra;
    Path source; // of an ids query: where the list is
    std::vector<detail::ConfirmationState::Pointer> waiting;
    int fetchCount = 0;
    int fetchLeaving = 0; // of those, released and waiting for the delay
    int subscribeCount = 0;
    int subscribeLeaving = 0;
    quint64 turn = 0;       // of following: the answer to an earlier one does not count
    bool isPending = false; // the first results to follow
    bool isReady = false;
};

// The results are the server's answer to an expression.
class ServerQuery final : public ModelQueryPrivate
{
public:
    using ModelQueryPrivate::ModelQueryPrivate;
    ~ServerQuery() override;

    void load(Callback done) override;
    void follow(Callback done) override;
    void unfollow() override;
    [[nodiscard]] bool isFollowing() const override { return m_following; }
    void letGo(const Value &last, const Manner &manner) override;
    void holdResults(const QList<Key> &results) override;
    void useResults(const QList<Doc *> &results, const Value &newExtra);

private:
    void ask(bool subscribe, Callback done);
    void connectLive();
    [[nodiscard]] std::optional<Value> knownIds() const;
    void hold(const QList<Doc *> &docs);
    // Afterwards, or after the delay, those that nobody holds leave the model.
    void drop(const QList<Key> &dropped);
    void unload(const QList<Key> &dropped, const Manner &manner);
    [[nodiscard]] QList<Key> heldIds(const Value &order) const;
    [[nodiscard]] static QList<Key> idsOf(const QList<Doc *> &docs);

    QPointer<Query> m_live; // on a model that is fetchOnly the fetch in its place
    QHash<Key, int> m_held; // how often each id is among the results
    bool m_following = false;
};

// The results are the documents that a list of ids in the model names.
class IdsQuery final : public ModelQueryPrivate
{
public:
    using ModelQueryPrivate::ModelQueryPrivate;
    ~IdsQuery() override;

    void load(Callback done) override;
    void follow(Callback done) override;
    void unfollow() override;
    [[nodiscard]] bool isFollowing() const override { return m_following && !m_failed; }
    void letGo(const Value &last, const Manner &manner) override;
    void holdResults(const QList<Key> &results) override;

private:
    struct Member
    {
        bool answered = false; // loaded, as far as it can be
        bool subscribed = false;
    };
    struct Requests;

    void listen();
    [[nodiscard]] QList<Key> readList() const;
    // Takes the list as it is now; "all" asks for every document again.
    void update(bool all, Callback done);
    void request(const Key &id, bool again, const std::shared_ptr<Requests> &requests);
    void leave(const QList<std::pair<Key, Member>> &members, const Manner &manner);
    void publish();

    std::vector<Listener> m_listeners;
    QList<Key> m_wanted;
    QHash<Key, Member> m_members;
    QHash<quint64, QList<std::pair<Key, Member>>> m_leaving; // waiting for the delay
    quint64 m_lastBatch = 0;
    bool m_following = false;
    bool m_failed = false; // one of the subscriptions: the next subscribe() tries again
};

} // namespace Racer
