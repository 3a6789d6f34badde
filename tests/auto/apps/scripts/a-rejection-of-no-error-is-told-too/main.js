// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
new Promise((resolve, reject) => setTimeout(reject, 1, {why: 'because'})).then(() => {});
