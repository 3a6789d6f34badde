// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace Racer::Json {

// Growing memory of relocatable items that begins on the stack, so that a short message allocates nothing here.
// It never destroys items by itself: keep() and discard() say what becomes of them.
template<typename T, size_t Inline>
class Pile
{
public:
    Pile() noexcept = default;
    ~Pile()
    {
        if (m_items != inlineItems())
            std::free(static_cast<void *>(m_items));
    }
    Q_DISABLE_COPY_MOVE(Pile)

    T *data() noexcept { return m_items; }
    size_t size() const noexcept { return m_size; }
    bool isEmpty() const noexcept { return m_size == 0; }
    T &last() noexcept { return m_items[m_size - 1]; }

    void push(T &&item)
    {
        new (room(1)) T(std::move(item));
        ++m_size;
    }
    // Memory for "count" more items, to be followed by advance().
    T *room(size_t count)
    {
        if (Q_UNLIKELY(m_capacity - m_size < count))
            grow(count);
        return m_items + m_size;
    }
    void advance(size_t count) noexcept { m_size += count; }
    // Forgets the items from "size" on, which somebody took over.
    void keep(size_t size) noexcept { m_size = size; }
    void discard() noexcept
    {
        while (m_size > 0)
            m_items[--m_size].~T();
    }

private:
    T *inlineItems() noexcept { return reinterpret_cast<T *>(m_inline); }

    Q_NEVER_INLINE void grow(size_t count)
    {
        const size_t capacity = m_size + count + m_capacity;
        void *memory = m_items == inlineItems() ? std::malloc(capacity * sizeof(T))
                                                : std::realloc(static_cast<void *>(m_items), capacity * sizeof(T));
        Q_CHECK_PTR(memory);
        if (m_items == inlineItems())
            std::memcpy(memory, m_inline, m_size * sizeof(T));
        m_items = static_cast<T *>(memory);
        m_capacity = capacity;
    }

    alignas(T) char m_inline[Inline * sizeof(T)];
    T *m_items = inlineItems();
    size_t m_size = 0;
    size_t m_capacity = Inline;
};

class Buffer : public Pile<char, 1024>
{
public:
    void put(char c)
    {
        *room(1) = c;
        advance(1);
    }
    void put(const char *text, size_t count)
    {
        std::memcpy(room(count), text, count);
        advance(count);
    }
    void fill(char c, size_t count)
    {
        std::memset(room(count), c, count);
        advance(count);
    }
};

} // namespace Racer::Json
