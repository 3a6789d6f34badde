// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// npm clients of three releases and our own clients edit one document at random while their connections are cut again
// and again; in the end all have the same.
//   node mixed.test.js PEER-PROGRAM [SERVER-PROGRAM]
const assert = require('node:assert/strict');
const {spawn} = require('node:child_process');
const {describe, it} = require('node:test');
const readline = require('node:readline');
const {CLIENT_PACKAGES, call, connect, eventually, randomSource, startProxy, startServer, startTestServer} = require('./harness');
const {randomOp} = require('./random-op');

const [peerProgram, serverProgram] = process.argv.slice(2);
const QT_PEERS = 2;
const OPS = Number(process.env.RACER_FUZZ_OPS) || 200;
const seed = Number(process.env.RACER_SEED) || Math.floor(Math.random() * 2 ** 31);

// One of our clients, editing in a process of its own.
class QtPeer {
  constructor(url, collection, id, peerSeed) {
    this.acknowledged = false;
    this.answers = [];
    this.child = spawn(peerProgram, [url, collection, id, peerSeed, OPS], {stdio: ['pipe', 'pipe', 'inherit']});
    this.child.on('exit', (code) => { this.exitCode = code; });
    readline.createInterface({input: this.child.stdout}).on('line', (line) => {
      const answer = JSON.parse(line);
      if (answer.acknowledged) this.acknowledged = true;
      else this.answers.push(answer);
    });
  }

  async state() {
    this.child.stdin.write('\n');
    await eventually(() => this.answers.length || this.exitCode !== undefined, 'an answer of our client');
    assert.equal(this.exitCode, undefined, 'our client goes on');
    return this.answers.shift();
  }

  finish() {
    this.child.stdin.end();
  }
}

async function editTogether(server) {
  const random = randomSource(seed);
  const wires = await Promise.all(Array.from({length: CLIENT_PACKAGES.length + QT_PEERS}, () => startProxy(server.port)));
  const connections = CLIENT_PACKAGES.map((client, i) => connect(client, wires[i].url));
  let peers = [];
  try {
    const docs = connections.map((connection) => connection.get('mixed', 'doc'));
    await call(docs[0], 'create', {list: [1, 2, 3], text: 'hello', n: 0, map: {}});
    await Promise.all(docs.map((doc) => call(doc, 'subscribe')));
    peers = wires.slice(docs.length).map((wire, i) => new QtPeer(wire.url, 'mixed', 'doc', (seed + i) % 2 ** 31));

    const acknowledged = [];
    for (let i = 0; i < OPS * docs.length; ++i) {
      const doc = docs[random.below(docs.length)];
      acknowledged.push(call(doc, 'submitOp', [randomOp(random, doc.data)]));
      if (random.below(3) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      if (random.below(40) === 0) wires[random.below(wires.length)].cut();
    }
    await Promise.all(acknowledged);
    await eventually(() => peers.every((peer) => peer.acknowledged || peer.exitCode !== undefined), 'our clients are acknowledged');
    const witness = connect('sharedb', server.url);
    connections.push(witness);
    const latest = witness.get('mixed', 'doc');
    await call(latest, 'fetch');
    // Behind Node's server a client now and then misses the last op until there is one more.
    await call(latest, 'submitOp', [{p: ['n'], na: 1}]);
    await eventually(() => docs.every((doc) => !doc.hasPending() && doc.version === latest.version), 'npm clients are up to date');
    for (const doc of docs) assert.deepEqual(doc.data, latest.data);
    for (const peer of peers) {
      let state = await peer.state();
      while (state.v < latest.version) state = await peer.state();
      assert.deepEqual(state, {v: latest.version, data: latest.data});
    }
  } finally {
    peers.forEach((peer) => peer.finish());
    connections.forEach((connection) => connection.finish());
    wires.forEach((wire) => wire.close());
  }
}

const servers = serverProgram
  ? [[serverProgram, () => startTestServer(serverProgram)]]
  : CLIENT_PACKAGES.map((release) => [`Node ${release}`, () => startServer(process.execPath, ['sharedb-server.js', '--sharedb', release])]);

describe(`npm clients and ours together, RACER_SEED=${seed}`, () => {
  for (const [title, start] of servers) {
    it(`converge on ${title}`, {timeout: 120000}, async () => {
      const server = await start();
      try {
        await editTogether(server);
      } finally {
        await server.stop();
      }
    });
  }
});
