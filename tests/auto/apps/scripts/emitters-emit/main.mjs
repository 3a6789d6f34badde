// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import EventEmitter from 'events';
class Bell extends EventEmitter {}
const bell = new Bell();
const listener = (...args) => console.log('rang', ...args);
bell.on('ring', listener).once('ring', () => console.log('once'));
console.log(bell.emit('ring', 1, 2), bell.emit('ring', 3), bell.listenerCount('ring'));
bell.off('ring', listener);
console.log(bell.emit('ring'));
try {
    bell.emit('error', new Error('nobody listens'));
} catch (error) {
    console.log(error.message);
}
