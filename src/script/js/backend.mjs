// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import native from "racer-native";
import { EventEmitter } from "./emitter.mjs";

// A server in this process: "makeRoot" makes the JavaScript root model of a handle.
export class Backend extends EventEmitter {
    constructor(racer, options, makeRoot) {
        super();
        this.racer = racer;
        this.modelOptions = options && options.modelOptions;
        this._makeRoot = makeRoot;
        this._b = native.createBackend(options || {});
    }

    createModel(options, req) {
        const model = this._makeRoot(native.backendModel(this._b, Object.assign({}, options, this.modelOptions)));
        model.backend = this;
        model.req = req;
        this.emit('model', model);
        return model;
    }

    // WebSocket clients come in at the port, 0 for any free one; returns the port.
    listen(port, host) { return native.backendListen(this._b, +port || 0, host || '127.0.0.1'); }

    addProjection(name, collection, fields) {
        native.backendProjection(this._b, name, collection, Object.keys(fields).filter((field) => fields[field]));
    }

    close(callback) {
        native.backendClose(this._b);
        if (callback)
            callback();
    }
}
