// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
setTimeout(() => console.log('later'), 30);
setTimeout(() => console.log('sooner'), 1);
setTimeout(console.log, 2, 'with', 'arguments');
clearTimeout(setTimeout(() => console.log('never'), 1));
let count = 0;
const interval = setInterval(() => {
    if (++count === 3) {
        clearInterval(interval);
        setTimeout(() => console.log('after three'), 30);
    }
}, 1);
setInterval(() => {}, 1000).unref();
setTimeout(() => {
    setImmediate(() => console.log('immediate'));
    Promise.resolve().then(() => console.log('job before it'));
}, 100);
