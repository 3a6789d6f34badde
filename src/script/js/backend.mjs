// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import native from "racer-native";
import { EventEmitter } from "./emitter.mjs";
import { useMiddleware } from "./middleware.mjs";

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
        const handle = native.backendModel(this._b, Object.assign({}, options, this.modelOptions), req);
        const model = this._makeRoot(handle);
        model.backend = this;
        model.req = req;
        this.emit('model', model);
        return model;
    }

    // Express middleware: a model for each request, which fetches where it would subscribe.
    modelMiddleware() {
        return (req, res, next) => {
            if (!req.model) {
                const model = this.createModel({fetchOnly: true}, req);
                req.model = model;
                let closed = false;
                const close = () => {
                    if (!closed)
                        model.close();
                    closed = true;
                };
                if (res && typeof res.on === 'function') {
                    res.on('finish', close);
                    res.on('close', close);
                }
            }
            next();
        };
    }

    // ShareDB's middleware, not a plugin: (action, run) or (actions, run).
    use(action, run) {
        if (typeof run !== 'function')
            throw new TypeError('A middleware function is missing');
        for (const each of Array.isArray(action) ? action : [action])
            useMiddleware(this, each, run);
        return this;
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
