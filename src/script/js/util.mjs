// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

export const isServer = true;

export function equal(a, b) {
    return a === b || (a !== a && b !== b);
}

export function deepEqual(a, b) {
    if (equal(a, b))
        return true;
    if (!a || !b || typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b))
        return false;
    if (a instanceof Date || b instanceof Date)
        return a instanceof Date && b instanceof Date && a.getTime() === b.getTime();
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length
        && keys.every((key) => Object.prototype.hasOwnProperty.call(b, key) && deepEqual(a[key], b[key]));
}

export function copy(value) {
    if (value instanceof Date)
        return new Date(value);
    if (!value || typeof value !== 'object')
        return value;
    return Array.isArray(value) ? value.slice() : Object.assign({}, value);
}

export function deepCopy(value) {
    if (value instanceof Date)
        return new Date(value);
    if (!value || typeof value !== 'object')
        return value;
    if (Array.isArray(value))
        return Array.from(value, deepCopy);
    const result = {};
    for (const key of Object.keys(value))
        result[key] = deepCopy(value[key]);
    return result;
}

export function mergeInto(to, from) {
    return Object.assign(to, from);
}

export function isArrayIndex(segment) {
    return /^[0-9]+$/.test(segment);
}

// Numbers for segments that are digits, in place.
export function castSegments(segments) {
    for (let i = 0; i < segments.length; i++) {
        if (typeof segments[i] === 'string' && isArrayIndex(segments[i]))
            segments[i] = +segments[i];
    }
    return segments;
}

export function lookup(segments, value) {
    for (let i = 0; i < segments.length && value !== undefined && value !== null; i++)
        value = value[segments[i]];
    return value;
}

// True if one is at or above the other.
export function mayImpact(a, b) {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) {
        if (String(a[i]) !== String(b[i]))
            return false;
    }
    return true;
}

export function mayImpactAny(list, segments) {
    return list.some((each) => mayImpact(each, segments));
}

// True if the segments begin with those.
export function contains(segments, beginning) {
    return beginning.length <= segments.length && mayImpact(segments, beginning);
}

// A maker of callbacks: the given one is called once all of them have been, or with the first error.
export function asyncGroup(callback) {
    let waiting = 0;
    let done = false;
    return function add() {
        waiting++;
        let called = false;
        return function (error) {
            if (called || done)
                return;
            called = true;
            waiting--;
            if (error || waiting === 0) {
                done = true;
                if (error)
                    callback(error);
                else
                    callback();
            }
        };
    };
}

export function promisify(original) {
    if (typeof original !== 'function')
        throw new TypeError('The "original" argument must be of type Function');
    return function (...args) {
        return new Promise((resolve, reject) => {
            original.call(this, ...args, (error, value) => {
                if (error)
                    reject(error);
                else
                    resolve(value);
            });
        });
    };
}

// Functions of a host, which each plugin is called with once.
export function use(plugin, options) {
    const used = this._plugins || (this._plugins = []);
    if (used.indexOf(plugin) < 0) {
        used.push(plugin);
        plugin(this, options);
    }
    return this;
}

// The plugin is what the module, which has require(), finds by that name.
export function serverUse(module, id, options) {
    return this.use(module.require(id), options);
}
