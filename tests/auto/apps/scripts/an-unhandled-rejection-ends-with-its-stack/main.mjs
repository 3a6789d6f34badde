// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
Promise.reject(new Error('no'));
setTimeout(() => console.log('never'), 50);
