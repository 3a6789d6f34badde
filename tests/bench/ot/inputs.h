// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

// {kind: [[op, op], ...]}: pairs of json0 ops on one document, the same ones every time.
[[nodiscard]] Racer::Value benchmarkInputs();
