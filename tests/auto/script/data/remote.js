// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// Documents, queries and contexts of a server in the same process.
'use strict';

const backend = racer.createBackend();

function models() { return [backend.createModel(), backend.createModel()]; }

test('documents travel', steps(function* () {
    const [m, o] = models();
    yield m.addPromised('travel', {id: 'a', title: 'lamp', list: []});
    yield o.subscribePromised('travel.a');
    same(o.get('travel.a.title'), 'lamp');
    const seen = new Promise((resolve) => o.on('change', 'travel.a.title', (value, previous, passed) => resolve([value, previous, passed])));
    yield m.setPromised('travel.a.title', 'big lamp');
    same((yield seen), ['big lamp', 'lamp', {$remote: true}]);
    yield m.at('travel.a').pushPromised('list', 1);
    yield m.whenNothingPendingPromised();
    yield o.fetchPromised('travel.a');
    same(o.get('travel.a.list'), [1]);
}));

test('load and unload events, and what remains', steps(function* () {
    const [m, o] = models();
    yield m.createPromised('loads.a', {x: 1});
    const log = [];
    o.on('load', '**', (path, document) => log.push(['load', path, document]));
    o.on('unload', '**', (path, previous) => log.push(['unload', path, previous]));
    yield o.subscribeDocPromised('loads', 'a');
    yield o.subscribeDocPromised('loads', 'a');
    same((yield o.unsubscribeDocPromised('loads', 'a')), 1);
    same((yield o.unsubscribeDocPromised('loads', 'a')), 0);
    same(log, [['load', 'loads.a', {x: 1, id: 'a'}], ['unload', 'loads.a', {x: 1, id: 'a'}]]);
    same((yield o.unsubscribeDocPromised('loads', 'a')), undefined);
}));

test('queries', steps(function* () {
    const [m, o] = models();
    for (const n of [3, 1, 2])
        yield m.addPromised('numbers', {id: 'n' + n, n});
    const query = o.query('numbers', {n: {$gt: 1}, $sort: {n: 1}});
    ok(query instanceof racer.Query);
    ok(query === o.query('numbers', {n: {$gt: 1}, $sort: {n: 1}}), 'the same object');
    yield query.subscribePromised();
    same(query.getIds(), ['n2', 'n3']);
    same(query.get().map((each) => each.n), [2, 3]);
    same(query.ref('_page.numbers').path(), '_page.numbers');
    query.refIds('_page.ids');
    o.ref('_page.again', query);
    same(o.get('_page.numbers.0.n'), 2);
    same(o.get('_page.ids'), ['n2', 'n3']);
    same(o.get('_page.again.1.n'), 3);
    const inserted = new Promise((resolve) => o.once('insert', '_page.numbers', (index) => resolve(index)));
    yield m.setPromised('numbers.n1.n', 9);
    same((yield inserted), 2);
    same(o.get('_page.numbers.2.n'), 9);
    same((yield query.unsubscribePromised()), 0);
    yield o.subscribePromised(o.query('numbers', {}), 'numbers.n1');
    same(o.query('numbers', {}).get().length, 3);
}));

test('contexts', steps(function* () {
    const [m, o] = models();
    yield m.createPromised('contexts.a', {});
    o.unloadDelay = 0;
    same(o.unloadDelay, 0);
    yield o.context('k').subscribePromised('contexts.a');
    yield o.subscribePromised('contexts.a');
    o.unload('k');
    same(o.get('contexts.a'), {id: 'a'});
    o.unload();
    yield new Promise((resolve) => o.whenNothingPending(resolve));
    same(o.get('contexts.a'), undefined);
}));

test('errors', steps(function* () {
    const [m, o] = models();
    yield m.createPromised('errors.a', {});
    const error = yield o.createPromised('errors.a', {}).then(() => undefined, (e) => e);
    same(error.code, 'ERR_DOC_ALREADY_CREATED');
    const load = yield o.fetchPromised('errors.a.b').then(() => undefined, (e) => e);
    same(load.message, 'Cannot fetch to path: errors.a.b');
    throws(() => o.set('errors.unknown.x', 1), 'Mutation on uncreated remote document');
}));

test('errors that come later go to the listeners', steps(function* () {
    const [m] = models();
    const heard = new Promise((resolve) => m.on('error', resolve));
    m.fetch('late.a.b');
    same((yield heard).message, 'Cannot fetch to path: late.a.b');
}));

test('bundles', steps(function* () {
    const [m, o] = models();
    m.fn('double', (value) => value * 2);
    m.set('_page.n', 4);
    m.start('_page.twice', '_page.n', 'double');
    yield m.createPromised('bundled.a', {x: 1});
    yield m.subscribePromised('bundled.a');
    const bundle = yield m.bundlePromised();
    o.fn('double', (value) => value * 2);
    o.unbundle(JSON.parse(JSON.stringify(bundle)));
    same(o.get('_page.twice'), 8);
    same(o.get('bundled.a.x'), 1);
}));

test('closing', steps(function* () {
    const [m] = models();
    m.create('closing.a', {x: 1});
    yield m.closePromised();
    const other = backend.createModel();
    yield other.fetchPromised('closing.a');
    same(other.get('closing.a.x'), 1);
}));

test('a model over the network', steps(function* () {
    const port = backend.listen(0);
    ok(port > 0);
    const m = racer.createModel({url: 'ws://127.0.0.1:' + port + '/', unloadDelay: 5});
    same(m.unloadDelay, 5);
    yield m.createPromised('network.a', {x: 1});
    same(m.connection.state, 'connected');
    const o = backend.createModel({fetchOnly: true});
    same(o.fetchOnly, true);
    yield o.subscribePromised('network.a');
    same(o.get('network.a.x'), 1);
    yield m.closePromised();
}));

test('model events and plugins', () => {
    const made = [];
    backend.once('model', (model) => made.push(model));
    const model = backend.createModel({}, {url: '/'});
    ok(made[0] === model && model.backend === backend && model.req.url === '/');
    const calls = [];
    const plugin = (host, options) => calls.push([host === racer, options]);
    ok(racer.use(plugin, 1) === racer);
    racer.use(plugin, 2);
    same(calls, [[true, 1]]);
});
