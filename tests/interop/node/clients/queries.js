// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
const assert = require('node:assert/strict');
const {call, eventually, fetchQuery, subscribeQuery} = require('../harness');

const PEOPLE = {ann: 30, bob: 20, cid: 40, dee: 10};

async function people({open, name}) {
  const connection = open();
  const docs = Object.fromEntries(Object.keys(PEOPLE).map((id) => [id, connection.get(name, id)]));
  await Promise.all(Object.entries(PEOPLE).map(([id, age]) => call(docs[id], 'create', {name: id, age})));
  return docs;
}

const ids = (results) => results.map((doc) => doc.id);
const setAge = (doc, age) => call(doc, 'submitOp', [{p: ['age'], od: doc.data.age, oi: age}]);

// Queries: fetched and followed, with diffs, extra, and ops of the documents in them.
module.exports = [
  ['a fetched query filters, sorts, skips and limits', async (env) => {
    await people(env);
    const connection = env.open();
    const fetch = async (query) => ids((await fetchQuery(connection, env.name, query)).results);
    assert.deepEqual(await fetch({age: {$gte: 20}, $sort: {age: 1}}), ['bob', 'ann', 'cid']);
    assert.deepEqual(await fetch({$sort: {age: -1}, $skip: 1, $limit: 2}), ['ann', 'bob']);
    assert.deepEqual(await fetch({name: {$in: ['dee', 'cid']}, $sort: {name: 1}}), ['cid', 'dee']);
    assert.deepEqual(await fetch({$or: [{age: 10}, {name: 'ann'}], $sort: {name: -1}}), ['dee', 'ann']);
    assert.deepEqual(await fetch({name: {$regex: '^[ab]'}, $sort: {name: 1}}), ['ann', 'bob']);
    assert.deepEqual(await fetch({age: {$gt: 100}}), []);
  }],
  ['a count is extra, not documents', async (env) => {
    await people(env);
    const {results, extra} = await fetchQuery(env.open(), env.name, {age: {$lt: 35}, $count: true});
    assert.deepEqual([results, extra], [[], 3]);
  }],
  ['the results of a fetched query are loaded documents', async (env) => {
    await people(env);
    const {results: [doc]} = await fetchQuery(env.open(), env.name, {name: 'cid'});
    assert.deepEqual([doc.data, doc.version], [{name: 'cid', age: 40}, 1]);
  }],
  ['a followed query inserts and removes as documents change', async (env) => {
    const docs = await people(env);
    const query = await subscribeQuery(env.open(), env.name, {age: {$gte: 30}});
    assert.deepEqual(ids(query.results).sort(), ['ann', 'cid']);
    const events = [];
    query.on('insert', (inserted) => events.push(['insert', ids(inserted)]));
    query.on('remove', (removed) => events.push(['remove', ids(removed)]));
    await setAge(docs.bob, 31);
    await eventually(() => events.length === 1);
    await setAge(docs.ann, 1);
    await eventually(() => events.length === 2);
    await call(docs.cid, 'del');
    await eventually(() => events.length === 3);
    assert.deepEqual(events, [['insert', ['bob']], ['remove', ['ann']], ['remove', ['cid']]]);
    assert.deepEqual(ids(query.results), ['bob']);
    assert.deepEqual(query.results[0].data, {name: 'bob', age: 31});
  }],
  ['a followed sorted query moves', async (env) => {
    const docs = await people(env);
    const query = await subscribeQuery(env.open(), env.name, {$sort: {age: 1}});
    assert.deepEqual(ids(query.results), ['dee', 'bob', 'ann', 'cid']);
    let moves = 0;
    query.on('move', () => ++moves);
    await setAge(docs.dee, 35);
    await eventually(() => ids(query.results).join() === 'bob,ann,dee,cid');
    assert.equal(moves, 1);
  }],
  ['a limited query lets the next one in', async (env) => {
    const docs = await people(env);
    const query = await subscribeQuery(env.open(), env.name, {$sort: {age: -1}, $limit: 2});
    assert.deepEqual(ids(query.results), ['cid', 'ann']);
    await setAge(docs.dee, 35);
    await eventually(() => ids(query.results).join() === 'cid,dee');
    await call(docs.cid, 'del');
    await eventually(() => ids(query.results).join() === 'dee,ann');
  }],
  ['a followed count changes', async (env) => {
    const docs = await people(env);
    const query = await subscribeQuery(env.open(), env.name, {age: {$gte: 30}, $count: true});
    assert.equal(query.extra, 2);
    await setAge(docs.dee, 99);
    await eventually(() => query.extra === 3);
    await call(docs.ann, 'del');
    await eventually(() => query.extra === 2);
  }],
  ['ops of documents in a followed query arrive without subscribing to them', async (env) => {
    const docs = await people(env);
    const query = await subscribeQuery(env.open(), env.name, {name: 'ann'});
    const [doc] = query.results;
    await setAge(docs.ann, 31);
    await eventually(() => doc.data.age === 31);
    assert.equal(doc.subscribed, false);
  }],
  ['a destroyed query changes no more', async (env) => {
    const docs = await people(env);
    const connection = env.open();
    const query = await subscribeQuery(connection, env.name, {age: {$gte: 30}});
    const witness = await subscribeQuery(connection, env.name, {age: {$gte: 30}});
    await call(query, 'destroy');
    query.on('insert', () => assert.fail('an insert after destroy'));
    await setAge(docs.bob, 50);
    await eventually(() => ids(witness.results).includes('bob'));
  }],
  ['a followed query catches up after it was cut off', async (env) => {
    const docs = await people(env);
    const proxy = await env.proxy();
    const query = await subscribeQuery(env.open(proxy.url), env.name, {age: {$gte: 30}, $sort: {age: 1}});
    proxy.refusing = true;
    proxy.cut();
    await setAge(docs.bob, 33);
    await setAge(docs.ann, 3);
    await setAge(docs.cid, 41);
    proxy.refusing = false;
    await eventually(() => ids(query.results).join() === 'bob,cid' && query.results[1].data.age === 41);
  }],
  ['a bad query is refused, and the connection lives on', async (env) => {
    await people(env);
    const connection = env.open();
    await assert.rejects(fetchQuery(connection, env.name, {age: {$noSuchOperator: 1}}));
    assert.equal((await fetchQuery(connection, env.name, {})).results.length, 4);
  }]
];
