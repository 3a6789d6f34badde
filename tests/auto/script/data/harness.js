// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// test(name, function(done?)) declares a case; a case may return a promise.
var declared = [];

function test(name, run) { declared.push({name, run}); }
function names() { return declared.map((each) => each.name); }

function runCase(name) {
    const result = {done: false, failure: ''};
    const fail = (error) => {
        result.failure = String(error && error.message || error) + '\n' + (error && error.stack);
        result.done = true;
    };
    try {
        const found = declared.find((each) => each.name === name);
        const promise = found.run();
        if (promise && typeof promise.then === 'function')
            promise.then(() => { result.done = true; }, fail);
        else
            result.done = true;
    } catch (error) {
        fail(error);
    }
    return result;
}

function text(value) {
    return JSON.stringify(value, (key, each) => each === undefined ? '<undefined>' : each !== each ? '<NaN>' : each);
}

function same(actual, expected, what) {
    if (text(actual) !== text(expected))
        throw new Error((what ? what + ': ' : '') + text(actual) + ' instead of ' + text(expected));
}

function ok(value, what) {
    if (!value)
        throw new Error(what || 'not true');
}

function throws(call, message, what) {
    try {
        call();
    } catch (error) {
        ok(error instanceof Error, 'no Error: ' + error);
        if (message !== undefined)
            same(error.message, message, what);
        return error;
    }
    throw new Error('nothing thrown instead of ' + message);
}

// The events of a model, as lists.
function record(model, log) {
    const events = log || [];
    model.on('all', '**', {useEventObjects: true}, (event, captures) => {
        const line = [event.type, captures[0]];
        for (const key of ['value', 'previous', 'index', 'values', 'from', 'to', 'howMany']) {
            if (key in event)
                line.push(event[key]);
        }
        events.push(line);
    });
    return events;
}

// Runs a generator that yields promises: what async functions do elsewhere.
function steps(generator) {
    return () => new Promise((resolve, reject) => {
        const running = generator();
        const next = (method, value) => {
            let step;
            try {
                step = running[method](value);
            } catch (error) {
                reject(error);
                return;
            }
            if (step.done)
                resolve(step.value);
            else
                Promise.resolve(step.value).then((result) => next('next', result), (error) => next('throw', error));
        };
        next('next');
    });
}
