// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// The module "fs": files as UTF-8 text or ArrayBuffers, at once or as promises.
(function (host) {
    const native = host.native.files;

    function encodingOf(options) {
        const encoding = typeof options === 'string' ? options : options && options.encoding;
        if (encoding !== undefined && encoding !== null && !/^utf-?8$/i.test(encoding))
            throw new TypeError("Unknown encoding '" + encoding + "': there is utf8");
        return encoding;
    }

    // Bytes that turn to text where text is wanted, as Node's buffers do.
    function bytesWithText(bytes) {
        Object.defineProperty(bytes, 'toString', {value: () => native.decode(bytes)});
        return bytes;
    }

    function bytesOf(data) {
        if (ArrayBuffer.isView(data))
            return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
        return data instanceof ArrayBuffer ? data : native.encode(String(data));
    }

    function pathOf(path) {
        if (typeof path !== 'string')
            throw new TypeError('The path must be a string. Received ' + host.inspect(path));
        return path;
    }

    class Stats {
        constructor(fields) {
            Object.assign(this, fields);
            this.mtime = new Date(fields.mtimeMs);
        }
        isFile() { return this.kind === 'file'; }
        isDirectory() { return this.kind === 'directory'; }
        isSymbolicLink() { return this.kind === 'link'; }
    }

    const fs = {
        readFileSync(path, options) {
            const encoding = encodingOf(options);
            const bytes = typeof path === 'number' ? native.readDescriptor(path) : native.read(pathOf(path));
            return encoding ? native.decode(bytes) : bytesWithText(bytes);
        },
        writeFileSync(path, data, options) {
            encodingOf(options);
            native.write(pathOf(path), bytesOf(data), options && options.flag === 'a' ? 'a'
                : options && options.flag === 'wx' ? 'wx' : 'w');
        },
        appendFileSync(path, data, options) {
            encodingOf(options);
            native.write(pathOf(path), bytesOf(data), 'a');
        },
        existsSync(path) { return typeof path === 'string' && native.exists(path); },
        readdirSync(path) { return native.list(pathOf(path)); },
        mkdirSync(path, options) { native.makeFolder(pathOf(path), Boolean(options && options.recursive)); },
        mkdtempSync(prefix) { return native.makeTemporaryFolder(pathOf(prefix)); },
        rmSync(path, options) {
            native.remove(pathOf(path), Boolean(options && options.recursive), Boolean(options && options.force));
        },
        unlinkSync(path) { native.unlink(pathOf(path)); },
        renameSync(from, to) { native.rename(pathOf(from), pathOf(to)); },
        copyFileSync(from, to) { native.write(pathOf(to), native.read(pathOf(from)), 'w'); },
        statSync(path, options) {
            const fields = native.status(pathOf(path), true, !(options && options.throwIfNoEntry === false));
            return fields && new Stats(fields);
        },
        lstatSync(path, options) {
            const fields = native.status(pathOf(path), false, !(options && options.throwIfNoEntry === false));
            return fields && new Stats(fields);
        }
    };
    fs.promises = {};
    Object.keys(fs).forEach((name) => {
        if (!name.endsWith('Sync') || name === 'existsSync')
            return;
        const call = fs[name];
        fs.promises[name.slice(0, -4)] = (...args) => new Promise((resolve) => resolve(call(...args)));
    });
    host.fs = fs;
    host.provide('fs', fs);
    host.provide('fs/promises', fs.promises);
})
