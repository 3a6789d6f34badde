// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "value.h"

#include "latin1_p.h"
#include "object_p.h"

#include <Racer/error.h>
#include <Racer/json.h>

#include <QtCore/QDebug>
#include <QtCore/QVarLengthArray>

#include <cmath>

/*!
    \class Racer::Value
    \inmodule Racer
    \brief A JSON tree: undefined, null, a boolean, a number, a string, an array or an object.

    A Value is 16 bytes, implicitly shared and copied on write. Taking a copy is O(1). A change of an unshared tree
    is done in place; while somebody holds a copy, a change copies the few small nodes on the way to it, whatever
    the sizes of the containers. Reading, changing, inserting and removing are O(log size) for arrays and objects
    of any size.

    Numbers are doubles. Strings are UTF-16 and may hold lone surrogates. Objects keep the order in which keys
    were added. Undefined is what is not there: it is distinct from null, and JSON text has no word for it.

    Functions that write to an array or object throw Racer::Error if the value is not one, or if an index is out of
    range.

    Values are reentrant: copies of one tree may be read, changed and destroyed in different threads at the same
    time; one Value object must not be.

    Counterpart: any value in a Racer model or in a ShareDB snapshot.

    \sa Racer::Key, Racer::Json
*/

/*!
    \enum Racer::Value::Type

    \value Undefined nothing there
    \value Null      JSON's null
    \value Bool      true or false
    \value Number    a double
    \value String    UTF-16 text
    \value Array     a sequence of values
    \value Object    values by key, in the order of their insertion
*/

namespace Racer {

const constinit Value detail::undefinedValue;

/*!
    \fn Value::Value()
    Constructs undefined. The other constructors make null, a boolean, a number or a string; integers become doubles, so
    those past +-2^53 are rounded.
*/
/*!
    \fn void Value::swap(Value &other)
    Swaps two values.
*/
/*!
    \fn Value::Type Value::type() const
    Returns what kind of value this is. isUndefined(), isNull(), isBool() and so on ask for one kind; isNullish() for
    undefined or null, isContainer() for an array or an object.
*/
/*!
    \fn bool Value::toBool(bool defaultValue) const
    Returns the boolean, or \a defaultValue (false) for any other type. See isTruthy() for JavaScript's conversion.
*/
/*!
    \fn double Value::toDouble(double defaultValue) const
    Returns the number, or \a defaultValue (0) for any other type: no text is converted.
*/
/*!
    \fn QString Value::toString() const
    Returns the text of a string, an empty one for any other type. See toDisplayString() for a conversion.
*/
/*!
    \fn qsizetype Value::size() const
    Returns the number of an array's elements, an object's members, a string's UTF-16 units; 0 for any other type.
    isEmpty() says whether that is 0.
*/
/*!
    \fn const Value &Value::at(qsizetype index) const
    Returns the element at \a index of an array; undefined if this is not an array or has no such element. The reference
    holds until this value is changed.
*/
/*!
    \fn const Value &Value::value(const Key &key) const
    Returns the member \a key of an object; undefined if this is not an object or has no such member. The reference
    holds until this value is changed. operator[] is the same.
*/
/*!
    \fn ElementRange Value::elements() const
    Returns an array's elements, for a loop; none for any other type. The range holds a copy of the value, so the loop
    may change the original.
*/
/*!
    \fn MemberRange Value::members() const
    Returns an object's members as pairs of \c key and \c value, in the order of insertion; none for any other type.
    The range holds a copy of the value, so the loop may change the original.
*/

/*! Constructs a string. */
Value::Value(QStringView text)
    : m_type(String), u{.string = text.isEmpty() ? nullptr : detail::StringData::create(text)}
{
}

/*! Constructs a string of the Latin-1 \a text. */
Value::Value(QLatin1StringView text) : m_type(String), u{.string = detail::fromLatin1(text)} { }

/*! Constructs a string that shares its text with the key \a text. */
Value::Value(const Key &text) noexcept : m_type(String), u{.string = text.d}
{
    if (u.string)
        u.string->retain();
}

void Value::destroy() noexcept
{
    if (m_type == String)
        detail::StringData::destroy(u.string);
    else
        detail::destroyNode(u.node);
}

/*! Returns JavaScript's truth: false for undefined, null, false, 0, NaN and the empty string, else true. */
bool Value::isTruthy() const noexcept
{
    switch (m_type) {
    case Undefined:
    case Null: return false;
    case Bool: return u.boolean;
    case Number: return u.number != 0 && !std::isnan(u.number);
    case String: return u.string != nullptr && u.string->size != 0;
    case Array:
    case Object: break;
    }
    return true;
}

/*! Returns true for a number without a fraction within +-2^53, where doubles count in steps of one. */
bool Value::isInteger() const noexcept
{
    return m_type == Number && std::trunc(u.number) == u.number && std::fabs(u.number) <= 9007199254740992.0;
}

/*! Returns the number if isInteger() is true, else \a defaultValue. */
qint64 Value::toInteger(qint64 defaultValue) const noexcept
{
    return isInteger() ? qint64(u.number) : defaultValue;
}

/*!
    \fn QStringView Value::stringView() const
    Returns the text of a string, an empty view for any other type. The view holds as long as this value, or
    a copy of it, is not changed.
*/

/*! Returns a string's text as a key that shares it; the empty key for any other type. */
Key Value::toKey() const noexcept
{
    if (m_type != String || !u.string || u.string->size == 0)
        return {};
    u.string->retain();
    return Key(u.string);
}

/*!
    Replaces \a removed units at \a position of a string by \a text. Positions and sizes count UTF-16 units.
    An unshared text is changed in place.

    \sa stringView()
*/
void Value::spliceString(qsizetype position, qsizetype removed, QStringView text)
{
    const QStringView old = stringView();
    if (m_type != String || position < 0 || removed < 0 || removed > old.size() - position)
        throw Error(u"Value: no such place in a string"_qs);
    const qsizetype tail = position + removed;
    const qsizetype size = old.size() - removed + text.size();
    detail::StringData *data = u.string;
    // The new text may be a part of this one.
    const bool overlaps = !old.isEmpty() && std::less<>()(text.utf16(), old.utf16() + old.size())
        && std::less<>()(old.utf16(), text.utf16() + text.size());
    if (data && !overlaps && size <= qsizetype(data->capacity)
        && data->ref.load(std::memory_order_acquire) == 1) {
        char16_t *units = data->units();
        std::memmove(units + position + text.size(), units + tail, size_t(old.size() - tail) * sizeof(char16_t));
        std::copy_n(text.utf16(), text.size(), units + position);
        data->size = quint32(size);
        data->hash.store(0, std::memory_order_relaxed);
        return;
    }
    if (size == 0) {
        *this = Value(QStringView());
        return;
    }
    data = detail::StringData::create(size, size > old.size() ? size + size / 2 : size);
    std::copy_n(old.utf16(), position, data->units());
    std::copy_n(text.utf16(), text.size(), data->units() + position);
    std::copy_n(old.utf16() + tail, old.size() - tail, data->units() + position + text.size());
    *this = detail::Access::make(data);
}

/*!
    Returns true if this and \a other are the same primitive, or handles of one shared container: JavaScript's
    \c === on what a model's get() returned, except that NaN is the same as NaN, and that any two empty containers of
    one type may be the same.
*/
bool Value::isSame(const Value &other) const noexcept
{
    if (m_type != other.m_type)
        return false;
    if (!isContainer())
        return *this == other;
    return u.node == other.u.node || (isEmpty() && other.isEmpty());
}

/*! Returns what JavaScript's String(value) gives for scalars, and JSON for containers. */
QString Value::toDisplayString() const
{
    switch (m_type) {
    case Undefined: return u"undefined"_qs;
    case String: return toString();
    case Number:
        if (std::isnan(u.number))
            return u"NaN"_qs;
        if (std::isinf(u.number))
            return u.number > 0 ? u"Infinity"_qs : u"-Infinity"_qs;
        break;
    default: break;
    }
    return QString::fromUtf8(Json::stringify(*this));
}

/*! Writes \a value as JSON to \a debug; undefined as that word. */
QDebug operator<<(QDebug debug, const Value &value)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote();
    if (value.isString())
        return debug << Json::stringify(value);
    return debug << value.toDisplayString();
}

} // namespace Racer
