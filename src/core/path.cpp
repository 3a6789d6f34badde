// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "path.h"

#include <QtCore/QDebug>

#include <algorithm>

/*!
    \class Racer::Path
    \inmodule Racer
    \brief A place in a tree of values: segments, written with dots between them.

    A text is split at every dot; nothing is trimmed, checked or escaped, so "a..b" has an empty segment in the
    middle. The empty text is the root. Paths are reentrant.

    Counterpart: the path strings of Racer's model.
*/

namespace Racer {

namespace {

// JavaScript finds an element under its plain decimal digits only: "01" is another property.
qsizetype elementIndex(const Key &segment) noexcept
{
    return segment.size() > 1 && segment.view().front() == u'0' ? -1 : segment.toIndex();
}

} // namespace

/*! Constructs the path that \a text spells. */
Path::Path(QStringView text)
{
    if (text.isEmpty())
        return;
    m_segments.reserve(text.count(u'.') + 1);
    for (qsizetype from = 0;;) {
        const qsizetype dot = text.indexOf(u'.', from);
        m_segments.append(Key(text.mid(from, dot < 0 ? -1 : dot - from)));
        if (dot < 0)
            return;
        from = dot + 1;
    }
}

/*! Returns the path without its last \a levels segments; the root if there are no more. */
Path Path::parent(qsizetype levels) const
{
    return Path(m_segments.first(std::max<qsizetype>(0, size() - std::max<qsizetype>(0, levels))));
}

/*! Returns \a count segments from the segment \a from on, as many as there are; all of the rest for -1. */
Path Path::mid(qsizetype from, qsizetype count) const
{
    return Path(m_segments.mid(from, count));
}

/*! Returns true if the first segments are those of \a prefix. */
bool Path::startsWith(const Path &prefix) const noexcept
{
    return size() >= prefix.size()
        && std::equal(prefix.m_segments.begin(), prefix.m_segments.end(), m_segments.begin());
}

/*! Returns the segments with dots between them. */
QString Path::toString() const
{
    QString text;
    for (const Key &segment : m_segments) {
        if (&segment != &m_segments.first())
            text += u'.';
        text += segment.view();
    }
    return text;
}

namespace {

// From where a path meets something else than objects.
Value lookupInside(const Value &start, const Path &path, qsizetype from)
{
    const Value *value = &start;
    for (qsizetype i = from; i < path.size(); ++i) {
        const Key &segment = path.at(i);
        switch (value->type()) {
        case Value::Undefined:
        case Value::Null: return *value;
        case Value::Object: value = &value->value(segment); continue;
        case Value::Array:
            if (segment == u"length")
                return i + 1 == path.size() ? Value(qint64(value->size())) : Value();
            value = &value->at(elementIndex(segment));
            continue;
        case Value::String: {
            Value part;
            if (segment == u"length")
                part = Value(qint64(value->size()));
            else if (const qsizetype index = elementIndex(segment); index >= 0 && index < value->size())
                part = Value(value->stringView().mid(index, 1));
            return lookupInside(part, path, i + 1);
        }
        case Value::Bool:
        case Value::Number: return {};
        }
    }
    return *value;
}

} // namespace

/*!
    \relates Racer::Path
    Returns the value below \a root at the segments of \a path from the segment \a from on. The walk stops at the first
    null or undefined and returns that. "length" of arrays and strings is their size, a string's index gives the
    character.
*/
Value lookup(const Value &root, const Path &path, qsizetype from)
{
    const Value *value = &root;
    const Key *segment = path.segments().constData() + from;
    const Key *const end = path.segments().constData() + path.size();
    while (segment != end && value->isObject())
        value = &value->value(*segment++);
    return segment == end ? *value : lookupInside(*value, path, path.size() - (end - segment));
}

/*! Writes the path's text to \a debug. */
QDebug operator<<(QDebug debug, const Path &path)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Racer::Path(" << path.toString() << ')';
}

} // namespace Racer
