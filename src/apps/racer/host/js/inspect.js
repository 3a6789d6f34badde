// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// Values as text for people, in the manner of Node's util.inspect.
(function (host) {
    const LineLength = 80;
    const NestedOnOneLine = 3; // levels
    const MostItems = 100;
    const DefaultDepth = 2;
    const custom = Symbol.for('nodejs.util.inspect.custom');
    const escapes = {'\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f', '\v': '\\v', '\\': '\\\\'};

    function quote(text) {
        const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes('`') ? '`' : "'";
        const body = text.replace(/[\u0000-\u001f\\]/g, (unit) => {
            const hex = unit.charCodeAt(0).toString(16).toUpperCase();
            return escapes[unit] || '\\x' + (hex.length < 2 ? '0' : '') + hex;
        });
        return mark + (mark === "'" ? body.replace(/'/g, "\\'") : body) + mark;
    }

    // "name@file:///folder/x.js:3" as "    at name (/folder/x.js:3)"; the host's own frames are left out.
    function frames(stack) {
        const result = [];
        String(stack || '').split('\n').forEach((line) => {
            const match = /^(.*?)@(.*):(-?\d+)$/.exec(line);
            if (!match || /^(file:)?qrc:/.test(match[2]) || !match[2])
                return;
            let file = match[2];
            if (file.startsWith('file://')) {
                try {
                    file = decodeURIComponent(file.slice(7));
                } catch (error) {
                    file = file.slice(7);
                }
            }
            const place = file + ':' + match[3];
            result.push(match[1] && match[1] !== '%entry' ? '    at ' + match[1] + ' (' + place + ')'
                                                          : '    at ' + place);
        });
        return result;
    }

    function errorHead(error) {
        const name = error.name === undefined ? 'Error' : String(error.name);
        const message = error.message === undefined ? '' : String(error.message);
        return !message ? name : !name ? message : name + ': ' + message;
    }

    function errorText(error) {
        return [errorHead(error)].concat(frames(error.stack)).join('\n');
    }

    function primitive(value) {
        if (typeof value === 'string')
            return quote(value);
        return Object.is(value, -0) ? '-0' : String(value);
    }

    function functionText(value) {
        const prototype = Object.getOwnPropertyDescriptor(value, 'prototype');
        if (prototype && !prototype.writable) {
            const parent = Object.getPrototypeOf(value);
            return '[class ' + (value.name || '(anonymous)') + (parent && parent.name ? ' extends ' + parent.name : '')
                + ']';
        }
        return value.name ? '[Function: ' + value.name + ']' : '[Function (anonymous)]';
    }

    function constructorName(value) {
        for (let object = value; object; object = Object.getPrototypeOf(object)) {
            const descriptor = Object.getOwnPropertyDescriptor(object, 'constructor');
            if (descriptor && typeof descriptor.value === 'function' && descriptor.value.name)
                return descriptor.value.name;
        }
        return '';
    }

    // Short elements of a long list in columns.
    function inColumns(items, state, areNumbers) {
        const widths = items.map((item) => item.length + 2);
        const total = widths.reduce((sum, width) => sum + width, 0);
        const widest = widths.reduce((most, width) => Math.max(most, width), 0);
        if (widest * 3 + state.indent >= LineLength || (total / widest <= 5 && widest > 8))
            return items;
        const typical = Math.max(widest - 3 - Math.sqrt(widest - total / items.length), 1);
        const columns = Math.min(Math.round(Math.sqrt(2.5 * typical * items.length) / typical),
                                 Math.floor((LineLength - state.indent) / widest), NestedOnOneLine * 4, 15);
        if (columns <= 1)
            return items;
        const columnWidth = [];
        for (let column = 0; column < columns; ++column) {
            let most = 0;
            for (let i = column; i < items.length; i += columns)
                most = Math.max(most, widths[i]);
            columnWidth.push(most);
        }
        const rows = [];
        for (let start = 0; start < items.length; start += columns) {
            const end = Math.min(start + columns, items.length);
            let row = '';
            for (let i = start; i < end; ++i) {
                const text = i < end - 1 ? items[i] + ', ' : items[i];
                const width = columnWidth[i - start];
                if (areNumbers)
                    row += text.padStart(i < end - 1 ? width : width - 2);
                else
                    row += i < end - 1 ? text.padEnd(width) : text;
            }
            rows.push(row);
        }
        return rows;
    }

    function assemble(prefix, braces, items, state, level, isList, value) {
        state.isBare = !items.length;
        let output = items;
        if (isList && items.length > 6 && items.every((item) => !item.includes('\n'))) {
            const hasRest = value.length > MostItems && items.length > MostItems;
            const listed = hasRest ? items.slice(0, MostItems) : items;
            const rows = inColumns(listed, state, value.every((item) => typeof item === 'number'));
            if (rows !== listed)
                output = rows.concat(items.slice(listed.length));
        }
        const open = prefix + braces[0];
        if (output === items && state.deepest - level < NestedOnOneLine) {
            const length = items.reduce((sum, item) => sum + item.length, 0) + 2 * items.length + open.length
                + state.indent + 10;
            if (length <= LineLength && !items.some((item) => item.includes('\n')))
                return items.length ? open + ' ' + items.join(', ') + ' ' + braces[1] : open + braces[1];
        }
        const indentation = '\n' + ' '.repeat(state.indent);
        return open + indentation + '  ' + output.join(',' + indentation + '  ') + indentation + braces[1];
    }

    function property(object, key, state, level) {
        const descriptor = Object.getOwnPropertyDescriptor(object, key);
        let text;
        if (descriptor && descriptor.get)
            text = descriptor.set ? '[Getter/Setter]' : '[Getter]';
        else if (descriptor && descriptor.set)
            text = '[Setter]';
        else
            text = nested(descriptor ? descriptor.value : object[key], state, level);
        const name = typeof key === 'symbol' ? '[' + String(key) + ']'
            : /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) ? key : quote(key);
        return name + ': ' + text;
    }

    function nested(value, state, level) {
        state.indent += 2;
        const text = inspectValue(value, state, level + 1);
        state.indent -= 2;
        return text;
    }

    function properties(object, state, level, skip) {
        const symbols = Object.getOwnPropertySymbols(object)
            .filter((symbol) => Object.prototype.propertyIsEnumerable.call(object, symbol));
        return Object.keys(object).filter((key) => !skip || !skip(key)).concat(symbols)
            .map((key) => property(object, key, state, level));
    }

    function elements(list, state, level) {
        const items = [];
        const shown = Math.min(list.length, MostItems);
        let index = 0;
        for (; index < list.length && items.length < shown; ++index) {
            if (index in list) {
                items.push(nested(list[index], state, level));
                continue;
            }
            const start = index;
            while (index + 1 < list.length && !(index + 1 in list))
                ++index;
            const count = index - start + 1;
            items.push('<' + count + ' empty item' + (count > 1 ? 's>' : '>'));
        }
        const rest = list.length - index;
        return rest ? items.concat('... ' + rest + ' more item' + (rest > 1 ? 's' : '')) : items;
    }

    function isIndex(key) {
        return /^(0|[1-9]\d*)$/.test(key);
    }

    function inspectObject(value, state, level) {
        const name = constructorName(value);
        const promise = host.promiseState(value);
        const isPlain = Object.getPrototypeOf(value) === null || name === 'Object';
        if (typeof value === 'function') {
            const items = properties(value, state, level);
            return items.length ? assemble(functionText(value) + ' ', ['{', '}'], items, state, level)
                                : functionText(value);
        }
        if (Array.isArray(value)) {
            const prefix = name === 'Array' ? '' : name + '(' + value.length + ') ';
            const items = elements(value, state, level).concat(properties(value, state, level, isIndex));
            return assemble(prefix, ['[', ']'], items, state, level, true, value);
        }
        if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
            const list = Array.from(value);
            return assemble(name + '(' + value.length + ') ', ['[', ']'], elements(list, state, level), state, level,
                            true, list);
        }
        if (value instanceof ArrayBuffer)
            return assemble('ArrayBuffer ', ['{', '}'], ['byteLength: ' + value.byteLength], state, level);
        if (value instanceof Map) {
            const items = Array.from(value.entries()).map((entry) =>
                nested(entry[0], state, level) + ' => ' + nested(entry[1], state, level));
            return assemble(name + '(' + value.size + ') ', ['{', '}'], items, state, level);
        }
        if (value instanceof Set) {
            const items = Array.from(value.values()).map((item) => nested(item, state, level));
            return assemble(name + '(' + value.size + ') ', ['{', '}'], items, state, level);
        }
        if (promise) {
            const items = promise.status === 'pending' ? ['<pending>']
                : [(promise.status === 'rejected' ? '<rejected> ' : '') + nested(promise.value, state, level)];
            return assemble(name + ' ', ['{', '}'], items, state, level);
        }
        const known = value instanceof Error ? errorText(value)
            : value instanceof Date ? (isNaN(value) ? 'Invalid Date' : value.toISOString())
            : value instanceof RegExp ? String(value)
            : value instanceof Number || value instanceof String || value instanceof Boolean
                ? '[' + name + ': ' + primitive(value.valueOf()) + ']'
            : undefined;
        if (known !== undefined) {
            const hidden = (key) => key === 'stack' || key === 'message' || key === 'fileName' || key === 'lineNumber'
                || isIndex(key);
            const items = properties(value, state, level, hidden);
            const text = known.split('\n').join('\n' + ' '.repeat(state.indent));
            const bracketed = value instanceof Error && !known.includes('\n    at ') ? '[' + text + ']' : text;
            return items.length ? assemble(bracketed + ' ', ['{', '}'], items, state, level) : bracketed;
        }
        const prefix = Object.getPrototypeOf(value) === null ? '[Object: null prototype] '
            : isPlain ? '' : (name || 'Object') + ' ';
        return assemble(prefix, ['{', '}'], properties(value, state, level), state, level);
    }

    function inspectValue(value, state, level) {
        if (Object(value) !== value)
            return primitive(value);
        if (typeof value[custom] === 'function') {
            const text = value[custom](state.depth - level, {}, host.inspect);
            return typeof text === 'string' ? text : inspectValue(text, state, level);
        }
        if (state.path.includes(value)) {
            if (!state.circular.includes(value))
                state.circular.push(value);
            return '[Circular *' + (state.circular.indexOf(value) + 1) + ']';
        }
        if (level > state.depth && typeof value !== 'function' && !(value instanceof Error)
            && !(value instanceof Date) && !(value instanceof RegExp)) {
            const isEmpty = Array.isArray(value) ? !value.length : !Object.keys(value).length;
            if (!isEmpty)
                return Array.isArray(value) ? '[Array]' : '[' + (constructorName(value) || 'Object') + ']';
        }
        const deepest = state.deepest;
        state.deepest = level;
        state.isBare = true;
        state.path.push(value);
        const text = inspectObject(value, state, level);
        state.path.pop();
        if (state.isBare) // counts for no level
            state.deepest = deepest;
        state.isBare = false;
        const reference = state.circular.indexOf(value);
        return reference < 0 ? text : '<ref *' + (reference + 1) + '> ' + text;
    }

    host.inspect = function (value, options) {
        const depth = options && options.depth !== undefined ? options.depth : DefaultDepth;
        return inspectValue(value, {depth: depth === null ? Infinity : depth, indent: 0, deepest: 0, isBare: false,
                                    path: [], circular: []}, 0);
    };
    host.inspect.custom = custom;

    function shown(value) {
        return typeof value === 'string' ? value : host.inspect(value);
    }

    function stringText(value) {
        if (typeof value === 'string')
            return value;
        if (Object(value) !== value)
            return primitive(value);
        return value instanceof Error || typeof value === 'function' ? shown(value) : host.inspect(value, {depth: 0});
    }

    function jsonText(value) {
        try {
            return JSON.stringify(value);
        } catch (error) {
            return '[Circular]';
        }
    }

    // printf's way for a first argument with % in it; the rest follows after spaces.
    host.format = function (...args) {
        let text = '';
        let used = 0;
        if (typeof args[0] === 'string') {
            used = 1;
            text = args.length === 1 ? args[0] : args[0].replace(/%([sdifjoOc%])/g, (directive, kind) => {
                if (kind === '%')
                    return '%';
                if (used >= args.length)
                    return directive;
                const value = args[used++];
                switch (kind) {
                case 's': return stringText(value);
                case 'd': return Object(value) === value ? 'NaN' : primitive(Number(value));
                case 'i': return Object(value) === value ? 'NaN' : primitive(parseInt(value, 10));
                case 'f': return primitive(parseFloat(value));
                case 'j': return jsonText(value);
                case 'o': return host.inspect(value, {depth: 4});
                case 'O': return host.inspect(value);
                default: return '';
                }
            });
        }
        const rest = args.slice(used).map(shown);
        return (used ? [text] : []).concat(rest).join(' ');
    };
    host.describeUncaught = function (error) {
        return 'Uncaught ' + host.inspect(error);
    };
})
