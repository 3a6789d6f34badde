// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
module.exports = {name: __dirname.split('/').pop()};
