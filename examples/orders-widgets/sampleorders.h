// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>

// Puts a few orders into the collection "orders".
void addSampleOrders(const Racer::Model &model);
