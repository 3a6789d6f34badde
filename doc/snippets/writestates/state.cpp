// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/rootmodel.h>

QString stateOf(const Racer::Model &title)
{
    if (const Racer::Error error = title.failure())
        return QStringLiteral("not saved: ") + error.message();
    return title.isPending() ? QStringLiteral("saving") : QStringLiteral("saved");
}
