// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// The same model here and in the npm package racer: their bundles are the same, and each restores the other's without
// loading any document again.
//   node bundle.test.js PEER-PROGRAM [SERVER-PROGRAM]
const assert = require('node:assert/strict');
const {spawn} = require('node:child_process');
const {after, before, describe, it} = require('node:test');
const path = require('node:path');
const readline = require('node:readline');
const {createRequire} = require('node:module');
const packages = createRequire(path.join(process.cwd(), 'package.json'));
const WebSocket = packages('ws');
const {RootModel} = packages('racer');
const {Connection} = createRequire(packages.resolve('racer'))('sharedb/lib/client');
const {call, connect, eventually, startTestServer} = packages('./harness');

const [peerProgram, serverProgram] = process.argv.slice(2);
const clone = (value) => JSON.parse(JSON.stringify(value));
const viewOf = (model) => clone({_page: model.get('_page'), c: model.get('c')});

let server;
let admin;

function define(model) {
  model.fn('double', (a) => a * 2);
  model.fn('big', (item) => item.v > 1);
  model.fn('byV', (a, b) => a.v - b.v);
}

function createModel() {
  const model = new RootModel({unloadDelay: 0});
  model.snapshots = 0;
  define(model);
  model.createConnection({
    connect() {
      const connection = new Connection(new WebSocket(server.url));
      connection.on('receive', (request) => {
        if (JSON.stringify(request.data).includes('snapshot data')) model.snapshots++;
      });
      return connection;
    }
  });
  return model;
}

function fill(model) {
  const quiet = () => {};
  model.set('_page.count', 3);
  model.set('_page.items', {x: {id: 'x', v: 3}, y: {id: 'y', v: 1}, z: {id: 'z', v: 2}});
  model.set('_page.order', ['z', 'x']);
  model.set('_page.list', [{k: 1}, {k: 2}]);
  model.subscribe('c.a', quiet);
  model.fetch('c.b', quiet);
  model.context('k').subscribe('c.a', quiet);
  const query = model.query('c', {n: {$gt: 1}});
  query.ref('_page.results');
  query.subscribe(quiet);
  model.ref('_page.doc', 'c.a');
  model.ref('_page.second', '_page.list.1', {updateIndices: true});
  model.refList('_page.shown', '_page.items', '_page.order', {deleteRemoved: true});
  model.start('_page.twice', ['_page.count'], {mode: 'diff'}, 'double');
  model.filter('_page.items', 'big').sort('byV').ref('_page.kept');
}

async function settle(model) {
  await new Promise((resolve) => model.whenNothingPending(resolve));
}

async function made() {
  const model = createModel();
  fill(model);
  await settle(model);
  const view = viewOf(model);
  const bundle = clone(await model.bundlePromised());
  model.connection.close();
  return {bundle, view};
}

// Our model, in a process of its own.
class Peer {
  constructor(task) {
    this.answers = [];
    this.child = spawn(peerProgram, [server.url, task], {stdio: ['pipe', 'pipe', 'inherit']});
    this.child.on('exit', (code) => { this.exitCode = code; });
    readline.createInterface({input: this.child.stdout}).on('line', (line) => this.answers.push(JSON.parse(line)));
  }

  async answer() {
    await eventually(() => this.answers.length || this.exitCode !== undefined, 'an answer of our model');
    return this.answers.shift();
  }

  async tell(command) {
    this.child.stdin.write(JSON.stringify(command) + '\n');
    return this.answer();
  }

  finish() {
    this.child.stdin.end();
  }
}

async function madeHere() {
  const peer = new Peer('make');
  const result = await peer.answer();
  peer.finish();
  return result;
}

// What may differ: Racer has the name of Node's environment, empty lists where filters show theirs, and no options of
// refs.
function comparable(bundle) {
  const result = clone(bundle);
  delete result.nodeEnv;
  delete result.collections._page.kept;
  result.refs = result.refs.map(([from, to]) => [from, to]);
  return result;
}

async function edit(id, op) {
  const doc = admin.get('c', id);
  await call(doc, 'fetch');
  await call(doc, 'submitOp', op);
}

describe('bundles', () => {
  before(async () => {
    server = await startTestServer(serverProgram);
    admin = connect('sharedb', server.url);
    for (const [id, n] of [['a', 1], ['b', 2], ['z', 9]]) {
      await call(admin.get('c', id), 'create', {n, heavy: 'snapshot data'});
    }
  });

  after(async () => {
    admin.finish();
    await server.stop();
  });

  it('are the same from both', async () => {
    const theirs = await made();
    const ours = await madeHere();
    assert.deepEqual(ours.view, theirs.view);
    assert.deepEqual(comparable(ours.bundle), comparable(theirs.bundle));
    assert.deepEqual(ours.bundle.refs.find(([from]) => from === '_page.second')[2], {updateIndices: true});
  });

  it('of npm racer restore here', async () => {
    const {bundle, view} = await made();
    const peer = new Peer('restore');
    let answer = await peer.tell(bundle);
    assert.deepEqual(answer, {view, snapshots: 0, errors: []});

    await edit('a', [{p: ['n'], na: 4}]);
    await edit('z', [{p: ['live'], oi: true}]);
    const isUpToDate = () => answer.view._page.doc.n === 5 && answer.view._page.results.some((doc) => doc.live);
    for (let i = 0; i < 1000 && !isUpToDate(); i++) answer = await peer.tell([]);
    assert(isUpToDate());
    answer = await peer.tell(['_page.count', 10]);
    assert.equal(answer.view._page.twice, 20);
    answer = await peer.tell(['_page.items.y.v', 8]);
    assert.deepEqual(answer.view._page.kept.map((item) => item.id), ['z', 'x', 'y']);
    answer = await peer.tell(['_page.doc.mine', true]);
    assert.equal(answer.view.c.a.mine, true);
    assert.deepEqual(answer.errors, []);
    peer.finish();
    await edit('a', [{p: ['n'], na: -4}]);
  });

  it('of ours restore in npm racer', async () => {
    const {bundle, view} = await madeHere();
    const model = createModel();
    model.unbundle(bundle);
    await settle(model);
    assert.deepEqual(viewOf(model), view);
    assert.equal(model.snapshots, 0);

    await edit('a', [{p: ['n'], na: 4}]);
    await edit('z', [{p: ['other'], oi: true}]);
    await eventually(() => model.get('_page.doc.n') === 5, 'a change of a subscribed document');
    await eventually(() => model.get('_page.results').some((doc) => doc.other), 'a change of a result');
    model.set('_page.count', 10);
    assert.equal(model.get('_page.twice'), 20);
    model.set('_page.items.y.v', 8);
    assert.deepEqual(model.get('_page.kept').map((item) => item.id), ['z', 'x', 'y']);
    model.set('_page.second.k', 7); // its options are not understood, the ref is
    assert.equal(model.get('_page.list.1.k'), 7);
    model.connection.close();
  });
});
