// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// npm clients of three releases and our own clients edit documents of any shape at random, several components at a
// time, while their connections are cut again and again; in the end all have the same.
//   node mixed.test.js PEER-PROGRAM [SERVER-PROGRAM]
const assert = require('node:assert/strict');
const {spawn} = require('node:child_process');
const {describe, it} = require('node:test');
const readline = require('node:readline');
const json0 = require('ot-json0').type;
const {Generator, clone} = require('../json0/generator');
const {CLIENT_PACKAGES, call, connect, eventually, startProxy, startServer, startTestServer} = require('./harness');

const [peerProgram, serverProgram] = process.argv.slice(2);
const DOCUMENTS = ['one', 'two'];
const PEERS_PER_DOCUMENT = 2;
const OPS = Number(process.env.RACER_FUZZ_OPS) || 700;
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

// Our clients' processes, and the npm clients' view of one document.
class Shared {
  constructor(id, connections) {
    this.id = id;
    this.docs = connections.map((connection) => connection.get('mixed', id));
    this.peers = [];
  }

  async start(data, urls, peerSeed) {
    await call(this.docs[0], 'create', data);
    await Promise.all(this.docs.map((doc) => call(doc, 'subscribe')));
    this.peers = urls.map((url, i) => new QtPeer(url, 'mixed', this.id, (peerSeed + i) % 2 ** 31));
  }

  peersAreDone() {
    return this.peers.every((peer) => peer.acknowledged || peer.exitCode !== undefined);
  }

  async checkAllEqual(witness) {
    const latest = witness.get('mixed', this.id);
    await call(latest, 'fetch');
    // Behind Node's server a client now and then misses the last op until there is one more.
    await call(latest, 'submitOp', []);
    const isUpToDate = (doc) => !doc.hasPending() && doc.version === latest.version;
    await eventually(() => this.docs.every(isUpToDate), 'npm clients are up to date');
    for (const doc of this.docs) assert.deepEqual(clone(doc.data), latest.data);
    for (const peer of this.peers) {
      let state = await peer.state();
      while (state.v < latest.version) state = await peer.state();
      assert.deepEqual(state, {v: latest.version, data: latest.data});
    }
  }
}

async function editTogether(server) {
  // One way of editing strings only: json0 does not transform its two ways against each other.
  const generator = new Generator(seed, {subtypes: false});
  const {random} = generator;
  const peerCount = DOCUMENTS.length * PEERS_PER_DOCUMENT;
  const wires = await Promise.all(
    Array.from({length: CLIENT_PACKAGES.length + peerCount}, () => startProxy(server.port)));
  const connections = CLIENT_PACKAGES.map((client, i) => connect(client, wires[i].url));
  const documents = DOCUMENTS.map((id) => new Shared(id, connections));
  try {
    const urls = wires.slice(connections.length).map((wire) => wire.url);
    for (const document of documents) {
      await document.start(generator.document(), urls.splice(0, PEERS_PER_DOCUMENT), random.below(2 ** 31));
    }
    const acknowledged = [];
    for (let i = 0; i < OPS * connections.length; ++i) {
      const doc = random.pick(random.pick(documents).docs);
      acknowledged.push(call(doc, 'submitOp', generator.op(doc.data, json0, 3, 0)));
      if (random.chance(0.3)) await new Promise((resolve) => setTimeout(resolve, 1));
      if (random.chance(0.025)) random.pick(wires).cut();
    }
    await Promise.all(acknowledged);
    await eventually(() => documents.every((document) => document.peersAreDone()), 'our clients are acknowledged');
    const witness = connect('sharedb', server.url);
    connections.push(witness);
    for (const document of documents) await document.checkAllEqual(witness);
  } finally {
    documents.forEach((document) => document.peers.forEach((peer) => peer.finish()));
    connections.forEach((connection) => connection.finish());
    wires.forEach((wire) => wire.close());
  }
}

const servers = serverProgram
  ? [[serverProgram, () => startTestServer(serverProgram)]]
  : CLIENT_PACKAGES.map((release) => [
    `Node ${release}`,
    () => startServer(process.execPath, ['sharedb-server.js', '--sharedb', release])
  ]);

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
