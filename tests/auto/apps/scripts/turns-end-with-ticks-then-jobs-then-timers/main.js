// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
setTimeout(() => console.log('timer'), 0);
Promise.resolve().then(() => {
    console.log('job');
    process.nextTick(() => console.log('tick of a job'));
    Promise.resolve().then(() => console.log('job of a job'));
});
queueMicrotask(() => console.log('microtask'));
process.nextTick((text) => console.log(text), 'tick');
process.nextTick(() => console.log('second tick'));
console.log('script');
