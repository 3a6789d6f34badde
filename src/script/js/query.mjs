// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import native from "racer-native";
import { absolute, guard, pathText } from "./model.mjs";

// In the order of ScriptBridge::Load and ScriptBridge::QueryPart.
const Fetch = 0, Subscribe = 1, Unfetch = 2, Unsubscribe = 3;
const Results = 0, Ids = 1, Extra = 2, Serialized = 3, Info = 4;

export class Query {
    constructor(model, handle, collectionName, expression, options) {
        this.model = model.root;
        this._h = model._h;
        this._q = handle;
        this.collectionName = collectionName;
        this.expression = expression;
        this.options = options;
        const info = native.queryGet(this._h, handle, Info);
        this.hash = info.hash;
        this.idsSegments = info.idsPath.split('.');
        this.segments = this.idsSegments.slice(0, -1);
        this.extraSegments = info.extraPath.split('.');
    }

    fetch(callback) { return load(this, Fetch, callback); }
    subscribe(callback) { return load(this, Subscribe, callback); }
    unfetch(callback) { return load(this, Unfetch, callback); }
    unsubscribe(callback) { return load(this, Unsubscribe, callback); }

    get() { return native.queryGet(this._h, this._q, Results); }
    getIds() { return native.queryGet(this._h, this._q, Ids); }
    getExtra() { return native.queryGet(this._h, this._q, Extra); }
    get subscribeCount() { return native.queryGet(this._h, this._q, Info).subscribeCount; }
    get fetchCount() { return native.queryGet(this._h, this._q, Info).fetchCount; }
    serialize() { return native.queryGet(this._h, this._q, Serialized); }

    ref(from) { return queryRef(this, Results, from, ''); }
    refIds(from) { return queryRef(this, Ids, from, ''); }
    refExtra(from, sub) { return queryRef(this, Extra, from, pathText(sub)); }
}

function load(query, kind, callback) {
    native.queryLoad(query._h, query._q, kind, guard(query.model, callback));
    return query;
}

function queryRef(query, part, from, sub) {
    const path = absolute(query.model, from);
    native.queryRef(query._h, query._q, part, path, sub);
    return query.model.at(path);
}
