// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// Racer's argument forms. Where Racer takes a callback after a value of the model's own scope for the value, and the
// value for a path, there is no doubt here: a function is no value.
import native from "racer-native";
import { Model, guard, scopeOf, subOf } from "./model.mjs";

function notEnough(method) {
    return new Error('Not enough arguments for ' + method);
}

// (value) (value, cb) (path, value) (path, value, cb)
function valueMutator(write) {
    return function (a, b, c) {
        const count = arguments.length;
        if (count === 2) {
            if (typeof b === 'function' && this._p !== '') // at the root it cannot be a callback: nothing is set there
                return write(this._h, this._p, '', a, guard(this, b));
            if (typeof a === 'string')
                return write(this._h, this._p, a, b, undefined);
            return write(this._h, scopeOf(this, a), subOf(a), b, undefined);
        }
        if (count < 2)
            return write(this._h, this._p, '', a, undefined);
        return write(this._h, scopeOf(this, a), subOf(a), b, guard(this, c));
    };
}

// () (cb) (value) (value, cb) (path, value) (path, value, cb)
function creator(write) {
    return function (a, b, c) {
        switch (arguments.length) {
        case 0:
            return write(this._h, this._p, '', {}, undefined);
        case 1:
            if (typeof a === 'function')
                return write(this._h, this._p, '', {}, guard(this, a));
            return write(this._h, this._p, '', a, undefined);
        case 2:
            if (typeof b === 'function')
                return write(this._h, this._p, '', a, guard(this, b));
            return write(this._h, scopeOf(this, a), subOf(a), b, undefined);
        default:
            return write(this._h, scopeOf(this, a), subOf(a), b, guard(this, c));
        }
    };
}

// () (cb) (path) (path, cb)
function pathMutator(write) {
    return function (a, b) {
        if (typeof a === 'string')
            return write(this._h, this._p, a, guard(this, b));
        if (typeof a === 'function')
            return write(this._h, this._p, '', guard(this, a));
        return write(this._h, scopeOf(this, a), subOf(a), guard(this, b));
    };
}

// Objects without id get one when they go into a refList, the caller's as Racer's do.
function named(write) {
    return function (handle, scope, sub, value, callback) {
        if (lacksId(value) && native.isRefList(handle, scope, sub))
            value.id = native.id();
        return write(handle, scope, sub, value, callback);
    };
}

function insert(handle, scope, sub, index, values, callback) {
    const items = (Array.isArray(values) ? values : [values]).filter(lacksId);
    if (items.length && native.isRefList(handle, scope, sub)) {
        for (const item of items)
            item.id = native.id();
    }
    return native.insert(handle, scope, sub, index, values, callback);
}

function lacksId(value) {
    return value && typeof value === 'object' && !Array.isArray(value) && !value.id;
}

function add(model, sub, value, callback) {
    if (lacksId(value))
        value.id = native.id(); // the caller's object gets it, as Racer's does
    const id = value ? value.id : undefined;
    const answer = typeof callback === 'function' ? guard(model, (error) => callback(error, id)) : undefined;
    const added = native.add(model._h, scopeOf(model, sub), subOf(sub), value, answer);
    return added === undefined ? undefined : id;
}

const methods = {
    set: valueMutator(native.set),
    setNull: valueMutator(native.setNull),
    setEach: valueMutator(native.setEach),
    setDiff: valueMutator(native.setDiff),
    setDiffDeep: valueMutator(native.setDiffDeep),
    setArrayDiff: valueMutator(native.setArrayDiff),
    setArrayDiffDeep: valueMutator(native.setArrayDiffDeep),
    push: valueMutator(named(native.push)),
    unshift: valueMutator(named(native.unshift)),
    create: creator(native.create),
    createNull: creator(native.createNull),
    del: pathMutator(native.del),
    pop: pathMutator(native.pop),
    shift: pathMutator(native.shift),

    add(a, b, c) {
        switch (arguments.length) {
        case 0:
            return add(this, '', {});
        case 1:
            return typeof a === 'function' ? add(this, '', {}, a) : add(this, '', a);
        case 2:
            if (typeof b !== 'function' && (typeof a === 'string' || a instanceof Model))
                return add(this, a, b);
            return add(this, '', a, b);
        default:
            return add(this, a, b, c);
        }
    },

    increment(a, b, c) {
        if (typeof a === 'number' && (b === undefined || typeof b === 'function') && c === undefined)
            return increment(this, '', a, b);
        if (typeof a === 'function')
            return increment(this, '', 1, a);
        return typeof b === 'function' ? increment(this, a, 1, b) : increment(this, a, b, c);
    },

    insert(a, b, c, d) {
        const count = arguments.length;
        if (count < 2)
            throw notEnough('insert');
        if (count === 2)
            return insert(this._h, this._p, '', +a, b, undefined);
        if (count === 3 && typeof c === 'function')
            return insert(this._h, this._p, '', +a, b, guard(this, c));
        return insert(this._h, scopeOf(this, a), subOf(a), +b, c, guard(this, d));
    },

    remove(a, b, c, d) {
        const count = arguments.length;
        const last = arguments[count - 1];
        if (count === 0)
            return native.removeLast(this._h, this._p, '', undefined);
        if (typeof last === 'function') {
            if (count === 1)
                return native.removeLast(this._h, this._p, '', guard(this, last));
            if (count === 2 && typeof a !== 'number')
                return native.removeLast(this._h, scopeOf(this, a), subOf(a), guard(this, last));
            if (typeof a === 'number')
                return remove(this, '', a, count === 2 ? 1 : b, last);
            return remove(this, a, b, count === 3 ? 1 : c, last);
        }
        if (count === 1)
            return remove(this, '', a, 1);
        if (count === 2)
            return typeof a === 'number' ? remove(this, '', a, b) : remove(this, a, b, 1);
        return remove(this, a, b, c, d);
    },

    move(a, b, c, d, e) {
        const count = arguments.length;
        if (count < 2)
            throw notEnough('move');
        if (count === 2)
            return move(this, '', a, b, 1);
        if (count === 3) {
            if (typeof c === 'function')
                return move(this, '', a, b, 1, c);
            return typeof a === 'number' ? move(this, '', a, b, c) : move(this, a, b, c, 1);
        }
        if (count === 4 && typeof d === 'function')
            return typeof a === 'number' ? move(this, '', a, b, c, d) : move(this, a, b, c, 1, d);
        return move(this, a, b, c, d, e);
    },

    stringInsert(a, b, c, d) {
        const form = threeForm('stringInsert', this, arguments, a, b, c, d);
        native.stringInsert(this._h, form.scope, form.sub, +form.first, String(form.second), form.callback);
    },

    stringRemove(a, b, c, d) {
        const form = threeForm('stringRemove', this, arguments, a, b, c, d);
        native.stringRemove(this._h, form.scope, form.sub, +form.first, +form.second, form.callback);
    },

    subtypeSubmit(a, b, c, d) {
        const form = threeForm('subtypeSubmit', this, arguments, a, b, c, d);
        return native.subtypeSubmit(this._h, form.scope, form.sub, String(form.first), form.second, form.callback);
    },
};

function increment(model, sub, by, callback) {
    const step = by === undefined || by === null ? 1 : +by;
    return native.increment(model._h, scopeOf(model, sub), subOf(sub), step, guard(model, callback));
}

function remove(model, sub, index, howMany, callback) {
    const count = howMany === undefined || howMany === null ? 1 : +howMany;
    return native.remove(model._h, scopeOf(model, sub), subOf(sub), +index, count, guard(model, callback));
}

function move(model, sub, from, to, howMany, callback) {
    const count = howMany === undefined || howMany === null ? 1 : +howMany;
    return native.move(model._h, scopeOf(model, sub), subOf(sub), +from, +to, count, guard(model, callback));
}

// (first, second) (first, second, cb) (path, first, second) (path, first, second, cb)
function threeForm(method, model, args, a, b, c, d) {
    if (args.length < 2)
        throw notEnough(method);
    if (args.length === 2)
        return {scope: model._p, sub: '', first: a, second: b, callback: undefined};
    if (args.length === 3 && typeof c === 'function')
        return {scope: model._p, sub: '', first: a, second: b, callback: guard(model, c)};
    return {scope: scopeOf(model, a), sub: subOf(a), first: b, second: c, callback: guard(model, d)};
}

export function installMutators() {
    Object.assign(Model.prototype, methods);
    return Object.keys(methods);
}
