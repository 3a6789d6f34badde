// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import native from "racer-native";
import { EventEmitter } from "./emitter.mjs";

const get = native.get;
const getOrThrow = native.getOrThrow;
const getValues = native.getValues;

// A place in a root model. "_h" is the native handle of how it writes, "_p" its path.
export class Model extends EventEmitter {
    constructor(root, handle, path) {
        super();
        this.root = root || this;
        this._h = handle;
        this._p = path;
    }

    at(first) {
        const path = arguments.length > 1 ? Array.from(arguments, String).join('.') : first;
        if (path instanceof Model)
            return new ChildModel(this.root, this._h, path._p);
        return new ChildModel(this.root, this._h, join(this._p, pathText(path)));
    }

    scope(first) {
        const path = arguments.length > 1 ? Array.from(arguments, String).join('.') : first;
        return new ChildModel(this.root, this._h, path instanceof Model ? path._p : pathText(path));
    }

    parent(levels) {
        let count = levels === undefined || levels === null ? 1 : +levels;
        let path = this._p;
        for (; count > 0 && path !== ''; count--) {
            const dot = path.lastIndexOf('.');
            path = dot < 0 ? '' : path.slice(0, dot);
        }
        return new ChildModel(this.root, this._h, path);
    }

    path(sub) {
        if (typeof sub === 'string')
            return join(this._p, sub);
        if (sub === undefined || sub === null)
            return this._p;
        if (typeof sub === 'number')
            return join(this._p, String(sub));
        return sub instanceof Model ? sub._p : undefined;
    }

    isPath(sub) { return this.path(sub) !== undefined; }

    leaf(path) {
        const text = path === undefined || path === null || path === '' ? this._p : pathText(path);
        return text.slice(text.lastIndexOf('.') + 1);
    }

    dereference(sub) { return native.dereference(this._h, scopeOf(this, sub), subOf(sub)); }
    id() { return native.id(); }
    toString() { return 'Model(' + this._p + ')'; }

    get(sub) {
        if (typeof sub === 'string')
            return get(this._h, this._p, sub);
        return get(this._h, scopeOf(this, sub), subOf(sub));
    }

    getCopy(sub) { return this.get(sub); }
    getDeepCopy(sub) { return this.get(sub); }

    getOrDefault(sub, defaultValue) {
        const value = this.get(sub);
        return value === undefined || value === null ? defaultValue : value;
    }

    getOrThrow(sub) { return getOrThrow(this._h, scopeOf(this, sub), subOf(sub)); }
    getValues(sub) { return getValues(this._h, scopeOf(this, sub), subOf(sub)); }

    getCollection(name) {
        const docs = get(this._h, '', name);
        return docs === undefined ? undefined : new Collection(this.root, name);
    }

    getDoc(collection, id) {
        const data = get(this._h, '', collection + '.' + id);
        return data === undefined ? undefined : new Doc(this.root, collection, id);
    }

    getOrCreateCollection(name) { return new Collection(this.root, name); }

    getOrCreateDoc(collection, id, data) {
        const path = collection + '.' + id;
        if (data !== undefined && get(this._h, '', path) === undefined)
            this.root.silent().set(path, data);
        return new Doc(this.root, collection, id);
    }

    pass(object, invert) { return derived(this, native.pass(this._h, object, !!invert)); }
    silent(flag) { return derived(this, native.silent(this._h, flag === undefined || flag === null || !!flag)); }
    preventCompose() { return derived(this, native.preventCompose(this._h, true)); }
    allowCompose() { return derived(this, native.preventCompose(this._h, false)); }
    eventContext(id) { return derived(this, native.eventContext(this._h, String(id))); }
    context(id) { return derived(this, native.context(this._h, String(id))); }

    wrapCallback(callback) {
        return guard(this, callback) || ((error) => {
            if (error)
                this.root.emit('error', error);
        });
    }
}

export class ChildModel extends Model {}

export class Collection {
    constructor(root, name) {
        this.model = root;
        this.name = name;
    }
    get docs() { return this.get(); }
    get(segments) { return this.model.get([this.name].concat(segments || []).join('.')); }
    getDoc(id) { return this.model.getDoc(this.name, id); }
}

export class Doc {
    constructor(root, collectionName, id) {
        this.model = root;
        this.collectionName = collectionName;
        this.id = id;
    }
    get data() { return this.get(); }
    get(segments) { return this.model.get([this.collectionName, this.id].concat(segments || []).join('.')); }
    path(segments) { return [this.collectionName, this.id].concat(segments || []).join('.'); }
}

function derived(model, handle) {
    return new ChildModel(model.root, handle, model._p);
}

export function join(scope, sub) {
    return scope === '' ? sub : sub === '' ? scope : scope + '.' + sub;
}

// A path argument that is no model, as text.
export function pathText(sub) {
    if (typeof sub === 'string')
        return sub;
    if (sub === undefined || sub === null)
        return '';
    if (typeof sub === 'number')
        return String(sub);
    const error = new Error('A path is text, a number or a model, not ' + sub);
    error.code = 'ERR_INVALID_PATH';
    throw error;
}

export function scopeOf(model, sub) {
    return sub instanceof Model ? sub._p : model._p;
}

export function subOf(sub) {
    return typeof sub === 'string' ? sub : sub instanceof Model ? '' : pathText(sub);
}

export function absolute(model, sub) {
    return sub instanceof Model ? sub._p : join(model._p, pathText(sub));
}

export function isPath(value) {
    return value === undefined || value === null || typeof value === 'string' || typeof value === 'number'
        || value instanceof Model;
}

// What the native side calls instead of a callback: what the callback throws is an error of the model.
export function guard(model, callback) {
    if (typeof callback !== 'function')
        return undefined;
    return function (...args) {
        try {
            callback(...args);
        } catch (error) {
            native.raiseError(model._h, error);
        }
    };
}
