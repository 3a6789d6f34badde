// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>
#include <Racer/json.h>
#include <Racer/path.h>

#include <QtTest/QTest>

// How failed comparisons print these types.
namespace Racer {

inline char *toString(const Value &value) { return QTest::toString(value.toDisplayString()); }
inline char *toString(const Key &key) { return QTest::toString(key.toString()); }
inline char *toString(const Path &path) { return QTest::toString(path.toString()); }

} // namespace Racer

inline Racer::Value json(const char *text) { return Racer::Json::parse(QByteArrayView(text)); }

// The error that "call" throws; a null one if it throws none.
template<typename Call>
Racer::Error errorOf(Call call)
{
    try {
        call();
    } catch (const Racer::Error &error) {
        return error;
    }
    return {};
}
