// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <QtCore/QVarLengthArray>

namespace Racer {

// A place in a tree: segments split at dots, as Racer splits them ("a..b" has an empty middle segment).
class RACER_CORE_EXPORT Path
{
    Q_GADGET
public:
    Path() = default; // the root
    Path(QStringView text);
    Path(const QString &text) : Path(QStringView(text)) { }
    Path(const char16_t *text) : Path(QStringView(text)) { }
    Path(QList<Key> segments) : m_segments(std::move(segments)) { }

    [[nodiscard]] bool isRoot() const noexcept { return m_segments.isEmpty(); }
    [[nodiscard]] qsizetype size() const noexcept { return m_segments.size(); }
    [[nodiscard]] const Key &at(qsizetype index) const { return m_segments.at(index); }
    [[nodiscard]] const QList<Key> &segments() const noexcept { return m_segments; }
    [[nodiscard]] const Key &first() const { return m_segments.first(); }
    [[nodiscard]] const Key &last() const { return m_segments.last(); }
    [[nodiscard]] Path parent(qsizetype levels = 1) const; // never above the root
    [[nodiscard]] Path mid(qsizetype from, qsizetype count = -1) const;
    [[nodiscard]] bool startsWith(const Path &prefix) const noexcept;
    [[nodiscard]] QString toString() const;

    Path &append(const Key &segment) { m_segments.append(segment); return *this; }
    friend Path operator/(Path path, const Key &segment) { path.append(segment); return path; }
    friend Path operator/(Path path, const Path &rest) { path.m_segments.append(rest.m_segments); return path; }
    friend bool operator==(const Path &a, const Path &b) = default;
    friend size_t qHash(const Path &path, size_t seed = 0) noexcept
    { return qHashRange(path.m_segments.begin(), path.m_segments.end(), seed); }

private:
    QList<Key> m_segments;
};

RACER_CORE_EXPORT QDebug operator<<(QDebug debug, const Path &path);

// The value below "root" at "path". Stops at the first nullish value and returns that, as Racer's get does;
// "length" of arrays and strings is their size.
[[nodiscard]] RACER_CORE_EXPORT Value lookup(const Value &root, const Path &path, qsizetype from = 0);

} // namespace Racer

Q_DECLARE_METATYPE(Racer::Path)
