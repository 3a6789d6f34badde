// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// process.stdin: text as it comes, by lines, or as a whole.
(function (host) {
    const native = host.native.input;

    class InputStream extends host.EventEmitter {
        constructor() {
            super();
            this.fd = 0;
            this.isTTY = native.isTerminal;
            this.readable = true;
            this.partLine = '';
        }
        listenersChanged(name, count) {
            if ((name === 'data' || name === 'line') && count && !this.paused)
                this.resume();
        }
        setEncoding() { return this; } // it is UTF-8 text in any case
        resume() {
            this.paused = false;
            native.start();
            return this;
        }
        pause() {
            this.paused = true;
            native.stop();
            return this;
        }
        // All that is still to come.
        text() {
            return new Promise((resolve, reject) => {
                const parts = [];
                this.on('data', (part) => parts.push(part));
                this.once('end', () => resolve(parts.join('')));
                this.once('error', reject);
                this.resume();
            });
        }
        deliver(text) {
            this.emit('data', text);
            const lines = (this.partLine + text).split('\n');
            this.partLine = lines.pop();
            lines.forEach((line) => this.emit('line', line.endsWith('\r') ? line.slice(0, -1) : line));
        }
        finish(error) {
            this.readable = false;
            if (error)
                return this.emit('error', error);
            if (this.partLine)
                this.emit('line', this.partLine);
            this.partLine = '';
            this.emit('end');
            this.emit('close');
        }
    }

    class LineInterface extends host.EventEmitter {
        constructor(input) {
            super();
            this.closed = false;
            this.input = input;
            // Bound, as the engine loses "this" in arrow functions inside the constructor of a derived class.
            this.forward = this.emit.bind(this, 'line');
            input.on('line', this.forward);
            input.once('end', this.close.bind(this));
        }
        close() {
            if (this.closed)
                return;
            this.closed = true;
            this.input.removeListener('line', this.forward);
            this.input.pause();
            this.emit('close');
        }
        pause() { this.input.pause(); return this; }
        resume() { this.input.resume(); return this; }
    }

    const stdin = new InputStream();
    native.setHandlers({
        received: (text) => host.turn(() => stdin.deliver(text)),
        ended: (error) => host.turn(() => stdin.finish(error))
    });
    host.process.stdin = stdin;
    host.provide('readline', {createInterface: (options) => new LineInterface(options.input)});
})
