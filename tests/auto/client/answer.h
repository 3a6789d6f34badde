// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/connection.h>
#include <Racer/json.h>

inline Racer::Value json(QByteArrayView text)
{
    return Racer::Json::parse(text);
}

// What a callback told.
struct Answer
{
    Racer::Callback callback()
    {
        return [this](const Racer::Error &e) {
            ++count;
            error = e;
        };
    }
    int count = 0;
    Racer::Error error;
};
