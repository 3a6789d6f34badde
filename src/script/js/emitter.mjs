// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// The part of Node's EventEmitter that models, backends and the module itself have.
export class EventEmitter {
    on(type, listener) {
        if (typeof listener !== 'function')
            throw new TypeError('The "listener" argument must be of type function');
        listenersOf(this, type).push({listener, once: false});
        return this;
    }

    once(type, listener) {
        if (typeof listener !== 'function')
            throw new TypeError('The "listener" argument must be of type function');
        listenersOf(this, type).push({listener, once: true});
        return this;
    }

    addListener(type, listener) { return this.on(type, listener); }
    off(type, listener) { return this.removeListener(type, listener); }

    prependListener(type, listener) {
        listenersOf(this, type).unshift({listener, once: false});
        return this;
    }

    prependOnceListener(type, listener) {
        listenersOf(this, type).unshift({listener, once: true});
        return this;
    }

    removeListener(type, listener) {
        const all = listenersOf(this, type);
        for (let i = all.length - 1; i >= 0; i--) {
            if (all[i].listener === listener) {
                this._listeners.set(type, all.filter((_, index) => index !== i));
                break;
            }
        }
        return this;
    }

    removeAllListeners(type) {
        if (type === undefined || type === null)
            this._listeners = new Map();
        else if (this._listeners)
            this._listeners.delete(type);
        return this;
    }

    emit(type, ...args) {
        const all = this._listeners && this._listeners.get(type);
        if (!all || all.length === 0) {
            if (type === 'error')
                throw args[0] instanceof Error ? args[0] : new Error('Unhandled error. (' + args[0] + ')');
            return false;
        }
        for (const each of all.slice()) {
            if (each.once)
                EventEmitter.prototype.removeListener.call(this, type, each.listener);
            each.listener.apply(this, args);
        }
        return true;
    }

    listeners(type) { return this._listeners ? (this._listeners.get(type) || []).map((each) => each.listener) : []; }
    rawListeners(type) { return EventEmitter.prototype.listeners.call(this, type); }
    listenerCount(type) { return EventEmitter.prototype.listeners.call(this, type).length; }
    eventNames() {
        const names = [];
        if (this._listeners) {
            this._listeners.forEach((all, type) => {
                if (all.length)
                    names.push(type);
            });
        }
        return names;
    }
    setMaxListeners() { return this; }
    getMaxListeners() { return 0; }
}

function listenersOf(emitter, type) {
    if (!emitter._listeners)
        emitter._listeners = new Map();
    let all = emitter._listeners.get(type);
    if (!all) {
        all = [];
        emitter._listeners.set(type, all);
    }
    return all;
}
