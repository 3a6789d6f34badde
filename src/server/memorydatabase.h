// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/database.h>

namespace Racer {

class RACER_SERVER_EXPORT MemoryDatabase : public Database
{
    Q_OBJECT
public:
    explicit MemoryDatabase(QObject *parent = nullptr);
    ~MemoryDatabase() override;

    [[nodiscard]] bool isSynchronous() const override { return true; }
    void commit(std::vector<Commit> group,
                std::function<void(std::vector<CommitResult>, std::vector<Error>)> done) override;
    void getSnapshots(const Key &collection, Names ids, Callback<std::vector<Snapshot>> done) override;
    void getOps(const Key &collection, std::vector<OpRange> ranges,
                Callback<std::vector<std::vector<Op>>> done) override;
    void query(const Key &collection, const Value &query, const Value &options,
               Callback<QueryResult> done) override;
    void close() override;

private:
    struct Document;
    struct Data;

    [[nodiscard]] Document *find(const Key &collection, const Key &id) const;

    const std::unique_ptr<Data> d;
};

} // namespace Racer
