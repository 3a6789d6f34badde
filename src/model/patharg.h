// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/path.h>
#include <Racer/racerclientexport.h>

#include <type_traits>

namespace Racer {

class Model;

// A path as an argument: text, an index, a Path or a model. Refers to what it was made from, so it lives no longer
// than the call it is passed to.
class RACER_CLIENT_EXPORT PathArg
{
public:
    enum class Kind : quint8 { Text, Index, Segments, Absolute };

    PathArg() noexcept = default; // where the model itself is
    PathArg(QStringView text) noexcept : m_text(text) { }
    PathArg(const QString &text) noexcept : m_text(text) { }
    template<size_t N>
    PathArg(const char16_t (&literal)[N]) noexcept : m_text(literal, qsizetype(N - 1)) { }
    template<typename T>
        requires std::is_same_v<T, const char16_t *> || std::is_same_v<T, char16_t *>
    PathArg(T text) noexcept : m_text(text) { }
    PathArg(const Key &text) noexcept : m_text(text.view()) { }
    PathArg(const Path &segments) noexcept : m_segments(&segments), m_kind(Kind::Segments) { }
    PathArg(const Model &model) noexcept; // its absolute path, whatever the receiver's is
    PathArg(int index) noexcept : m_index(index), m_kind(Kind::Index) { }
    PathArg(qsizetype index) noexcept : m_index(index), m_kind(Kind::Index) { }
    PathArg(const char *) = delete;

    [[nodiscard]] Kind kind() const noexcept { return m_kind; }
    [[nodiscard]] QStringView text() const noexcept { return m_text; }
    [[nodiscard]] qsizetype index() const noexcept { return m_index; }
    [[nodiscard]] const Path &segments() const noexcept { return *m_segments; }
    [[nodiscard]] bool isEmpty() const noexcept
    { return m_kind == Kind::Text ? m_text.isEmpty() : m_kind == Kind::Segments && m_segments->isRoot(); }

private:
    QStringView m_text;
    const Path *m_segments = nullptr;
    qsizetype m_index = 0;
    Kind m_kind = Kind::Text;
};

} // namespace Racer
