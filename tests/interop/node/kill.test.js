// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// kill -9 of racer-server under load, again and again: what was acknowledged is there after the restart, nothing twice.
//   node kill.test.js SERVER-PROGRAM [--rounds N] [--clients N] [--seed N]
const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const {it} = require('node:test');
const {parseArgs} = require('node:util');
const {call, connect, eventually, randomSource, startServer} = require('./harness');

const {values: options, positionals: [program]} = parseArgs({
  allowPositionals: true,
  options: {
    rounds: {type: 'string', default: '20'},
    clients: {type: 'string', default: '6'},
    seed: {type: 'string', default: String(Date.now() % 2 ** 31)}
  }
});
const CLIENTS = Number(options.clients);
// Every client writes to one document that all share, and to one of its own.
const documentsOf = (client) => ['shared', `own${client}`];

// Writes to one document without a pause: each op puts a token into a list and adds 1 to a counter.
class Writer {
  constructor(doc, name) {
    this.doc = doc;
    this.name = name;
    this.submitted = 0;
    this.acknowledged = [];
    this.running = true;
    this.failure = null;
    this.done = this.run().catch((error) => { this.failure = error; });
  }

  async run() {
    while (this.running) {
      const token = `${this.name}:${this.submitted++}`;
      await call(this.doc, 'submitOp', [{p: ['tokens', 0], li: token}, {p: ['n'], na: 1}]);
      this.acknowledged.push(token);
    }
  }
}

function checkDocument(id, {tokens, n}, version, writers) {
  const stored = new Set(tokens);
  assert.equal(stored.size, tokens.length, `${id}: a token is there twice`);
  assert.equal(n, tokens.length, `${id}: the counter does not agree with the list`);
  assert.equal(version, tokens.length + 1, `${id}: the version does not agree with the list`);
  for (const {acknowledged} of writers) {
    for (const token of acknowledged) assert.ok(stored.has(token), `${id}: ${token} was acknowledged and is lost`);
  }
}

it(`survives ${options.rounds} times kill -9, seed ${options.seed}`, async () => {
  const random = randomSource(Number(options.seed));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'racer-kill-'));
  const start = (port) => startServer(program, ['--listen', `127.0.0.1:${port}`, '--db', `sqlite:${path.join(folder, 'data.db')}`]);
  let server = await start(0);
  const {port, url} = server;
  const connections = Array.from({length: CLIENTS}, () => connect('sharedb', url));
  try {
    for (const id of new Set(connections.flatMap((_, client) => documentsOf(client)))) {
      await call(connections[0].get('kill', id), 'create', {tokens: [], n: 0});
    }
    const writers = [];
    for (const [client, connection] of connections.entries()) {
      for (const id of documentsOf(client)) {
        const doc = connection.get('kill', id);
        await call(doc, 'subscribe');
        writers.push(new Writer(doc, `${id}/${client}`));
      }
    }
    const acknowledged = () => writers.reduce((sum, {acknowledged: tokens, failure}) => {
      assert.ifError(failure);
      return sum + tokens.length;
    }, 0);
    // Reads with a connection that knows nothing yet what was acknowledged before the read began.
    const check = async () => {
      const reader = connect('sharedb', url);
      try {
        for (const id of new Set(writers.map(({doc}) => doc.id))) {
          const mine = writers.filter(({doc}) => doc.id === id).map((writer) => ({acknowledged: [...writer.acknowledged]}));
          const doc = reader.get('kill', id);
          await call(doc, 'fetch');
          checkDocument(id, doc.data, doc.version, mine);
        }
      } finally {
        reader.finish();
      }
    };

    for (let round = 0; round < Number(options.rounds); ++round) {
      const target = acknowledged() + 20 + random.below(100);
      await eventually(() => acknowledged() >= target, `round ${round}: ${target} acknowledgements`);
      await server.stop('SIGKILL');
      server = await start(port);
      await check();
    }
    for (const writer of writers) writer.running = false;
    await Promise.all(writers.map(({done}) => done));
    await check();
    const total = writers.reduce((sum, {submitted}) => sum + submitted, 0);
    assert.equal(acknowledged(), total);
    console.log(`# ${total} ops acknowledged over ${options.rounds} kills`);
    assert.deepEqual(await server.stop('SIGTERM'), {code: 0, signal: null});
  } finally {
    connections.forEach((connection) => connection.finish());
    server.process.kill('SIGKILL');
    fs.rmSync(folder, {recursive: true, force: true});
  }
});
