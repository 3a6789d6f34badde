// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
process.on('exit', (status) => console.log('exit', status));
process.exitCode = 4;
