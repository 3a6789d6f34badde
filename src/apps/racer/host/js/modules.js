// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// require() for plain scripts, and the modules of the host itself.
(function (host) {
    const native = host.native.modules;
    const provided = new Map(); // the host's, by name
    const cache = Object.create(null); // by file

    host.provide = function (name, exports) {
        provided.set(name, exports);
        native.provide(name, exports);
        native.provide('node:' + name, exports);
    };

    class Module {
        constructor(filename, parent) {
            this.id = this.filename = filename;
            this.exports = {};
            this.parent = parent;
            this.children = [];
            this.loaded = false;
        }
    }

    function notFound(request, from) {
        const error = new Error("Cannot find module '" + request + "'" + (from ? ', required by ' + from : ''));
        error.code = 'MODULE_NOT_FOUND';
        return error;
    }

    function resolveFile(path) {
        const candidates = [path, path + '.js', path + '.mjs', path + '.json', path + '/index.js', path + '/index.mjs'];
        return candidates.find((candidate) => native.isFile(candidate));
    }

    function resolve(request, parent) {
        const name = request.startsWith('node:') ? request.slice(5) : request;
        if (provided.has(name))
            return name;
        const isPath = request.startsWith('/') || /^\.\.?(\/|$)/.test(request);
        const found = isPath && resolveFile(native.absolutePath(native.folderOf(parent.filename), request));
        if (!found)
            throw notFound(request, parent.filename);
        return native.canonicalPath(found);
    }

    function requireFor(module) {
        const require = function (request) {
            if (typeof request !== 'string' || !request)
                throw new TypeError('require() takes the name of a module');
            const id = resolve(request, module);
            return provided.has(id) ? provided.get(id) : load(id, module);
        };
        require.resolve = (request) => resolve(request, module);
        require.cache = cache;
        require.main = host.mainModule;
        return require;
    }

    // A module that is still loading is given as far as it has come: that is how cycles end.
    function load(file, parent) {
        const known = cache[file];
        if (known)
            return known.exports;
        const module = new Module(file, parent);
        if (!parent)
            host.mainModule = module;
        cache[file] = module;
        try {
            run(module);
        } catch (error) {
            delete cache[file];
            throw error;
        }
        if (parent)
            parent.children.push(module);
        module.loaded = true;
        return module.exports;
    }

    function run(module) {
        const file = module.filename;
        if (file.endsWith('.mjs')) {
            module.exports = native.importModule(file);
        } else if (file.endsWith('.json')) {
            try {
                module.exports = JSON.parse(host.fs.readFileSync(file, 'utf8'));
            } catch (error) {
                error.message = file + ': ' + error.message;
                throw error;
            }
        } else {
            const source = host.fs.readFileSync(file, 'utf8').replace(/^\ufeff/, '').replace(/^#!/, '//');
            const body = native.compile(source, file);
            body.call(module.exports, module.exports, requireFor(module), module, file, native.folderOf(file));
        }
    }

    function runMain(file, isModule) {
        if (isModule)
            native.importModule(file);
        else
            load(file, undefined);
    }
    native.setHandlers({runMain});
})
