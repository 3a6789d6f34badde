// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// What runs at the end of a turn: ticks, then the jobs of promises, and errors that nobody has caught.
(function (host) {
    class Queue {
        constructor() {
            this.items = [];
            this.next = 0;
        }
        push(item) { this.items.push(item); }
        isEmpty() { return this.next === this.items.length; }
        shift() {
            const item = this.items[this.next];
            this.items[this.next++] = undefined;
            if (this.next === this.items.length) {
                this.items = [];
                this.next = 0;
            }
            return item;
        }
    }

    const ticks = new Queue();
    const jobs = new Queue();
    let inTurn = false;
    let woken = false;
    let rejected = []; // promises without a handler when they were rejected in this turn

    function guarded(callback, args) {
        try {
            callback.apply(undefined, args);
        } catch (error) {
            host.uncaught(error, 'uncaughtException');
        }
    }

    function reportRejections() {
        const promises = rejected;
        rejected = [];
        promises.forEach((promise) => {
            if (host.isHandled(promise))
                return;
            const reason = host.reasonOf(promise);
            if (host.process.listenerCount('unhandledRejection'))
                guarded(() => host.process.emit('unhandledRejection', reason, promise), []);
            else
                host.uncaught(reason, 'unhandledRejection');
        });
        return promises.length > 0;
    }

    function drain() {
        do {
            while (!ticks.isEmpty() || !jobs.isEmpty()) {
                while (!ticks.isEmpty()) {
                    const tick = ticks.shift();
                    guarded(tick.callback, tick.args);
                }
                while (!jobs.isEmpty())
                    guarded(jobs.shift(), []);
            }
        } while (reportRejections());
    }

    // Outside a turn JavaScript was called by somebody who does not end one.
    function wake() {
        if (inTurn || woken)
            return;
        woken = true;
        host.native.loop.wake();
    }

    // Calls back from the event loop: first what is left of earlier calls, then the callback, then its ticks and jobs.
    host.turn = function (callback, args) {
        if (inTurn)
            return callback ? guarded(callback, args || []) : undefined;
        inTurn = true;
        woken = false;
        drain();
        if (callback) {
            guarded(callback, args || []);
            drain();
        }
        inTurn = false;
    };
    host.nextTick = function (callback, ...args) {
        if (typeof callback !== 'function')
            throw new TypeError('The callback must be a function');
        ticks.push({callback, args});
        wake();
    };
    host.enqueueJob = function (job) {
        jobs.push(job);
        wake();
    };
    host.rejectedWithoutHandler = function (promise) {
        rejected.push(promise);
        wake();
    };
    globalThis.queueMicrotask = function (callback) {
        if (typeof callback !== 'function')
            throw new TypeError('The callback must be a function');
        host.enqueueJob(callback);
    };
})
