// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "heads_p.h"

#include "channels_p.h"
#include "serverot_p.h"

namespace Racer {

namespace {

constexpr size_t maxWindow = 256;
constexpr qsizetype maxWindowBytes = 1024 * 1024;
constexpr qsizetype headBytes = 1024; // with an empty document

qsizetype sizeOf(const Op &op)
{
    return qsizetype(sizeof(Op)) + ServerOt::approximateSize(op.edit) + ServerOt::approximateSize(op.createData);
}

} // namespace

Head::Head(const DocName &name) : doc(name), channels{name.collection, documentChannel(name)} { }

qsizetype Head::bytes() const noexcept
{
    return headBytes + m_documentBytes + m_windowBytes;
}

bool Head::takeRecentOps(qint64 from, std::vector<Op> &ops) const
{
    if (from < windowStart())
        return false;
    ops.insert(ops.end(), window.begin() + (from - windowStart()), window.end());
    return true;
}

void Head::append(const Op &op)
{
    const qsizetype size = sizeOf(op);
    window.push_back(op);
    m_windowBytes += size;
    // What the database does not have yet must stay.
    while ((window.size() > maxWindow || m_windowBytes > maxWindowBytes) && window.size() > pipeline.size() + 1) {
        m_windowBytes -= sizeOf(window.front());
        window.pop_front();
    }
    m_documentBytes += size;
    if (m_documentBytes > 2 * m_measuredBytes + 65536)
        measure();
}

void Head::reload(const Snapshot &stored)
{
    if (stored.version != snapshot.version) {
        window.clear();
        m_windowBytes = 0;
    }
    snapshot = stored;
    loaded = true;
    measure();
}

void Head::measure()
{
    m_measuredBytes = ServerOt::approximateSize(snapshot.data);
    m_documentBytes = m_measuredBytes;
}

void Head::invalidate()
{
    loaded = false;
    window.clear();
    m_windowBytes = 0;
    snapshot = {};
    ++epoch;
}

std::shared_ptr<Head> Heads::get(const DocName &doc)
{
    const auto [entry, isNew] = m_heads.try_emplace(doc);
    if (isNew) {
        entry->second = std::make_shared<Head>(doc);
        entry->second->m_place = m_recent.insert(m_recent.begin(), entry->second.get());
    } else {
        m_recent.splice(m_recent.begin(), m_recent, entry->second->m_place);
    }
    return entry->second;
}

Head *Heads::find(const DocName &doc) const
{
    const auto entry = m_heads.find(doc);
    return entry == m_heads.end() ? nullptr : entry->second.get();
}

void Heads::trim(Head *used)
{
    m_bytes += used->bytes() - used->m_counted;
    used->m_counted = used->bytes();
    auto place = m_recent.end();
    while ((size() > m_maxCount || m_bytes > m_maxBytes) && place != m_recent.begin()) {
        Head *head = *--place;
        if (head == used || !head->isIdle())
            continue;
        m_bytes -= head->m_counted;
        place = m_recent.erase(place);
        m_heads.erase(DocName(head->doc));
    }
}

void Heads::clear()
{
    // A submission and its head hold each other.
    for (const auto &[doc, head] : m_heads) {
        head->queue.clear();
        head->pipeline.clear();
    }
    m_recent.clear();
    m_heads.clear();
    m_bytes = 0;
}

} // namespace Racer
