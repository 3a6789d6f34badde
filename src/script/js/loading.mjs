// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import native from "racer-native";
import { Model, absolute, guard } from "./model.mjs";
import { Query } from "./query.mjs";

// In the order of ScriptBridge::Load.
const kinds = {fetch: 0, subscribe: 1, unfetch: 2, unsubscribe: 3};

// () (cb) (item…, cb?) (array, cb?)
function loader(kind) {
    return function (...items) {
        const last = items[items.length - 1];
        const callback = typeof last === 'function' ? items.pop() : undefined;
        const all = Array.isArray(items[0]) ? items[0] : items.length ? items : [undefined];
        const handles = all.map((item) => item instanceof Query ? item._q : absolute(this, item));
        native.load(this._h, kind, handles, guard(this, callback));
        return this;
    };
}

function docLoader(kind) {
    return function (collection, id, callback) {
        native.loadDoc(this._h, kind, String(collection), String(id), guard(this, callback));
    };
}

// In place: the database knows no undefined.
function sanitizeQuery(expression) {
    if (expression && typeof expression === 'object') {
        for (const key of Object.keys(expression)) {
            if (expression[key] === undefined)
                expression[key] = null;
            else
                sanitizeQuery(expression[key]);
        }
    }
    return expression;
}

const methods = {
    // The same object for the same query, as long as anything of it is loaded or it has just been made. A model in
    // place of the expression: the documents that the list of ids there names.
    query(collection, expression, options) {
        const given = typeof options === 'string' ? {db: options} : options;
        const handle = expression instanceof Model ? native.idsQuery(this._h, collection, expression._p)
            : native.query(this._h, collection, sanitizeQuery(expression), given);
        const query = new Query(this, handle, collection, expression, given);
        const known = this.root._queries || (this.root._queries = new Map());
        const first = known.get(query.hash);
        if (first)
            return first;
        known.set(query.hash, query);
        return query;
    },

    sanitizeQuery,
    unload(id) { native.unload(this._h, id === undefined || id === null ? undefined : String(id)); },
    unloadAll() { native.unloadAll(this._h); },
    setContext(id) { this._h = native.context(this._h, String(id)); },
    destroy(sub) {
        const path = absolute(this, sub);
        native.destroyBelow(this._h, path, '');
    },

    connect() { native.controlConnection(this._h, 0); },
    disconnect() { native.controlConnection(this._h, 1); },
    reconnect() { native.controlConnection(this._h, 2); },
    close(callback) { native.close(this._h, guard(this, callback)); },
    hasPending() { return native.hasPending(this._h, false); },
    hasWritePending() { return native.hasPending(this._h, true); },
    whenNothingPending(callback) { native.whenNothingPending(this._h, guard(this, callback)); },
};

export function installLoading() {
    for (const name of Object.keys(kinds)) {
        methods[name] = loader(kinds[name]);
        methods[name + 'Doc'] = docLoader(kinds[name]);
    }
    Object.assign(Model.prototype, methods);
}
