// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import native from "racer-native";
import { Model, absolute, isPath } from "./model.mjs";
import { outcome } from "./derived.mjs";

// In the order of ScriptBridge::FilterPart and ScriptBridge::FilterAction.
const Items = 0, Ids = 1, Inputs = 2;
const Ref = 0, Update = 1, Destroy = 2;

export class Filter {
    constructor(model, handle, options) {
        this.model = model.root;
        this._h = model._h;
        this._f = handle;
        this._skip = 0;
        this._limit = 0;
        if (options) {
            this._skip = options.skip || 0;
            this._limit = options.limit || 0;
            applyWindow(this);
        }
    }

    get skip() { return this._skip; }
    set skip(skip) {
        this._skip = skip || 0;
        applyWindow(this);
    }
    get limit() { return this._limit; }
    set limit(limit) {
        this._limit = limit || 0;
        applyWindow(this);
    }

    filter(fn) { return replace(this, false, fn); }
    sort(fn) { return replace(this, true, fn); }
    get() { return native.filterGet(this._h, this._f, Items); }
    ids() { return native.filterGet(this._h, this._f, Ids); }
    getInputs() { return native.filterGet(this._h, this._f, Inputs); }
    update() { native.filterDo(this._h, this._f, Update, ''); }
    destroy() { native.filterDo(this._h, this._f, Destroy, ''); }

    ref(from) {
        const path = absolute(this.model, from);
        native.filterDo(this._h, this._f, Ref, path);
        return this.model.at(path);
    }
}

function applyWindow(filter) {
    native.filterWindow(filter._h, filter._f, filter._skip, filter._limit);
}

function replace(filter, sorts, fn) {
    native.filterSet(filter._h, filter._f, sorts, nativeFunction(filter.model, fn), takesObject(fn));
    return filter;
}

// A name, a query or nothing stay as they are.
function nativeFunction(model, fn) {
    return typeof fn === 'function' ? outcome(model, fn) : fn;
}

function takesObject(fn) {
    return typeof fn === 'function' && (fn.length > 2 || fn.length === 0);
}

function isWindow(value) {
    return value && typeof value === 'object' && Object.keys(value).every((key) => key === 'skip' || key === 'limit');
}

// (in) (in, fn) (in, extras…, options?, fn): the function may be null, a name, or a query of the items
function make(sorts) {
    return function (input, ...args) {
        let options;
        let fn = null;
        if (args.length && !Array.isArray(args[args.length - 1]) && !isWindow(args[args.length - 1]))
            fn = args.pop();
        if (args.length && !Array.isArray(args[args.length - 1]) && !isPath(args[args.length - 1]))
            options = args.pop();
        const extras = (Array.isArray(args[0]) ? args[0] : args).map((extra) => absolute(this, extra));
        const handle = native.filter(this._h, absolute(this, input), extras, sorts, nativeFunction(this, fn),
                                     takesObject(fn));
        return new Filter(this, handle, options);
    };
}

export function installFilters() {
    Object.assign(Model.prototype, {
        filter: make(false),
        sort: make(true),
        removeAllFilters(sub) { native.removeAllFilters(this._h, absolute(this, sub), ''); },
    });
}
