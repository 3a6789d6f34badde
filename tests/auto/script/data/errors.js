// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

const invalid = 'set must be performed under a collection and document id. Invalid path: _page';

test('without a listener a mutator throws', () => {
    const model = racer.createModel();
    const error = throws(() => model.set('_page', 1), invalid);
    ok(error instanceof Error);
    throws(() => model.increment('_p.x.y') && model.push('_p.x.y', 1));
});

test('with a listener it does not', () => {
    const model = racer.createModel();
    const errors = [];
    model.at('_q').on('error', (error) => errors.push(error));
    same(model.set('_page', 1), undefined);
    ok(errors[0] instanceof Error);
    same(errors.map((each) => each.message), [invalid]);
    model.removeAllListeners('error');
    throws(() => model.set('_page', 1), invalid);
});

test('with a callback it is the callback\'s', () => {
    const model = racer.createModel();
    const errors = [];
    model.set('_page', 1, (error) => errors.push(error.message));
    same(errors, [invalid]);
    return model.setPromised('_page', 1).then(() => ok(false, 'resolved'), (error) => same(error.message, invalid));
});

test('what a callback throws is an error of the model', () => {
    const model = racer.createModel();
    const thrown = new Error('mine');
    throws(() => model.set('_p.a', 1, () => { throw thrown; }), 'mine');
    const errors = [];
    model.on('error', (error) => errors.push(error));
    model.set('_p.a', 2, () => { throw thrown; });
    ok(errors[0] === thrown, 'the very error');
});

test('a listener that throws stops nothing', () => {
    const model = racer.createModel();
    const log = [];
    model.on('change', '**', () => { throw new RangeError('first'); });
    model.on('change', '_p.a', (value) => log.push(value));
    const error = throws(() => model.set('_p.a', 1), 'first');
    ok(error instanceof RangeError);
    same(log, [1]);
    throws(() => model.set('_p.a', 2), 'first');
    same(log, [1, 2]);
});

test('a nested mutator throws where it is called', () => {
    const model = racer.createModel();
    const caught = [];
    model.on('change', '_p.a', () => {
        try {
            model.set('_page', 1);
        } catch (error) {
            caught.push(error.message);
        }
    });
    model.set('_p.a', 1);
    same(caught, [invalid]);
});

test('emit of an error', () => {
    const model = racer.createModel();
    throws(() => model.emit('error', new Error('x')), 'x');
    throws(() => model.emit('error', 'text'), 'text');
    const errors = [];
    model.once('error', (error) => errors.push(error.message));
    model.emit('error', {message: 'from data', code: 'C'});
    same(errors, ['from data']);
    throws(() => model.set('_page', 1), invalid);
});

test('an error listener that throws', () => {
    const model = racer.createModel();
    model.on('error', () => { throw new Error('from the listener'); });
    throws(() => model.set('_page', 1), 'from the listener');
});

test('codes', () => {
    const model = racer.createModel();
    same(throws(() => model.set('_page', 1)).code, 'ERR_INVALID_PATH');
    const wrapped = model.wrapCallback();
    throws(() => wrapped(new Error('later')), 'later');
});
