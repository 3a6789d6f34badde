// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QRandomGenerator>

// A new seed for each run, or the one that RACER_TEST_SEED repeats.
inline quint32 testSeed()
{
    const int given = qEnvironmentVariableIntValue("RACER_TEST_SEED");
    return given > 0 ? quint32(given) : QRandomGenerator::global()->generate() >> 1;
}
