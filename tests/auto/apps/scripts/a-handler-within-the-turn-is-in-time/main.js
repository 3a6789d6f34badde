// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
const first = Promise.reject(new Error('first'));
process.nextTick(() => first.catch((error) => console.log(error.message)));
Promise.resolve().then(() => {
    const second = Promise.reject('second');
    Promise.resolve().then(() => second.catch(console.log));
});
Promise.reject('third').then(() => {}).catch(console.log);
