// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
process.stdin.on('line', (line) => console.log([line]));
process.stdin.on('end', () => console.log('end'));
