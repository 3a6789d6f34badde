// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

// Answers one call, {"id", "fn", "args"} as JSON text: {"id", "result"} or {"id", "error"}, a line of JSON.
[[nodiscard]] QByteArray answerCall(QByteArrayView line);
