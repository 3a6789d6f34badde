// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// setTimeout and its kin.
(function (host) {
    const timers = new Map(); // by id
    const immediates = new Map();
    let nextId = 1;

    class Timeout {
        constructor(callback, args, delay, repeats) {
            this.id = nextId++;
            this.callback = callback;
            this.args = args;
            this.delay = delay >= 1 && delay <= 2147483647 ? Math.floor(delay) : 1;
            this.repeats = repeats;
            this.isRef = true;
        }
        start() {
            timers.set(this.id, this);
            host.native.timers.start(this.id, this.delay, this.isRef);
            return this;
        }
        ref() { return this.setRef(true); }
        unref() { return this.setRef(false); }
        hasRef() { return this.isRef; }
        refresh() { return timers.has(this.id) ? this.start() : this; }
        close() {
            clear(this);
            return this;
        }
        setRef(isRef) {
            this.isRef = isRef;
            if (timers.has(this.id))
                host.native.timers.setRef(this.id, isRef);
            return this;
        }
        [Symbol.toPrimitive]() { return this.id; }
    }

    function make(callback, delay, args, repeats) {
        if (typeof callback !== 'function')
            throw new TypeError('The callback must be a function');
        return new Timeout(callback, args, Number(delay), repeats).start();
    }

    function clear(timer) {
        const id = timer instanceof Timeout ? timer.id : Number(timer);
        if (timers.delete(id))
            host.native.timers.stop(id);
    }

    function fire(id) {
        const timer = timers.get(id);
        if (!timer)
            return;
        if (!timer.repeats)
            timers.delete(id);
        host.turn(timer.callback, timer.args);
        if (timer.repeats && timers.get(id) === timer)
            timer.start();
    }
    function fireImmediates() {
        const due = Array.from(immediates.values());
        due.forEach((immediate) => {
            if (immediates.delete(immediate.id))
                host.turn(immediate.callback, immediate.args);
        });
        if (immediates.size)
            host.native.timers.wantImmediates();
    }
    host.native.timers.setHandlers({fire, fireImmediates});

    globalThis.setTimeout = (callback, delay, ...args) => make(callback, delay, args, false);
    globalThis.setInterval = (callback, delay, ...args) => make(callback, delay, args, true);
    globalThis.clearTimeout = globalThis.clearInterval = clear;
    globalThis.setImmediate = function (callback, ...args) {
        if (typeof callback !== 'function')
            throw new TypeError('The callback must be a function');
        const immediate = {id: nextId++, callback, args};
        immediates.set(immediate.id, immediate);
        if (immediates.size === 1)
            host.native.timers.wantImmediates();
        return immediate;
    };
    globalThis.clearImmediate = function (immediate) {
        if (immediate)
            immediates.delete(immediate.id);
    };
})
