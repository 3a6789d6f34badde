// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import native from "racer-native";
import { ChildModel, Model, absolute, isPath } from "./model.mjs";

// The function as the native side calls it: exceptions come back as values, as they are the caller's to throw.
export function outcome(model, fn) {
    const self = new ChildModel(model.root, model.root._h, '');
    return function (...values) {
        try {
            return [true, fn.apply(self, values)];
        } catch (error) {
            return [false, error];
        }
    };
}

// {get, set} for the native side, of a function, a pair or a name.
function functionPair(model, fn) {
    if (typeof fn === 'function')
        return {get: outcome(model, fn), set: undefined};
    if (fn && typeof fn === 'object' && typeof fn.get === 'function')
        return {get: outcome(model, fn.get), set: typeof fn.set === 'function' ? outcome(model, fn.set) : undefined};
    return {get: String(fn), set: undefined};
}

// (input…, options?, fn) ([inputs], options?, fn)
function inputsAndFunction(model, args) {
    const pair = functionPair(model, args.pop());
    const last = args[args.length - 1];
    const options = args.length && !Array.isArray(last) && !isPath(last) ? args.pop() : undefined;
    const inputs = (Array.isArray(args[0]) ? args[0] : args).map((input) => absolute(model, input));
    return {pair, options, inputs};
}

// A query or a filter makes its own ref.
function isSource(to) {
    return to && typeof to === 'object' && !(to instanceof Model) && typeof to.ref === 'function';
}

const methods = {
    // (to) (from, to) (to, options) (from, to, options)
    ref(...args) {
        const hasOptions = args.length > 1 && !isPath(args[args.length - 1]) && !isSource(args[args.length - 1]);
        const options = hasOptions ? args.pop() : {};
        const to = args.pop();
        const from = absolute(this, args[0]);
        if (isSource(to))
            to.ref(from);
        else
            native.ref(this._h, from, absolute(this, to), !!(options && options.updateIndices));
        return new ChildModel(this.root, this._h, from);
    },

    // (to, ids) (from, to, ids) (to, ids, options) (from, to, ids, options)
    refList(...args) {
        const options = args.length > 2 && !isPath(args[args.length - 1]) ? args.pop() : {};
        const ids = args.pop();
        const to = args.pop();
        const from = absolute(this, args[0]);
        native.refList(this._h, from, absolute(this, to), absolute(this, ids), !!(options && options.deleteRemoved));
        return new ChildModel(this.root, this._h, from);
    },

    removeRef(sub) { native.removeRef(this._h, absolute(this, sub), '', false); },
    removeAllRefs(sub) { native.removeRef(this._h, absolute(this, sub), '', true); },

    fn(name, fn) {
        const pair = functionPair(this, fn);
        native.fn(this._h, name, pair.get, pair.set);
    },

    start(output, ...args) {
        const {pair, options, inputs} = inputsAndFunction(this, args);
        return native.start(this._h, absolute(this, output), inputs, options, pair.get, pair.set);
    },

    evaluate(...args) {
        const {pair, options, inputs} = inputsAndFunction(this, args);
        return native.evaluate(this._h, inputs, options, pair.get, pair.set);
    },

    stop(sub) { native.stop(this._h, absolute(this, sub), '', false); },
    stopAll(sub) { native.stop(this._h, absolute(this, sub), '', true); },
};

export function installDerived() {
    Object.assign(Model.prototype, methods);
}
