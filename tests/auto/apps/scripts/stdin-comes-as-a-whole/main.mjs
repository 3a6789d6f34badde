// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
process.stdin.text().then((text) => console.log(JSON.parse(text)));
