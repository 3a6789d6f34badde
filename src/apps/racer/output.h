// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

// What the program says. stdout is buffered between turns of the event loop; a reader that has gone ends the program
// as SIGPIPE does.
namespace Output {

void write(QByteArrayView bytes);     // to stdout
void writeError(QByteArrayView bytes); // to stderr, after what waits for stdout
void line(const QString &text);       // to stdout
void json(const Racer::Value &value); // one line of JSON to stdout
void complain(const QString &text);   // "racer: text" to stderr
void flush();

} // namespace Output
