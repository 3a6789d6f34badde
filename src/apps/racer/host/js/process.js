// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// The global "process", and the end of the program.
(function (host) {
    const native = host.native.process;

    class OutputStream extends host.EventEmitter {
        constructor(descriptor) {
            super();
            this.fd = descriptor;
            this.isTTY = native.isTerminal(descriptor);
            this.writable = true;
        }
        write(text, encoding, callback) {
            native.write(this.fd, text);
            const done = typeof encoding === 'function' ? encoding : callback;
            if (typeof done === 'function')
                host.nextTick(done);
            return true;
        }
        end(text) {
            if (text !== undefined)
                this.write(text);
        }
    }

    class Process extends host.EventEmitter {
        listenersChanged(name, count) {
            if (typeof name === 'string' && name.startsWith('SIG'))
                native.watchSignal(name, count > 0);
        }
    }

    const process = new Process();
    const start = native.nanoseconds();
    host.process = process;
    host.now = () => (native.nanoseconds() - start) / 1e6;

    process.argv = native.arguments();
    process.env = native.environment();
    process.pid = native.pid();
    process.platform = 'linux';
    process.versions = native.versions();
    process.version = 'v' + process.versions.racer;
    process.execPath = process.argv[0];
    process.exitCode = undefined;
    process.stdout = new OutputStream(1);
    process.stderr = new OutputStream(2);
    process.nextTick = host.nextTick;
    process.cwd = () => native.currentFolder();
    process.uptime = () => host.now() / 1000;
    process.hrtime = function (since) {
        const now = native.nanoseconds();
        const seconds = Math.floor(now / 1e9);
        const rest = now - seconds * 1e9;
        if (!since)
            return [seconds, rest];
        const past = rest < since[1] ? 1 : 0;
        return [seconds - since[0] - past, rest - since[1] + past * 1e9];
    };

    let exiting = false;
    function statusNow() {
        const status = Number(process.exitCode);
        return process.exitCode === undefined || isNaN(status) ? 0 : status;
    }
    function emitExit() {
        if (exiting)
            return;
        exiting = true;
        try {
            process.emit('exit', statusNow());
        } catch (error) {
            process.exitCode = 1;
            native.write(2, host.describeUncaught(error) + '\n');
        }
    }
    process.exit = function (code) {
        if (code !== undefined)
            process.exitCode = code;
        emitExit();
        native.exit(statusNow());
    };
    process.abort = () => native.exit(134);

    // Nothing is left to do.
    function finish() {
        emitExit();
        return statusNow();
    }
    native.setHandlers({finish, signaled: (name) => host.turn(() => process.emit(name, name))});

    host.uncaught = function (error, origin) {
        if (process.listenerCount('uncaughtException') && !exiting) {
            try {
                process.emit('uncaughtException', error, origin || 'uncaughtException');
                return;
            } catch (another) {
                error = another;
            }
        }
        native.write(2, host.describeUncaught(error) + '\n');
        process.exit(1);
    };

    globalThis.process = process;
    globalThis.global = globalThis;
    globalThis.performance = {now: host.now, timeOrigin: Date.now()};
})
