// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
process.on('uncaughtException', (error, origin) => console.log(origin, error.message));
setTimeout(() => { throw new Error('in a timer'); }, 1);
process.nextTick(() => { throw new Error('in a tick'); });
setTimeout(() => {
    process.on('unhandledRejection', (reason) => console.log('rejected', reason.message));
    Promise.reject(new Error('listened to'));
}, 20);
Promise.reject(new Error('in a promise'));
throw new Error('in the script');
