// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/memorydatabase.h>

#include <deque>

// A database that answers commits when the test says so, and fails when it is told to.
class SlowDatabase final : public Racer::MemoryDatabase
{
public:
    using Done = std::function<void(std::vector<CommitResult>, std::vector<Racer::Error>)>;

    bool isSynchronous() const override { return false; }

    void commit(std::vector<Commit> group, Done done) override
    {
        groupSizes.append(int(group.size()));
        m_waiting.push_back({std::move(group), std::move(done)});
    }

    [[nodiscard]] bool isWaiting() const { return !m_waiting.empty(); }

    // Answers the oldest group.
    void answer()
    {
        auto [group, done] = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (failure) {
            const size_t size = group.size();
            done(std::vector(size, CommitResult::Failed), std::vector(size, std::exchange(failure, {})));
            return;
        }
        MemoryDatabase::commit(std::move(group), std::move(done));
    }

    // Commits an op as another server would.
    void commitElsewhere(Racer::Op op, Racer::Snapshot snapshot)
    {
        std::vector<Commit> group;
        group.push_back({std::move(op), std::move(snapshot)});
        MemoryDatabase::commit(std::move(group), [](const auto &, const auto &) { });
    }

    Racer::Error failure;
    QList<int> groupSizes;

private:
    std::deque<std::pair<std::vector<Commit>, Done>> m_waiting;
};
