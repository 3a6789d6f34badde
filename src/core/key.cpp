// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "key.h"

#include "latin1_p.h"

#include <QtCore/QDebug>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>

/*!
    \class Racer::Key
    \inmodule Racer
    \brief A name: an object's key, a segment of a path, a collection, an id.

    A Key is one pointer to shared, immutable UTF-16 text that remembers its hash. Copies are cheap, and a string
    Value made from a key shares its text. The empty key is a valid name.

    Keys are reentrant, and copies of one key may be used in different threads.

    \sa Racer::Path, Racer::Value
*/

namespace Racer {

namespace detail {

StringData *StringData::create(qsizetype size, qsizetype capacity)
{
    capacity = std::max(size, capacity);
    if (capacity > qsizetype(std::numeric_limits<qint32>::max()))
        qBadAlloc();
    void *memory = std::malloc(sizeof(StringData) + size_t(capacity) * sizeof(char16_t));
    Q_CHECK_PTR(memory);
    return new (memory) StringData{{1}, quint32(size), {0}, quint32(capacity)};
}

StringData *StringData::create(QStringView text)
{
    StringData *data = create(text.size());
    std::copy_n(text.utf16(), text.size(), data->units());
    return data;
}

void StringData::destroy(StringData *data) noexcept
{
    std::free(static_cast<void *>(data));
}

quint32 StringData::computeHash(QStringView text) noexcept
{
    // Seeded once, so that nobody outside can prepare keys that collide.
    static const size_t seed = QHashSeed::globalSeed();
    if (text.isEmpty())
        return 1;
    const quint64 hash = qHash(text, seed);
    const auto folded = quint32(hash ^ (hash >> 32));
    return folded ? folded : 1;
}

} // namespace detail

/*!
    \fn Key::Key(QStringView text)
    Constructs a key of \a text. A null and an empty text both give the empty key.
*/

/*!
    \fn bool Key::isEmpty() const
    Returns true for the empty key.
*/
/*!
    \fn qsizetype Key::size() const
    Returns the number of UTF-16 units.
*/
/*!
    \fn QStringView Key::view() const
    Returns the text, valid as long as a copy of this key lives; never null.
*/
/*!
    \fn QString Key::toString() const
    Returns a copy of the text.
*/
/*!
    \fn quint32 Key::hash() const
    Returns a hash of the text that differs from one run of the program to the next.
*/
/*!
    \fn std::strong_ordering operator<=>(const Key &a, const Key &b)
    Orders by UTF-16 units, as JavaScript compares strings.
*/

/*! Constructs a key of the Latin-1 \a text. */
Key::Key(QLatin1StringView text) : d(detail::fromLatin1(text)) { }

/*!
    Returns true if the key is decimal digits only ("0", "12", "01"): what Racer takes for an array index.
*/
bool Key::isIndex() const noexcept
{
    const QStringView text = view();
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/*!
    Returns the number that the key's digits spell, or -1 if isIndex() is false or the number is above 2147483647.
*/
qsizetype Key::toIndex() const noexcept
{
    if (!isIndex())
        return -1;
    qint64 index = 0;
    for (QChar c : view()) {
        index = index * 10 + (c.unicode() - u'0');
        if (index > std::numeric_limits<qint32>::max())
            return -1;
    }
    return qsizetype(index);
}

/*! Returns the decimal digits of \a index as a key. */
Key Key::fromIndex(qsizetype index)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof(digits), index).ptr;
    return Key(QLatin1StringView(digits, end - digits));
}

/*! Writes the key as a quoted string to \a debug. */
QDebug operator<<(QDebug debug, const Key &key)
{
    return debug << key.view();
}

} // namespace Racer
