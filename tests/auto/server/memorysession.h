// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>
#include <Racer/json.h>
#include <Racer/sqlsession.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

// What the sessions of one database share: documents in memory, and a gate at which database threads can be held.
class MemoryStore
{
    Q_DISABLE_COPY_MOVE(MemoryStore)
public:
    struct Document
    {
        Racer::Snapshot snapshot;
        std::vector<Racer::Op> ops;
    };

    MemoryStore() = default;

    void hold()
    {
        const std::lock_guard lock(m_mutex);
        m_isHeld = true;
    }
    void release()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isHeld = false;
        }
        m_changed.notify_all();
    }
    // Returns once that many threads stand at the gate.
    void waitUntilHeld(int count)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_heldCount == count; });
    }
    // Calls "use" in a database thread, alone.
    template<typename Use>
    auto access(Use use)
    {
        std::unique_lock lock(m_mutex);
        ++m_heldCount;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return !m_isHeld; });
        --m_heldCount;
        return use(*this);
    }
    // The same for the test.
    template<typename Use>
    auto inspect(Use use)
    {
        const std::lock_guard lock(m_mutex);
        return use(*this);
    }

    [[nodiscard]] Document document(const Racer::Key &id) const
    {
        const auto found = documents.find(id.toString());
        return found == documents.end() ? Document() : found->second;
    }

    std::map<QString, Document> documents;
    std::vector<size_t> groups; // the size of every transaction
    std::vector<std::thread::id> opened;
    std::vector<std::thread::id> closed;

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isHeld = false;
    int m_heldCount = 0;
};

// Everything that concerns the id or collection "broken" throws.
class MemorySession : public Racer::SqlSession
{
public:
    explicit MemorySession(MemoryStore &store) : m_store(store)
    {
        m_store.inspect([](MemoryStore &open) { open.opened.push_back(std::this_thread::get_id()); });
    }
    ~MemorySession() override
    {
        m_store.inspect([](MemoryStore &open) { open.closed.push_back(std::this_thread::get_id()); });
    }

    std::vector<Outcome> commit(const std::vector<Commit> &group) override
    {
        return m_store.access([&](MemoryStore &store) {
            store.groups.push_back(group.size());
            for (const Commit &commit : group)
                check(commit.doc.id);
            std::vector<Outcome> outcomes(group.size());
            for (size_t i = 0; i < group.size(); ++i) {
                MemoryStore::Document &document = store.documents[group[i].doc.id.toString()];
                if (document.snapshot.version != group[i].version - 1) {
                    outcomes[i].result = Racer::Database::CommitResult::LostRace;
                    continue;
                }
                document.snapshot = {group[i].doc.id, group[i].version, group[i].type, parse(group[i].data),
                                     parse(group[i].metadata)};
                document.ops.push_back(Racer::Op::fromValue(parse(group[i].operation)));
                document.ops.back().doc = group[i].doc;
            }
            return outcomes;
        });
    }
    std::vector<Racer::Snapshot> getSnapshots(const Racer::Key &, const Racer::Database::Names &ids) override
    {
        return m_store.access([&](MemoryStore &store) {
            std::vector<Racer::Snapshot> snapshots;
            for (const Racer::Key &id : ids) {
                check(id);
                snapshots.push_back(store.document(id).snapshot);
                snapshots.back().id = id;
            }
            return snapshots;
        });
    }
    std::vector<std::vector<Racer::Op>> getOps(const Racer::Key &,
                                               const std::vector<Racer::Database::OpRange> &ranges) override
    {
        return m_store.access([&](MemoryStore &store) {
            std::vector<std::vector<Racer::Op>> lists;
            for (const Racer::Database::OpRange &range : ranges) {
                check(range.id);
                lists.push_back(store.document(range.id).ops);
            }
            return lists;
        });
    }
    std::optional<qint64> getCommittedOpVersion(const Racer::DocName &doc, const Racer::Key &, double seq) override
    {
        return m_store.access([&](MemoryStore &store) -> std::optional<qint64> {
            check(doc.id);
            const MemoryStore::Document document = store.document(doc.id);
            for (const Racer::Op &op : document.ops) {
                if (op.seq == seq)
                    return op.version;
            }
            return {};
        });
    }
    Racer::Database::QueryResult query(const Racer::Key &collection, const Racer::Value &) override
    {
        return m_store.access([&](MemoryStore &store) {
            check(collection);
            Racer::Database::QueryResult result;
            for (const auto &[id, document] : store.documents)
                result.snapshots.push_back(document.snapshot);
            return result;
        });
    }

private:
    static Racer::Value parse(const QByteArray &json)
    {
        return json.isNull() ? Racer::Value() : Racer::Json::parse(QByteArrayView(json));
    }
    static void check(const Racer::Key &name)
    {
        if (name == u"broken")
            throw Racer::Error(Racer::ErrorCode::DatabaseFailed, QStringLiteral("The disk is broken"));
    }

    MemoryStore &m_store;
};
