// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/textsplice.h>

#include <algorithm>
#include <cstring>

namespace Racer {

namespace {

// Long equal parts are compared a block at a time: memcmp is many times faster than a loop over the units.
constexpr qsizetype Block = 512;

bool equalBlock(const char16_t *a, const char16_t *b)
{
    return std::memcmp(a, b, Block * sizeof(char16_t)) == 0;
}

qsizetype commonPrefix(QStringView a, QStringView b, qsizetype limit)
{
    qsizetype size = 0;
    while (size + Block <= limit && equalBlock(a.utf16() + size, b.utf16() + size))
        size += Block;
    while (size < limit && a[size] == b[size])
        ++size;
    return size;
}

qsizetype commonSuffix(QStringView a, QStringView b, qsizetype limit)
{
    const char16_t *const aEnd = a.utf16() + a.size();
    const char16_t *const bEnd = b.utf16() + b.size();
    qsizetype size = 0;
    while (size + Block <= limit && equalBlock(aEnd - size - Block, bEnd - size - Block))
        size += Block;
    while (size < limit && aEnd[-size - 1] == bEnd[-size - 1])
        ++size;
    return size;
}

bool splitsPair(QStringView text, qsizetype at)
{
    return at > 0 && at < text.size() && text[at - 1].isHighSurrogate() && text[at].isLowSurrogate();
}

} // namespace

/*!
    \class Racer::TextRange
    \inmodule Racer
    \brief A selection from anchor to position, or a caret where they are equal; in UTF-16 units.

    TextSplice::mapped() says where it is after an edit.
*/

/*!
    \class Racer::TextSplice
    \inmodule Racer
    \brief One edit of a text: \c removed UTF-16 units at \c position make way for \c inserted.
*/

/*!
    The smallest splice that makes \a after of \a before. Where several are equally small, as when one of many equal
    letters was typed, it is the one that ends at \a caret, the place of the caret in \a after. A splice that was made
    here splits no surrogate pair. It is null if the texts are equal.
*/
TextSplice TextSplice::between(QStringView before, QStringView after, qsizetype caret)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype suffix = 0;
    if (caret >= 0)
        suffix = commonSuffix(before, after, std::clamp<qsizetype>(after.size() - caret, 0, shorter));
    qsizetype prefix = commonPrefix(before, after, shorter - suffix);
    suffix += commonSuffix(before.chopped(suffix), after.chopped(suffix), shorter - suffix - prefix);
    if (before.size() == after.size() && prefix + suffix == before.size())
        return {};
    if (splitsPair(before, prefix) || splitsPair(after, prefix))
        --prefix;
    if (splitsPair(before, before.size() - suffix) || splitsPair(after, after.size() - suffix))
        --suffix;
    return {prefix, before.size() - prefix - suffix,
            after.sliced(prefix, after.size() - prefix - suffix).toString()};
}

/*!
    Where \a place of the text before is in the text after. A place in the removed text goes to the same place in what
    was inserted for it, or to its end; \a gravity decides where text is inserted exactly at it and nothing removed.
*/
qsizetype TextSplice::mapped(qsizetype place, Gravity gravity) const noexcept
{
    if (place < position)
        return place;
    if (place > position + removed || (removed > 0 && place == position + removed))
        return place - removed + inserted.size();
    if (removed == 0)
        return gravity == Gravity::Forward ? end() : place;
    return std::min(place, end());
}

/*!
    Where \a range is after the edit. A caret stays before what others insert at it, so that the words of two who type
    at one place do not mix, and goes behind what its owner inserts there (\a own). A selection does not grow by what
    is inserted at its ends.
*/
TextRange TextSplice::mapped(const TextRange &range, bool own) const noexcept
{
    if (range.isEmpty())
        return TextRange::caret(mapped(range.position, own ? Gravity::Forward : Gravity::Backward));
    const qsizetype start = mapped(range.start(), Gravity::Forward);
    const qsizetype end = std::max(start, mapped(range.end(), Gravity::Backward));
    return range.anchor < range.position ? TextRange{start, end} : TextRange{end, start};
}

} // namespace Racer
