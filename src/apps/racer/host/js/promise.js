// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// Promises whose jobs run at the end of the turn, after its ticks, and whose rejections are known to the host. The
// engine's own come some time later, through its event loop, and tell nobody.
(function (host) {
    const State = Symbol('promise');

    function stateOf(promise) {
        const state = Object(promise) === promise ? promise[State] : undefined;
        if (!state)
            throw new TypeError('The receiver is not a Promise');
        return state;
    }

    function settle(promise, status, value) {
        const state = promise[State];
        const reactions = state.reactions;
        state.status = status;
        state.value = value;
        state.reactions = undefined;
        if (status === 'rejected' && !state.handled)
            host.rejectedWithoutHandler(promise);
        reactions.forEach((reaction) => host.enqueueJob(() => react(reaction, status, value)));
    }

    function react(reaction, status, value) {
        const handler = status === 'fulfilled' ? reaction.onFulfilled : reaction.onRejected;
        const capability = reaction.capability;
        if (!handler)
            return status === 'fulfilled' ? capability.resolve(value) : capability.reject(value);
        let result;
        try {
            result = handler(value);
        } catch (error) {
            return capability.reject(error);
        }
        capability.resolve(result);
    }

    // A pair of functions of which the first call counts.
    function resolvers(promise) {
        let called = false;
        const reject = (reason) => {
            if (!called) {
                called = true;
                settle(promise, 'rejected', reason);
            }
        };
        const resolve = (value) => {
            if (called)
                return;
            called = true;
            if (value === promise)
                return settle(promise, 'rejected', new TypeError('A promise cannot be resolved with itself'));
            if (Object(value) !== value)
                return settle(promise, 'fulfilled', value);
            let then;
            try {
                then = value.then;
            } catch (error) {
                return settle(promise, 'rejected', error);
            }
            if (typeof then !== 'function')
                return settle(promise, 'fulfilled', value);
            host.enqueueJob(() => {
                const inner = resolvers(promise);
                try {
                    then.call(value, inner.resolve, inner.reject);
                } catch (error) {
                    inner.reject(error);
                }
            });
        };
        return {resolve, reject};
    }

    function newCapability(Constructor) {
        const capability = {};
        capability.promise = new Constructor((resolve, reject) => {
            capability.resolve = resolve;
            capability.reject = reject;
        });
        if (typeof capability.resolve !== 'function' || typeof capability.reject !== 'function')
            throw new TypeError('The constructor does not make promises');
        return capability;
    }

    function speciesOf(promise) {
        const Constructor = promise.constructor;
        if (Constructor === undefined || Constructor === Promise)
            return Promise;
        const species = Constructor[Symbol.species];
        return species === undefined || species === null ? Promise : species;
    }

    // What all, allSettled and any have in common: one place for each promise, and an end when all have come.
    function gather(Constructor, iterable, begin) {
        const capability = newCapability(Constructor);
        try {
            const values = [];
            let remaining = 1;
            const {each, finish} = begin(capability, values);
            const arrive = () => {
                if (--remaining === 0)
                    finish();
            };
            let index = 0;
            for (const item of iterable) {
                const place = index++;
                let called = false;
                const once = (handler) => handler && ((value) => {
                    if (called)
                        return;
                    called = true;
                    values[place] = handler(value);
                    arrive();
                });
                values.push(undefined);
                ++remaining;
                const handlers = each();
                Constructor.resolve(item).then(once(handlers.fulfilled) || capability.resolve,
                                               once(handlers.rejected) || capability.reject);
            }
            arrive();
        } catch (error) {
            capability.reject(error);
        }
        return capability.promise;
    }

    class Promise {
        constructor(executor) {
            if (typeof executor !== 'function')
                throw new TypeError('Promise resolver is not a function');
            Object.defineProperty(this, State, {
                value: {status: 'pending', value: undefined, reactions: [], handled: false}
            });
            const {resolve, reject} = resolvers(this);
            try {
                executor(resolve, reject);
            } catch (error) {
                reject(error);
            }
        }

        then(onFulfilled, onRejected) {
            const state = stateOf(this);
            const capability = newCapability(speciesOf(this));
            const reaction = {
                capability,
                onFulfilled: typeof onFulfilled === 'function' ? onFulfilled : undefined,
                onRejected: typeof onRejected === 'function' ? onRejected : undefined
            };
            state.handled = true;
            if (state.status === 'pending')
                state.reactions.push(reaction);
            else
                host.enqueueJob(() => react(reaction, state.status, state.value));
            return capability.promise;
        }
        catch(onRejected) { return this.then(undefined, onRejected); }
        finally(callback) {
            if (typeof callback !== 'function')
                return this.then(callback, callback);
            const Constructor = speciesOf(this);
            return this.then(
                (value) => Constructor.resolve(callback()).then(() => value),
                (reason) => Constructor.resolve(callback()).then(() => { throw reason; }));
        }

        static resolve(value) {
            if (Object(value) === value && value[State] && value.constructor === this)
                return value;
            const capability = newCapability(this);
            capability.resolve(value);
            return capability.promise;
        }
        static reject(reason) {
            const capability = newCapability(this);
            capability.reject(reason);
            return capability.promise;
        }
        static all(iterable) {
            return gather(this, iterable, (capability, values) => ({
                each: () => ({fulfilled: (value) => value}),
                finish: () => capability.resolve(values)
            }));
        }
        static allSettled(iterable) {
            return gather(this, iterable, (capability, values) => ({
                each: () => ({
                    fulfilled: (value) => ({status: 'fulfilled', value}),
                    rejected: (reason) => ({status: 'rejected', reason})
                }),
                finish: () => capability.resolve(values)
            }));
        }
        static any(iterable) {
            return gather(this, iterable, (capability, values) => ({
                each: () => ({rejected: (reason) => reason}),
                finish: () => {
                    const error = new Error('All promises were rejected');
                    error.name = 'AggregateError';
                    error.errors = values;
                    capability.reject(error);
                }
            }));
        }
        static race(iterable) {
            const capability = newCapability(this);
            try {
                for (const item of iterable)
                    this.resolve(item).then(capability.resolve, capability.reject);
            } catch (error) {
                capability.reject(error);
            }
            return capability.promise;
        }
        static get [Symbol.species]() { return this; }
    }
    Object.defineProperty(Promise.prototype, Symbol.toStringTag, {value: 'Promise', configurable: true});

    host.isHandled = (promise) => promise[State].handled;
    host.reasonOf = (promise) => promise[State].value;
    host.promiseState = (value) => Object(value) === value ? value[State] : undefined;
    Object.defineProperty(globalThis, 'Promise', {value: Promise, writable: true, configurable: true});
})
