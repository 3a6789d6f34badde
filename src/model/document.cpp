// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "document_p.h"

#include <Racer/json.h>

#include <QtCore/QStringBuilder>

namespace Racer {

Error typeError(QStringView method, QStringView what, const Path &path, const Value &value)
{
    const QString json = value.isUndefined() ? u"undefined"_qs : QString::fromUtf8(Json::stringify(value, 2));
    return Error(method % u" on " % what % u" at " % path.toString() % u": " % json);
}

qsizetype spliceIndex(qsizetype index, qsizetype size) noexcept
{
    if (index < 0)
        return std::max<qsizetype>(0, size + index);
    return std::min(index, size);
}

qsizetype spliceCount(qsizetype index, qsizetype howMany, qsizetype size) noexcept
{
    return std::clamp<qsizetype>(howMany, 0, size - index);
}

} // namespace Racer
