// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// Functions of ECMAScript's library that the engine has not got yet.
(function () {
    function add(object, functions) {
        Object.keys(functions).forEach((name) => {
            if (!(name in object))
                Object.defineProperty(object, name, {value: functions[name], writable: true, configurable: true});
        });
    }

    function element(list, index) {
        const place = Math.trunc(index) || 0;
        return list[place < 0 ? place + list.length : place];
    }

    function flatten(list, depth, into) {
        Array.prototype.forEach.call(list, (item) => {
            if (depth >= 1 && Array.isArray(item))
                flatten(item, depth - 1, into);
            else
                into.push(item);
        });
        return into;
    }

    add(Array.prototype, {
        at(index) { return element(this, index); },
        flat(depth) { return flatten(this, depth === undefined ? 1 : depth, []); },
        flatMap(callback, self) { return flatten(Array.prototype.map.call(this, callback, self), 1, []); },
        findLast(predicate, self) {
            for (let index = this.length - 1; index >= 0; --index) {
                if (predicate.call(self, this[index], index, this))
                    return this[index];
            }
            return undefined;
        }
    });
    add(String.prototype, {
        at(index) { return element(String(this), index); },
        trimStart() { return this.replace(/^\s+/, ''); },
        trimEnd() { return this.replace(/\s+$/, ''); },
        replaceAll(pattern, replacement) {
            if (!(pattern instanceof RegExp)) {
                const literal = String(pattern).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
                return this.replace(new RegExp(literal, 'g'), replacement);
            }
            if (!pattern.global)
                throw new TypeError('replaceAll must be called with a global RegExp');
            return this.replace(pattern, replacement);
        },
        matchAll(pattern) {
            if (pattern instanceof RegExp && !pattern.global)
                throw new TypeError('matchAll must be called with a global RegExp');
            const expression = new RegExp(pattern.source === undefined ? pattern : pattern.source,
                                          pattern.flags === undefined ? 'g' : pattern.flags);
            const matches = [];
            for (let match = expression.exec(this); match; match = expression.exec(this)) {
                matches.push(match);
                if (match[0] === '')
                    ++expression.lastIndex;
            }
            return matches[Symbol.iterator]();
        }
    });
    add(Object, {
        fromEntries(entries) {
            const object = {};
            for (const entry of entries)
                object[entry[0]] = entry[1];
            return object;
        },
        hasOwn(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }
    });
})
