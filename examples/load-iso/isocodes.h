// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

// A collection's documents by id, in the order of the file.
struct IsoCollection
{
    QString name;
    QList<std::pair<QString, Racer::Value>> documents;
};

// The collections countries, subdivisions and languages, read from Debian's iso-codes JSON files in "folder".
// Throws Racer::Error, naming the file, if one cannot be read.
QList<IsoCollection> readIsoCodes(const QString &folder);
