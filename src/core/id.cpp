// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "id.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QUuid>

#include <algorithm>
#include <array>
#include <iterator>

namespace Racer {

/*!
    \relates Racer::Key
    Returns a random UUID of version 4: 36 characters, lower case. Counterpart: Racer's model.id().
*/
QString createUuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/*!
    \relates Racer::Key
    Returns 32 random hexadecimal digits from the system's secure source, as ShareDB's connection ids.
*/
Key createConnectionId()
{
    std::array<quint32, 4> random;
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    char16_t digits[32];
    for (size_t i = 0; i < std::size(digits); ++i)
        digits[i] = u"0123456789abcdef"[(random[i / 8] >> (i % 8 * 4)) & 15];
    return Key(QStringView(digits, std::size(digits)));
}

/*!
    \relates Racer::Key
    Returns true for the property names of JavaScript's Object.prototype, which ShareDB refuses as collection, id,
    channel or path segment.
*/
bool isForbiddenName(QStringView name) noexcept
{
    static constexpr QStringView names[] = {
        u"__defineGetter__", u"__defineSetter__", u"__lookupGetter__", u"__lookupSetter__", u"__proto__",
        u"constructor", u"hasOwnProperty", u"isPrototypeOf", u"propertyIsEnumerable", u"toLocaleString",
        u"toString", u"valueOf",
    };
    return name.size() >= 7 && std::find(std::begin(names), std::end(names), name) != std::end(names);
}

} // namespace Racer
