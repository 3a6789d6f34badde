// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import native from "racer-native";
import { EventEmitter } from "./emitter.mjs";
import { argumentsOf, eventOf, typeNames } from "./events.mjs";
import { Model, absolute } from "./model.mjs";

const AllTypes = -1;
const emitter = EventEmitter.prototype;
const listen = native.listen;

// {index, immediate}, or undefined for a type that is not one of the data's.
function mutationType(type) {
    if (type === 'all')
        return {index: AllTypes, immediate: false};
    const immediate = typeof type === 'string' && type.endsWith('Immediate');
    const index = typeNames.indexOf(immediate ? type.slice(0, -9) : type);
    return index < 0 ? undefined : {index, immediate};
}

class MutationListener {
    constructor(handle) { this._l = handle; }
}

// The function that the native side calls with (type, passed, matches, ...what the type has).
function adapt(model, form, raw, all) {
    const callback = form.callback;
    if (raw) {
        return function (type, passed, segments, a, b, c) {
            try {
                callback.call(model, segments, eventOf(type, passed, a, b, c));
            } catch (error) {
                native.raiseError(model._h, error);
            }
        };
    }
    if (form.options && form.options.useEventObjects) {
        return function (type, passed, captures, a, b, c) {
            try {
                callback.call(model, eventOf(type, passed, a, b, c), captures || []);
            } catch (error) {
                native.raiseError(model._h, error);
            }
        };
    }
    return function (type, passed, captures, a, b, c) {
        try {
            if (!captures && !all && type < 3) { // as most are: without a list of arguments
                callback.call(model, a, b, passed || {});
                return;
            }
            const args = argumentsOf(type, passed, a, b, c);
            if (all)
                args.unshift(typeNames[type]);
            callback.apply(model, captures ? captures.concat(args) : args);
        } catch (error) {
            native.raiseError(model._h, error);
        }
    };
}

// (fn) (pattern, fn) (options, fn) (pattern, options, fn)
function formOf(args) {
    const callback = args[args.length - 1];
    if (typeof callback !== 'function')
        throw new Error('No expected callback function');
    const form = {pattern: undefined, options: undefined, callback};
    if (args.length > 2) {
        form.pattern = args[0];
        form.options = args[1];
    } else if (args.length === 2) {
        if (args[0] && typeof args[0] === 'object' && !(args[0] instanceof Model))
            form.options = args[0];
        else
            form.pattern = args[0];
    }
    return form;
}

function add(model, mutation, args, once) {
    const form = formOf(args);
    const missing = form.pattern === undefined || form.pattern === null;
    const raw = missing && model._p === '';
    const pattern = missing ? model._p : absolute(model, form.pattern);
    const adapted = adapt(model, form, raw, mutation.index === AllTypes);
    return new MutationListener(listen(model._h, pattern, raw, mutation.index, mutation.immediate, once, adapted));
}

// Model errors come in here while there are listeners for them.
function followErrors(root) {
    const wanted = emitter.listeners.call(root, 'error').length > 0;
    if (wanted === !!root._followsErrors)
        return;
    root._followsErrors = wanted;
    native.setErrorListener(root._h, wanted ? (error) => emitError(root, error) : undefined);
}

function emitError(root, error) {
    try {
        emitter.emit.call(root, 'error', error);
    } catch (thrown) {
        native.failWith(thrown);
    }
}

function toError(error) {
    if (error instanceof Error)
        return error;
    const message = error && error.message ? error.message : typeof error === 'string' ? error : 'Unknown model error';
    const made = new Error(message);
    if (error && error.code !== undefined)
        made.code = error.code;
    return made;
}

// What is not about data is the root's: its models share it.
function plain(name) {
    const method = emitter[name];
    return function (...args) {
        const result = method.apply(this.root, args);
        followErrors(this.root);
        return result === this.root ? this : result;
    };
}

const methods = {
    on(type, ...args) {
        const mutation = mutationType(type);
        if (mutation)
            return add(this, mutation, args, false);
        const form = formOf(args);
        emitter.on.call(this.root, type, form.callback);
        followErrors(this.root);
        return form.callback;
    },

    addListener(type, ...args) { return this.on(type, ...args); },

    once(type, ...args) {
        const mutation = mutationType(type);
        if (mutation)
            return add(this, mutation, args, true);
        const form = formOf(args);
        emitter.once.call(this.root, type, form.callback);
        followErrors(this.root);
        return form.callback;
    },

    removeListener(type, listener) {
        if (mutationType(type)) {
            if (!(listener instanceof MutationListener))
                throw new TypeError('removeListener takes what on() returned');
            native.unlisten(listener._l);
            return;
        }
        emitter.removeListener.call(this.root, type, listener);
        followErrors(this.root);
    },

    off(type, listener) { return this.removeListener(type, listener); },

    removeAllListeners(type, sub) {
        const mutation = mutationType(type);
        const every = type === undefined || type === null;
        if (mutation || every)
            native.removeListeners(this._h, mutation ? mutation.index : AllTypes, every, absolute(this, sub));
        if (!mutation) {
            emitter.removeAllListeners.call(this.root, type);
            followErrors(this.root);
        }
    },

    removeContextListeners() { native.removeContextListeners(this._h); },

    emit(type, ...args) {
        if (type === 'error')
            args[0] = toError(args[0]);
        if (mutationType(type))
            throw new Error('Events of data come from changing it: ' + type);
        const result = emitter.emit.apply(this.root, [type].concat(args));
        followErrors(this.root);
        return result;
    },
};

export function installListening() {
    Object.assign(Model.prototype, methods);
    for (const name of ['prependListener', 'prependOnceListener', 'listeners', 'rawListeners', 'listenerCount',
                        'eventNames', 'setMaxListeners', 'getMaxListeners'])
        Model.prototype[name] = plain(name);
}
