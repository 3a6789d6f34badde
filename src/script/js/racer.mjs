// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// Racer's module.
import native from "racer-native";
import { Backend } from "./backend.mjs";
import { installDerived } from "./derived.mjs";
import { EventEmitter } from "./emitter.mjs";
import { ChangeEvent, InsertEvent, LoadEvent, MoveEvent, RemoveEvent, UnloadEvent } from "./events.mjs";
import { Filter, installFilters } from "./filter.mjs";
import { installListening } from "./listening.mjs";
import { installLoading } from "./loading.mjs";
import { ChildModel, Model, guard } from "./model.mjs";
import { installMutators } from "./mutators.mjs";
import { Query } from "./query.mjs";
import * as util from "./util.mjs";

export class RootModel extends Model {
    // "handle": that of a model which is there already.
    constructor(handle) {
        super(undefined, handle || native.createRoot(), '');
        this.debug = {};
        this._get = this._h.get; // bound to this very model: the fastest call there is
    }

    get(sub) { return typeof sub === 'string' ? this._get(sub) : super.get(sub); }

    get data() { return this.get(); }
    get connection() { return native.hasConnection(this._h) ? new Connection(this) : undefined; }
    get fetchOnly() { return native.property(this._h, 'fetchOnly'); }
    set fetchOnly(fetchOnly) { native.setProperty(this._h, 'fetchOnly', !!fetchOnly); }
    get unloadDelay() { return native.property(this._h, 'unloadDelay'); }
    set unloadDelay(delay) { native.setProperty(this._h, 'unloadDelay', +delay || 0); }
    get bundleTimeout() { return native.property(this._h, 'bundleTimeout'); }
    set bundleTimeout(timeout) { native.setProperty(this._h, 'bundleTimeout', +timeout); }

    bundle(callback) {
        native.bundle(this._h, guard(this, (error, bundle) => {
            if (!error)
                this.emit('bundle', bundle);
            callback(error, bundle);
        }));
    }
    unbundle(bundle) { native.unbundle(this._h, bundle); }
}

class Connection {
    constructor(root) { this._root = root; }
    get state() { return this._root.get('$connection.state'); }
    get reason() { return this._root.get('$connection.reason'); }
    get canSend() { return this.state === 'connected'; }
    hasPending() { return this._root.hasPending(); }
    hasWritePending() { return this._root.hasWritePending(); }
    whenNothingPending(callback) { this._root.whenNothingPending(callback); }
    close() { this._root.disconnect(); }
}

// Every method that takes a callback last has a twin that returns a promise.
function installPromises(prototype, names) {
    for (const name of names)
        prototype[name + 'Promised'] = util.promisify(prototype[name]);
}

const writing = installMutators();
installListening();
installLoading();
installDerived();
installFilters();
installPromises(Model.prototype, writing.concat(
    ['fetch', 'subscribe', 'unfetch', 'unsubscribe', 'fetchDoc', 'subscribeDoc', 'unfetchDoc', 'unsubscribeDoc',
     'close', 'whenNothingPending']));
installPromises(Query.prototype, ['fetch', 'subscribe', 'unfetch', 'unsubscribe']);
installPromises(RootModel.prototype, ['bundle']);

export class Racer extends EventEmitter {
    // ({url, …options}) a model of the server there, () a local one, (bundle) one with what is in the bundle.
    createModel(data) {
        const isOptions = data && data.url !== undefined && data.url !== null; // QML has URLs that are no strings
        const model = new RootModel(isOptions ? native.connectRoot(String(data.url)) : undefined);
        if (isOptions) {
            for (const name of ['fetchOnly', 'unloadDelay', 'bundleTimeout', 'debug']) {
                if (data[name] !== undefined)
                    model[name] = data[name];
            }
        }
        const bundle = isOptions ? data.bundle : data;
        if (bundle)
            model.unbundle(bundle);
        this.emit('model', model);
        return model;
    }

    createBackend(options) { return new Backend(this, options, (handle) => new RootModel(handle)); }
}

Object.assign(Racer.prototype, {use: util.use, serverUse: util.serverUse});

const racer = Object.assign(new Racer(), {
    Racer, Model, RootModel, ChildModel, Query, Filter, Backend, util,
    ChangeEvent, InsertEvent, RemoveEvent, MoveEvent, LoadEvent, UnloadEvent,
});
racer.racer = racer;
export default racer;

// For the native side.
export function wrap(handle) {
    return new RootModel(handle);
}
