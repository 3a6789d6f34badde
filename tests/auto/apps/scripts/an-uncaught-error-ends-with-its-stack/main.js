// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
function inner() {
    throw new TypeError('bad');
}
setTimeout(() => console.log('never'), 50);
setTimeout(() => inner(), 1);
