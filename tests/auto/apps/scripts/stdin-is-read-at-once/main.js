// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
console.log(require('fs').readFileSync(0, 'utf8').length);
