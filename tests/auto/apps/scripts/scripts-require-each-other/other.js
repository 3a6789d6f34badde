// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
const main = require('./main');
module.exports = {seen: Object.keys(main)};
