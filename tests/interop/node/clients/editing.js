// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
const assert = require('node:assert/strict');
const {call, eventually, fetchQuery} = require('../harness');

const JSON0 = 'http://sharejs.org/types/JSONv0';

// Documents: create, delete, concurrent edits, text, errors.
module.exports = [
  ['a created document is read by another client', async ({open, name}) => {
    const a = open().get(name, 'x');
    const data = {title: 'Déjà vu 😀', numbers: [0, -0.5, 1e21, 5e-324], nested: {a: [{}, [], null, true]}, '': 'empty'};
    await call(a, 'create', data);
    assert.equal(a.version, 1);
    const b = open().get(name, 'x');
    await call(b, 'fetch');
    assert.equal(b.version, 1);
    assert.equal(b.type.uri, JSON0);
    assert.deepEqual(b.data, data);
  }],
  ['a document that was never created has version 0 and no type', async ({open, name}) => {
    const doc = open().get(name, 'x');
    await call(doc, 'subscribe');
    assert.equal(doc.version, 0);
    assert.equal(doc.type, null);
    assert.equal(doc.data, undefined);
  }],
  ['the second of two creates is refused and loads the first', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {by: 'a'});
    await assert.rejects(call(b, 'create', {by: 'b'}), {code: 'ERR_DOC_ALREADY_CREATED'});
    assert.deepEqual(b.data, {by: 'a'});
  }],
  ['deleting and creating again keeps counting versions', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {n: 1});
    await call(b, 'subscribe');
    const events = [];
    b.on('del', (data) => events.push(['del', data]));
    b.on('create', () => events.push(['create', b.data]));
    await call(a, 'del');
    await call(a, 'create', {n: 2});
    await eventually(() => b.version === 3);
    assert.deepEqual(events, [['del', {n: 1}], ['create', {n: 2}]]);
  }],
  ['of two inserts at one place the later one comes first', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {list: [1]});
    await call(b, 'fetch');
    await call(a, 'subscribe');
    await call(a, 'submitOp', [{p: ['list', 0], li: 'A'}]);
    await call(b, 'submitOp', [{p: ['list', 0], li: 'B'}]);
    await eventually(() => a.version === 3);
    assert.deepEqual(b.data, {list: ['B', 'A', 1]});
    assert.deepEqual(a.data, b.data);
  }],
  ['of two values for one key the later one stays', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {});
    await call(b, 'fetch');
    await call(a, 'submitOp', [{p: ['k'], oi: 'A'}]);
    await call(b, 'submitOp', [{p: ['k'], oi: 'B'}]);
    await call(a, 'fetch');
    assert.deepEqual([a.data, b.data], [{k: 'B'}, {k: 'B'}]);
  }],
  ['additions from both sides add up', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {n: 0});
    await Promise.all([call(a, 'subscribe'), call(b, 'subscribe')]);
    await Promise.all([1, 10, 100].flatMap((n) => [
      call(a, 'submitOp', [{p: ['n'], na: n}]),
      call(b, 'submitOp', [{p: ['n'], na: 2 * n}])
    ]));
    await eventually(() => a.data.n === 333 && b.data.n === 333);
    assert.equal(a.hasWritePending(), false);
  }],
  ['text edits of both sides merge, in UTF-16 units', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {text: '😀 hello world'});
    await call(b, 'fetch');
    await call(a, 'submitOp', [{p: ['text', 8], si: ' there'}, {p: ['text', 0], sd: '😀'}]);
    await call(b, 'submitOp', [{p: ['text', 3], sd: 'hello'}, {p: ['text', 3], si: 'HELLO'}]);
    await call(a, 'fetch');
    assert.equal(b.data.text, ' HELLO there world');
    assert.deepEqual(a.data, b.data);
  }],
  ['embedded text0 ops merge', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {text: 'abc'});
    await call(b, 'fetch');
    await call(a, 'submitOp', [{p: ['text'], t: 'text0', o: [{p: 3, i: 'd'}]}]);
    await call(b, 'submitOp', [{p: ['text'], t: 'text0', o: [{p: 0, d: 'a'}]}]);
    await call(a, 'fetch');
    assert.deepEqual([a.data, b.data], [{text: 'bcd'}, {text: 'bcd'}]);
  }],
  ['a moved element keeps the edit that came meanwhile', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {list: [{n: 0}, {n: 1}, {n: 2}]});
    await call(b, 'fetch');
    await call(a, 'submitOp', [{p: ['list', 0], lm: 2}]);
    await call(b, 'submitOp', [{p: ['list', 0, 'n'], na: 5}]);
    await call(a, 'fetch');
    assert.deepEqual(b.data, {list: [{n: 1}, {n: 2}, {n: 5}]});
    assert.deepEqual(a.data, b.data);
  }],
  ['an op that became empty still takes a version', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {list: ['gone']});
    await call(b, 'fetch');
    await call(a, 'submitOp', [{p: ['list', 0], ld: 'gone'}]);
    await call(b, 'submitOp', [{p: ['list', 0], ld: 'gone'}]);
    assert.equal(b.version, 3);
    assert.deepEqual(b.data, {list: []});
  }],
  ['an edit of a deleted document is refused', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {n: 1});
    await call(b, 'fetch');
    await call(a, 'del');
    await assert.rejects(call(b, 'submitOp', [{p: ['n'], na: 1}]), {code: 'ERR_DOC_WAS_DELETED'});
    await call(b, 'fetch');
    assert.equal(b.type, null);
  }],
  ['lone surrogates and large documents survive', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    const data = {lone: 'a\ud83d', rows: Array.from({length: 20000}, (_, i) => ({id: i, text: `row ${i} \u4e2d\u6587`}))};
    await call(a, 'create', data);
    await call(b, 'fetch');
    assert.deepEqual(b.data, data);
  }],
  ['ops of many documents in one turn are all acknowledged', async ({open, name}) => {
    const connection = open();
    const docs = Array.from({length: 50}, (_, i) => connection.get(name, `d${i}`));
    await Promise.all(docs.map((doc) => call(doc, 'create', {n: 0})));
    await Promise.all(docs.flatMap((doc) => [1, 2, 3].map((n) => call(doc, 'submitOp', [{p: ['n'], na: n}]))));
    assert.ok(docs.every((doc) => doc.data.n === 6));
    const {results} = await fetchQuery(open(), name, {n: 6});
    assert.equal(results.length, 50);
  }],
  ['a client that fetched an old version gets the ops between', async ({open, name}) => {
    const [a, b] = [open().get(name, 'x'), open().get(name, 'x')];
    await call(a, 'create', {n: 0});
    await call(b, 'fetch');
    const seen = [];
    b.on('op', (op, source) => seen.push([op, source]));
    await call(a, 'submitOp', [{p: ['n'], na: 1}]);
    await call(a, 'submitOp', [{p: ['n'], na: 2}]);
    await call(b, 'fetch');
    assert.deepEqual(seen, [[[{p: ['n'], na: 1}], false], [[{p: ['n'], na: 2}], false]]);
  }]
];
