// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
const assert = require('node:assert/strict');
const {call, eventually} = require('../harness');

// Lost connections, bulk requests, history, presence, projections.
module.exports = [
  ['an op whose acknowledgement was lost counts once', async ({open, proxy, name}) => {
    const wire = await proxy();
    const [a, b] = [open(wire.url).get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {n: 0});
    await call(b, 'subscribe');
    wire.deaf = true;
    const acknowledged = call(a, 'submitOp', [{p: ['n'], na: 1}]);
    await eventually(() => b.version === 2);
    wire.refusing = true;
    wire.cut();
    const later = call(a, 'submitOp', [{p: ['n'], na: 10}]);
    wire.deaf = wire.refusing = false;
    await Promise.all([acknowledged, later]);
    await eventually(() => b.version === 3);
    assert.deepEqual([a.data, b.data, a.version], [{n: 11}, {n: 11}, 3]);
  }],
  ['a create whose acknowledgement was lost counts once', async ({open, proxy, name}) => {
    const wire = await proxy();
    const [a, b] = [open(wire.url).get(name, 'x'), open().get(name, 'x')];
    await Promise.all([call(a, 'fetch'), call(b, 'subscribe')]);
    wire.deaf = true;
    const acknowledged = call(a, 'create', {n: 1});
    await eventually(() => b.version === 1);
    wire.cut();
    wire.deaf = false;
    await acknowledged;
    assert.deepEqual([a.version, a.data], [1, {n: 1}]);
  }],
  ['what was edited offline is merged with what the others did', async ({open, proxy, name}) => {
    const wire = await proxy();
    const [a, b] = [open(wire.url).get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {list: ['x'], text: 'abc'});
    await Promise.all([call(a, 'subscribe'), call(b, 'subscribe')]);
    wire.refusing = true;
    wire.cut();
    await eventually(() => a.connection.state === 'disconnected');
    const mine = [call(a, 'submitOp', [{p: ['list', 0], li: 'a'}]), call(a, 'submitOp', [{p: ['text', 0], si: 'A'}])];
    await call(b, 'submitOp', [{p: ['list', 1], li: 'b'}]);
    await call(b, 'submitOp', [{p: ['text', 1], sd: 'b'}]);
    wire.refusing = false;
    await Promise.all(mine);
    await eventually(() => b.version === a.version);
    assert.deepEqual(a.data, {list: ['a', 'x', 'b'], text: 'Aac'});
    assert.deepEqual(b.data, a.data);
  }],
  ['many subscriptions are renewed after a cut, each with its missed ops', async ({open, proxy, name}) => {
    const wire = await proxy();
    const [mine, theirs] = [open(wire.url), open()];
    const names = ['d0', 'd1', 'd2', 'd3', 'd4'];
    await Promise.all(names.map((id) => call(theirs.get(name, id), 'create', {n: 0})));
    mine.startBulk();
    const subscribed = [...names, 'never'].map((id) => call(mine.get(name, id), 'subscribe'));
    mine.endBulk();
    await Promise.all(subscribed);
    wire.refusing = true;
    wire.cut();
    await Promise.all(names.slice(0, 3).map((id) => call(theirs.get(name, id), 'submitOp', [{p: ['n'], na: 7}])));
    await call(theirs.get(name, 'never'), 'create', {n: 7});
    wire.refusing = false;
    await eventually(() => mine.get(name, 'never').version === 1 && mine.get(name, 'd2').version === 2);
    await call(theirs.get(name, 'd4'), 'submitOp', [{p: ['n'], na: 1}]);
    await eventually(() => mine.get(name, 'd4').version === 2);
    assert.deepEqual(names.map((id) => mine.get(name, id).data.n), [7, 7, 7, 0, 1]);
  }],
  ['bulk fetches and unsubscribes answer for each document', async ({open, name}) => {
    const [a, b] = [open(), open()];
    await Promise.all(['x', 'y'].map((id) => call(a.get(name, id), 'create', {id})));
    b.startBulk();
    const fetched = ['x', 'y', 'z'].map((id) => call(b.get(name, id), 'fetch'));
    b.endBulk();
    await Promise.all(fetched);
    assert.deepEqual(['x', 'y', 'z'].map((id) => b.get(name, id).data), [{id: 'x'}, {id: 'y'}, undefined]);
    await Promise.all(['x', 'y'].map((id) => call(b.get(name, id), 'subscribe')));
    b.startBulk();
    const left = ['x', 'y'].map((id) => call(b.get(name, id), 'unsubscribe'));
    b.endBulk();
    await Promise.all(left);
    await call(a.get(name, 'x'), 'submitOp', [{p: ['n'], oi: 1}]);
    const pong = new Promise((resolve) => b.once('pong', resolve));
    b.ping();
    await pong;
    assert.equal(b.get(name, 'x').version, 1);
  }],
  ['snapshots of every version can be read', async ({open, name}) => {
    const connection = open();
    const doc = connection.get(name, 'x');
    await call(doc, 'create', {n: 1});
    await call(doc, 'submitOp', [{p: ['n'], na: 1}]);
    await call(doc, 'del');
    await call(doc, 'create', {again: true});
    const read = async (version) => {
      const {v, type, data} = await call(connection, 'fetchSnapshot', name, 'x', version);
      return [v, type, data];
    };
    const json0 = 'http://sharejs.org/types/JSONv0';
    assert.deepEqual(await read(0), [0, null, undefined]);
    assert.deepEqual(await read(1), [1, json0, {n: 1}]);
    assert.deepEqual(await read(2), [2, json0, {n: 2}]);
    assert.deepEqual(await read(3), [3, null, undefined]);
    assert.deepEqual(await read(null), [4, json0, {again: true}]);
    await assert.rejects(read(5));
    const never = await call(connection, 'fetchSnapshot', name, 'never', null);
    assert.deepEqual([never.v, never.type], [0, null]);
  }],
  ['snapshots of a moment can be read', async ({open, name}) => {
    const connection = open();
    const doc = connection.get(name, 'x');
    const before = Date.now() - 1;
    await call(doc, 'create', {n: 1});
    await eventually(() => Date.now() > before + 5);
    const between = Date.now();
    await eventually(() => Date.now() > between + 5);
    await call(doc, 'submitOp', [{p: ['n'], na: 1}]);
    const read = async (time) => (await call(connection, 'fetchSnapshotByTimestamp', name, 'x', time)).v;
    assert.deepEqual([await read(before), await read(between), await read(null)], [0, 1, 2]);
    assert.equal(await read(Date.now() + 1000), 2);
  }],
  ['presence is seen, updated and taken back', async ({open, name}) => {
    const [mine, theirs] = [open().getPresence(name), open().getPresence(name)];
    await call(theirs, 'subscribe');
    const seen = [];
    theirs.on('receive', (id, value) => seen.push([id, value]));
    const cursor = mine.create('cursor');
    await call(cursor, 'submit', {x: 1});
    await call(cursor, 'submit', {x: 2});
    await call(cursor, 'destroy');
    await eventually(() => seen.length === 3);
    assert.deepEqual(seen, [['cursor', {x: 1}], ['cursor', {x: 2}], ['cursor', null]]);
    assert.deepEqual(Object.keys(theirs.remotePresences), []);
  }],
  ['who subscribes later is told what is present', async ({open, name}) => {
    const [mine, theirs] = [open().getPresence(name), open().getPresence(name)];
    await call(mine, 'subscribe');
    await call(mine.create('early'), 'submit', 'here');
    await call(theirs, 'subscribe');
    await eventually(() => theirs.remotePresences.early === 'here');
  }],
  ['presence ends with its connection', async ({open, name}) => {
    const connection = open();
    const [mine, theirs] = [connection.getPresence(name), open().getPresence(name)];
    await Promise.all([call(mine, 'subscribe'), call(theirs, 'subscribe')]);
    await call(mine.create('p'), 'submit', 1);
    await eventually(() => theirs.remotePresences.p === 1);
    connection.finish();
    await eventually(() => !('p' in theirs.remotePresences));
  }],
  ['a projection shows and takes only its fields', async ({open, name}) => {
    // The servers under test are started with the projection names=people:name,age.
    const id = name;
    const [base, projected] = [open().get('people', id), open().get('names', id)];
    await call(base, 'create', {name: 'Ann', age: 3, secret: 'x'});
    await call(projected, 'subscribe');
    assert.deepEqual(projected.data, {name: 'Ann', age: 3});
    await call(base, 'submitOp', [{p: ['secret'], od: 'x', oi: 'y'}]);
    await call(base, 'submitOp', [{p: ['age'], na: 1}]);
    await eventually(() => projected.version === 3);
    assert.deepEqual(projected.data, {name: 'Ann', age: 4});
    await call(projected, 'submitOp', [{p: ['name'], od: 'Ann', oi: 'Anna'}]);
    await call(base, 'fetch');
    assert.equal(base.data.name, 'Anna');
    await assert.rejects(call(projected, 'submitOp', [{p: ['secret'], oi: 1}]), {code: 'ERR_OP_NOT_ALLOWED_IN_PROJECTION'});
    assert.deepEqual(projected.data, {name: 'Anna', age: 4});
  }],
  ['an op that became empty is refused where the server does not commit those', async ({client, start, open, name}) => {
    const server = await start(['--do-not-commit-no-ops']);
    const [a, b] = [open(server.url).get(name, 'x'), open(server.url).get(name, 'x')];
    await call(a, 'create', {list: ['gone']});
    await call(b, 'fetch');
    await call(a, 'submitOp', [{p: ['list', 0], ld: 'gone'}]);
    await call(b, 'submitOp', [{p: ['list', 0], ld: 'gone'}]);
    assert.deepEqual([b.version, b.data], [2, {list: []}], client);
  }]
];
