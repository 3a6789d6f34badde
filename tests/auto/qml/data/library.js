// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
.pragma library
.import Racer as Module

// What a script gets of the module.
function parts() {
    const racer = Module.Racer;
    const model = racer.createModel();
    const local = new racer.RootModel();
    const backend = racer.createBackend();
    const remote = backend.createModel();
    local.set("_page.n", 1);
    racer.use((host, options) => { host.usedWith = options; }, 5);
    return {
        classes: [model instanceof racer.RootModel, model.at("_page") instanceof racer.Model,
                  model.at("_page") instanceof racer.RootModel, remote instanceof racer.RootModel],
        value: local.get("_page.n"),
        usedWith: racer.module.usedWith,
        isUtil: racer.util.deepEqual([1], [1]),
        backend: backend,
        remote: remote
    };
}
