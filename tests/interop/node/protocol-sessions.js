// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// Raw protocol sessions: [title, steps]. A step is [connection, message, replies]: the named connection sends the
// message (a string is sent as it is), then the named numbers of messages arrive; by default one at the sender.
const json0 = 'http://sharejs.org/types/JSONv0';
const create = (d, data, seq = 1) => ({a: 'op', c: 'c', d, v: 0, seq, x: {}, create: {type: json0, data}});
const op = (d, v, seq, ...components) => ({a: 'op', c: 'c', d, v, seq, x: {}, op: components});

const refused = (title, message) => [title, [['A', message]]];

module.exports = [
  ['two handshakes are answered alike', [['A', {a: 'hs', id: null, protocol: 1, protocolMinor: 2}], ['A', {a: 'hs', id: null, protocol: 1, protocolMinor: 2}]]],
  ['a client brings its own id', [
    ['A', {a: 'hs', id: 'my-own-id', protocol: 1, protocolMinor: 2}], ['A', create('x', {n: 1})],
    ['B', {a: 'f', c: 'c', d: 'x', v: 0}, {B: 2}]]],
  ['a handshake of the far future', [['A', {a: 'hs', id: null, protocol: 99, protocolMinor: 7}], ['A', {a: 'pp'}]]],
  ['fetching what never was', [['A', {a: 'f', c: 'c', d: 'x', v: null}], ['A', {a: 'f', c: 'c', d: 'x'}]]],
  ['fetching with a version gives ops, one beyond gives none', [
    ['A', create('x', {n: 1})], ['A', op('x', 1, 2, {p: ['n'], na: 1})],
    ['B', {a: 'f', c: 'c', d: 'x', v: 1}, {B: 2}], ['B', {a: 'f', c: 'c', d: 'x', v: 9}]]],
  ['subscribers get ops, submitters acknowledgements', [
    ['A', create('x', {n: 1})], ['B', {a: 's', c: 'c', d: 'x', v: null}],
    ['A', op('x', 1, 2, {p: ['n'], na: 1}), {A: 1, B: 1}], ['A', {a: 'op', c: 'c', d: 'x', v: 2, seq: 3, x: {}, del: true}, {A: 1, B: 1}],
    ['B', {a: 'u', c: 'c', d: 'x'}], ['B', {a: 'u', c: 'c', d: 'x'}]]],
  ['missed ops come before the acknowledgement', [
    ['A', create('x', {l: []})], ['A', op('x', 1, 2, {p: ['l', 0], li: 1})],
    ['B', op('x', 1, 1, {p: ['l', 0], li: 2}), {B: 2}]]],
  ['an op sent again is acknowledged again', [
    ['A', create('x', {n: 1})], ['A', op('x', 1, 2, {p: ['n'], na: 1})], ['A', op('x', 1, 2, {p: ['n'], na: 1})],
    ['A', {a: 'f', c: 'c', d: 'x'}]]],
  ['a create sent again without a version is acknowledged again', [
    ['A', {...create('x', 1), v: null}], ['A', {...create('x', 1), v: null}], ['B', {...create('x', 2), v: null}]]],
  ['bulk with ids, with versions, and leaving', [
    ['A', create('x', 1)],
    ['A', {a: 'bf', c: 'c', b: ['x', 'y']}], ['A', {a: 'bs', c: 'c', b: ['x', 'y']}],
    ['B', {a: 'bs', c: 'c', b: {x: 0, y: 0}}, {B: 2}], ['A', {a: 'bu', c: 'c', b: ['x', 'y']}],
    ['A', {a: 'bf', c: 'c', b: []}], ['A', {a: 'bf', c: 'c', b: {}}]]],
  ['queries: results, count, diffs, leaving', [
    ['A', create('x', {n: 1})], ['A', {a: 'qf', id: 1, c: 'c', q: {n: 1}}], ['A', {a: 'qf', id: 2, c: 'c', q: {$count: true}}],
    ['B', {a: 'qs', id: 7, c: 'c', q: {n: {$gt: 1}}}], ['A', op('x', 1, 2, {p: ['n'], na: 1}), {A: 1, B: 1}],
    ['A', op('x', 2, 3, {p: ['n'], na: -1}), {A: 1, B: 2}], ['B', {a: 'qu', id: 7}], ['B', {a: 'qu', id: 7}]]],
  ['a query followed again names what it holds', [
    ['A', create('x', {n: 1})], ['A', create('y', {n: 1}, 2)],
    ['A', {a: 'qs', id: 1, c: 'c', q: {$sort: {n: 1}}, r: [['x', 1], ['y', 1]]}],
    ['A', {a: 'qs', id: 2, c: 'c', q: {$sort: {n: 1}}, r: [['x', null], ['y', 1]]}]]],
  ['history by version and moment', [
    ['A', create('x', {n: 1})], ['A', op('x', 1, 2, {p: ['n'], na: 1})], ['A', {a: 'nf', id: 1, c: 'c', d: 'x', v: 1}],
    ['A', {a: 'nf', id: 2, c: 'c', d: 'x', v: null}], ['A', {a: 'nf', id: 3, c: 'c', d: 'y', v: 0}],
    ['A', {a: 'nt', id: 4, c: 'c', d: 'x', ts: 1}], ['A', {a: 'nt', id: 5, c: 'c', d: 'x', ts: null}]]],
  ['presence', [
    ['B', {a: 'ps', ch: 'room', seq: 1}], ['A', {a: 'p', ch: 'room', id: 'me', p: {x: 1}, pv: 0}, {A: 1, B: 1}],
    ['A', {a: 'p', ch: 'room', id: 'me', p: null, pv: 1}, {A: 1, B: 1}], ['A', {a: 'pr', ch: 'room'}, {A: 1, B: 1}],
    ['B', {a: 'pu', ch: 'room', seq: 2}]]],
  ['a projection', [
    ['A', {a: 'op', c: 'people', d: 'x', v: 0, seq: 1, create: {type: json0, data: {name: 'n', age: 1, secret: 2}}}],
    ['B', {a: 's', c: 'names', d: 'x', v: null}],
    ['A', {a: 'op', c: 'people', d: 'x', v: 1, seq: 2, op: [{p: ['secret'], na: 1}]}, {A: 1, B: 1}],
    ['B', {a: 'op', c: 'names', d: 'x', v: 2, seq: 1, op: [{p: ['secret'], na: 1}]}],
    ['B', {a: 'op', c: 'names', d: 'x', v: 2, seq: 2, op: [{p: [], oi: 1}]}],
    ['B', {a: 'op', c: 'names', d: 'y', v: 0, seq: 3, create: {type: json0, data: {secret: 1}}}],
    ['B', {a: 'op', c: 'names', d: 'x', v: 2, seq: 4, op: [{p: ['age'], na: 1}]}]]],

  // Refusals: their codes and texts.
  refused('an unknown action', {a: 'nonsense'}),
  refused('no action', {}),
  refused('a query without id', {a: 'qf', c: 'c', q: {}}),
  refused('a query with text as id', {a: 'qs', id: 'one', c: 'c', q: {}}),
  refused('query results that are no list', {a: 'qs', id: 1, c: 'c', q: {}, r: 'x'}),
  refused('query results with a number as id', {a: 'qs', id: 1, c: 'c', q: {}, r: [[1, 1]]}),
  refused('query results with a bad version', {a: 'qs', id: 1, c: 'c', q: {}, r: [['x', -1]]}),
  refused('an unknown database for a query', {a: 'qf', id: 1, c: 'c', q: {}, o: {db: 'other'}}),
  refused('a number as document id', {a: 'f', c: 'c', d: 5}),
  refused('a forbidden document id', {a: 'f', c: 'c', d: '__proto__'}),
  refused('a forbidden collection', {a: 'f', c: 'constructor', d: 'x'}),
  refused('an object as collection', {a: 's', c: {}, d: 'x'}),
  refused('history without a collection', {a: 'nf', id: 1, d: 'x', v: 1}),
  refused('history without an id', {a: 'nf', id: 1, c: 'c', v: 1}),
  refused('a negative version', {a: 'f', c: 'c', d: 'x', v: -1}),
  refused('text as version', {a: 's', c: 'c', d: 'x', v: '1'}),
  refused('text as moment', {a: 'nt', id: 1, c: 'c', d: 'x', ts: 'now'}),
  refused('a presence without id', {a: 'p', ch: 'room', p: 1, pv: 0}),
  refused('a presence with text as version', {a: 'p', ch: 'room', id: 'me', p: 1, pv: 'x'}),
  refused('a forbidden channel', {a: 'ps', ch: 'toString', seq: 1}),
  refused('bulk without documents', {a: 'bs', c: 'c'}),
  refused('bulk of null', {a: 'bs', c: 'c', b: null}),
  refused('bulk of text', {a: 'bf', c: 'c', b: 'x'}),
  refused('bulk of numbers', {a: 'bf', c: 'c', b: [1]}),
  refused('bulk with bad versions', {a: 'bf', c: 'c', b: {x: 'one'}}),
  refused('an object as protocol', {a: 'hs', id: null, protocol: {}}),
  refused('text as seq', {a: 'op', c: 'c', d: 'x', v: 0, seq: 'one', create: {type: json0}}),
  refused('a seq past all counting', {a: 'op', c: 'c', d: 'x', v: 0, seq: 2 ** 53, create: {type: json0}}),
  refused('an op without seq', {a: 'op', c: 'c', d: 'x', v: 0, create: {type: json0}}),
  refused('an unknown type', {a: 'op', c: 'c', d: 'x', v: 0, seq: 1, create: {type: 'http://example.org/none'}}),
  refused('a create without type', {a: 'op', c: 'c', d: 'x', v: 0, seq: 1, create: {}}),
  refused('a create that is a number', {a: 'op', c: 'c', d: 'x', v: 0, seq: 1, create: 5}),
  refused('a delete that is not true', {a: 'op', c: 'c', d: 'x', v: 0, seq: 1, del: 1}),
  refused('an edit of what never was', op('x', 0, 1, {p: ['n'], na: 1})),
  refused('an op from the future', op('x', 5, 1, {p: ['n'], na: 1})),
  refused('a list', '[1,2]'),
  ['a second create', [['A', create('x', 1)], ['B', {...create('x', 2), v: 1}], ['B', {...create('x', 2, 2), v: 0}]]],
  ['edits after a delete', [
    ['A', create('x', {n: 1})], ['A', {a: 'op', c: 'c', d: 'x', v: 1, seq: 2, del: true}], ['B', op('x', 1, 1, {p: ['n'], na: 1})],
    ['B', op('x', 2, 2, {p: ['n'], na: 1})], ['B', {a: 'op', c: 'c', d: 'x', v: 1, seq: 3, del: true}, {B: 2}]]],
  ['ops that do not fit', [
    ['A', create('x', {n: 1, s: 'text', l: [1]})],
    ['A', op('x', 1, 2, {p: ['s'], na: 1})], ['A', op('x', 1, 3, {p: ['n', 'deeper'], oi: 1})],
    ['A', op('x', 1, 4, {p: ['l', 9], li: 1})], ['A', op('x', 1, 5, {p: ['__proto__', 'x'], oi: 1})],
    ['A', op('x', 1, 6, {na: 1})], ['A', {...op('x', 1, 7), op: {p: ['n'], na: 1}}], ['A', {...op('x', 1, 8), op: 'text'}],
    ['A', op('x', 1, 9, {p: 'n', na: 1})], ['A', op('x', 1, 10, null)]]],
  ['an empty op at the current version is committed', [['A', create('x', 1)], ['A', op('x', 1, 2)]]],
  ['JSON that is no object ends the connection', [['A', '5', {A: 'close'}]]],
  ['text that is not JSON ends the connection', [['A', '{"a":', {A: 'close'}]]],
  ['null ends the connection', [['A', 'null', {A: 'close'}]]]
].map(([title, steps]) => [title, steps.map(([who, message, replies = {[who]: 1}]) => [who, message, replies])]);
