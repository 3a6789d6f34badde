// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// Events by name, as Node's EventEmitter has them.
(function (host) {
    class EventEmitter {
        constructor() {
            Object.defineProperty(this, '_listeners', {value: new Map(), writable: true});
        }

        _add(name, listener, once, first) {
            if (typeof listener !== 'function')
                throw new TypeError('The listener must be a function');
            this.listenersChanged(name, this.listenerCount(name) + 1);
            const list = (this._listeners.get(name) || []).slice();
            list[first ? 'unshift' : 'push']({listener, once});
            this._listeners.set(name, list);
            return this;
        }
        on(name, listener) { return this._add(name, listener, false, false); }
        addListener(name, listener) { return this._add(name, listener, false, false); }
        once(name, listener) { return this._add(name, listener, true, false); }
        prependListener(name, listener) { return this._add(name, listener, false, true); }
        removeListener(name, listener) {
            const list = this._listeners.get(name) || [];
            const rest = list.slice();
            const index = rest.map((entry) => entry.listener).lastIndexOf(listener);
            if (index >= 0) {
                rest.splice(index, 1);
                this._listeners.set(name, rest);
                this.listenersChanged(name, rest.length);
            }
            return this;
        }
        off(name, listener) { return this.removeListener(name, listener); }
        removeAllListeners(name) {
            const names = name === undefined ? Array.from(this._listeners.keys()) : [name];
            names.forEach((each) => {
                this._listeners.delete(each);
                this.listenersChanged(each, 0);
            });
            return this;
        }
        emit(name, ...args) {
            const list = this._listeners.get(name) || [];
            if (name === 'error' && !list.length)
                throw args[0] instanceof Error ? args[0] : new Error('Unhandled error. (' + args[0] + ')');
            list.forEach((entry) => {
                if (entry.once)
                    this.removeListener(name, entry.listener);
                entry.listener.apply(this, args);
            });
            return list.length > 0;
        }
        listenerCount(name) { return (this._listeners.get(name) || []).length; }
        listeners(name) { return (this._listeners.get(name) || []).map((entry) => entry.listener); }
        eventNames() { return Array.from(this._listeners.keys()).filter((name) => this.listenerCount(name)); }
        setMaxListeners() { return this; }
        // For those who begin or end something with their listeners.
        listenersChanged() { }
    }
    EventEmitter.EventEmitter = EventEmitter;
    host.EventEmitter = EventEmitter;
    host.provide('events', EventEmitter);
})
