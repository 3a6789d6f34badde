// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
(function (host) {
    const timesByLabel = new Map();
    const countsByLabel = new Map();
    let indentation = '';

    function print(stream, text) {
        stream.write((indentation ? indentation + text.replace(/\n/g, '\n' + indentation) : text) + '\n');
    }

    function duration(label) {
        const milliseconds = host.now() - timesByLabel.get(label);
        return label + ': ' + (milliseconds < 1000 ? milliseconds.toFixed(3) + 'ms'
                                                   : (milliseconds / 1000).toFixed(3) + 's');
    }

    function rowsOf(data) {
        const entries = data instanceof Map ? Array.from(data.entries())
                                            : Object.keys(data).map((key) => [key, data[key]]);
        const columns = [];
        let hasValues = false;
        entries.forEach((entry) => {
            if (Object(entry[1]) !== entry[1]) {
                hasValues = true;
                return;
            }
            Object.keys(entry[1]).forEach((key) => {
                if (!columns.includes(key))
                    columns.push(key);
            });
        });
        const head = ['(index)'].concat(columns, hasValues ? ['Values'] : []);
        return [head].concat(entries.map((entry) => {
            const isObject = Object(entry[1]) === entry[1];
            const cells = columns.map((key) =>
                isObject && key in entry[1] ? host.inspect(entry[1][key], {depth: 0}) : '');
            return [String(entry[0])].concat(cells, hasValues ? [isObject ? '' : host.inspect(entry[1])] : []);
        }));
    }

    function table(rows) {
        const widths = rows[0].map((cell, column) => Math.max(...rows.map((row) => row[column].length)));
        const line = (left, middle, right) => left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
        const text = (row) => '│' + row.map((cell, column) => ' ' + cell.padEnd(widths[column]) + ' ').join('│') + '│';
        return [line('┌', '┬', '┐'), text(rows[0]), line('├', '┼', '┤')]
            .concat(rows.slice(1).map(text), line('└', '┴', '┘')).join('\n');
    }

    const out = () => host.process.stdout;
    const err = () => host.process.stderr;
    const console = {
        log: (...args) => print(out(), host.format(...args)),
        error: (...args) => print(err(), host.format(...args)),
        dir: (value, options) => print(out(), host.inspect(value, options)),
        trace: (...args) => {
            const trace = new Error(host.format(...args));
            trace.name = 'Trace';
            print(err(), host.inspect(trace));
        },
        assert: (condition, ...args) => {
            if (!condition)
                print(err(), args.length ? 'Assertion failed: ' + host.format(...args) : 'Assertion failed');
        },
        table: (data) => print(out(), Object(data) === data ? table(rowsOf(data)) : host.format(data)),
        time: (label) => { timesByLabel.set(label === undefined ? 'default' : String(label), host.now()); },
        timeLog: (label, ...args) => {
            const name = label === undefined ? 'default' : String(label);
            if (timesByLabel.has(name))
                print(out(), [duration(name)].concat(args.length ? host.format(...args) : []).join(' '));
        },
        timeEnd: (label) => {
            const name = label === undefined ? 'default' : String(label);
            if (timesByLabel.has(name))
                print(out(), duration(name));
            timesByLabel.delete(name);
        },
        count: (label) => {
            const name = label === undefined ? 'default' : String(label);
            countsByLabel.set(name, (countsByLabel.get(name) || 0) + 1);
            print(out(), name + ': ' + countsByLabel.get(name));
        },
        countReset: (label) => { countsByLabel.delete(label === undefined ? 'default' : String(label)); },
        group: (...args) => {
            if (args.length)
                console.log(...args);
            indentation += '  ';
        },
        groupEnd: () => { indentation = indentation.slice(2); }
    };
    console.info = console.debug = console.log;
    console.warn = console.error;
    globalThis.console = console;
    host.provide('util', {
        inspect: host.inspect,
        format: host.format,
        promisify: (callee) => function (...args) {
            return new Promise((resolve, reject) => {
                callee.call(this, ...args, (error, value) => error ? reject(error) : resolve(value));
            });
        },
        inherits: (Constructor, Parent) => {
            Object.setPrototypeOf(Constructor.prototype, Parent.prototype);
            Object.setPrototypeOf(Constructor, Parent);
        }
    });
})
