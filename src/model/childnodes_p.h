// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/key.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace Racer {

// The named children of a node of a tree of paths: open addressing, since most nodes have very few and all are looked
// up all the time. A Node has its name as "name".
template<typename Node>
class ChildNodes
{
public:
    ChildNodes() = default;
    ChildNodes(const ChildNodes &) = delete;

    [[nodiscard]] bool isEmpty() const noexcept { return m_count == 0; }
    [[nodiscard]] size_t count() const noexcept { return m_count; }

    [[nodiscard]] Node *find(const Key &name) const noexcept
    {
        if (m_count == 0)
            return nullptr;
        for (size_t i = home(name); m_slots[i]; i = (i + 1) & (m_slots.size() - 1)) {
            if (m_slots[i]->name == name)
                return m_slots[i].get();
        }
        return nullptr;
    }

    void add(std::unique_ptr<Node> node)
    {
        if (2 * (m_count + 1) > m_slots.size()) {
            auto old = std::exchange(m_slots, {});
            m_slots.resize(std::max<size_t>(4, old.size() * 2));
            for (auto &slot : old) {
                if (slot)
                    place(std::move(slot));
            }
        }
        place(std::move(node));
        ++m_count;
    }

    // It has to be there.
    void remove(const Key &name)
    {
        const size_t mask = m_slots.size() - 1;
        size_t i = home(name);
        while (m_slots[i]->name != name)
            i = (i + 1) & mask;
        m_slots[i].reset();
        --m_count;
        // What follows may have been pushed on by the one that is gone.
        for (size_t next = (i + 1) & mask; m_slots[next]; next = (next + 1) & mask)
            place(std::move(m_slots[next]));
    }

    template<typename F>
    void forEach(F &&function) const
    {
        for (const auto &slot : m_slots) {
            if (slot)
                function(slot.get());
        }
    }

private:
    [[nodiscard]] size_t home(const Key &name) const noexcept { return name.hash() & (m_slots.size() - 1); }
    void place(std::unique_ptr<Node> node)
    {
        size_t i = home(node->name);
        while (m_slots[i])
            i = (i + 1) & (m_slots.size() - 1);
        m_slots[i] = std::move(node);
    }

    std::vector<std::unique_ptr<Node>> m_slots; // a power of two, at most half full
    size_t m_count = 0;
};

} // namespace Racer
