// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <QtQuickTest/QtQuickTest>

QUICK_TEST_MAIN(views)
