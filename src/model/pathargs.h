// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/patharg.h>

#include <QtCore/QStringList>

#include <initializer_list>

namespace Racer {

// Several paths as one argument: {u"a", u"b"}, a single path, or a list. As a PathArg it refers to what it was made
// from, and lives no longer than the call it is passed to.
class RACER_CLIENT_EXPORT PathArgs
{
public:
    PathArgs() = default; // none
    PathArgs(std::initializer_list<PathArg> paths) : m_paths(paths) { }
    template<typename T>
        requires std::is_convertible_v<const T &, PathArg>
    PathArgs(const T &path) : m_paths({PathArg(path)}) { }
    PathArgs(QList<PathArg> paths) : m_paths(std::move(paths)) { }
    PathArgs(const QStringList &paths) : m_paths(paths.cbegin(), paths.cend()) { }

    [[nodiscard]] qsizetype size() const noexcept { return m_paths.size(); }
    [[nodiscard]] auto begin() const noexcept { return m_paths.cbegin(); }
    [[nodiscard]] auto end() const noexcept { return m_paths.cend(); }

private:
    QList<PathArg> m_paths;
};

} // namespace Racer
