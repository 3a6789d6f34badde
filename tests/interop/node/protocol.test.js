// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// Every session of protocol-sessions.js held with Node's ShareDB and with a server under test: what comes back is the
// same, message by message, but for the ids that servers make up.
//   node protocol.test.js SERVER-PROGRAM
const assert = require('node:assert/strict');
const {once} = require('node:events');
const {after, before, describe, it} = require('node:test');
const WebSocket = require('ws');
const {eventually, startTestServer} = require('./harness');
const sessions = require('./protocol-sessions');

const program = process.argv[2];
const FLAGS = ['--projection', 'names=people:name,age'];

class Peer {
  constructor(name, url) {
    this.name = name;
    this.inbox = [];
    this.closed = null;
    this.socket = new WebSocket(url);
    this.socket.on('message', (data) => this.inbox.push(JSON.parse(data)));
    this.socket.on('close', (code, reason) => { this.closed = {closed: code, reason: reason.toString()}; });
  }

  // The next messages, or what the connection ended with.
  async receive(count) {
    if (count === 'close') {
      await eventually(() => this.closed, `${this.name} is closed`);
      return [...this.inbox.splice(0), this.closed];
    }
    await eventually(() => this.closed || this.inbox.length >= count, `${this.name} gets ${count} messages, has ${JSON.stringify(this.inbox)}`);
    return this.inbox.splice(0, count).concat(this.closed || []);
  }
}

// Everything that each connection received, step by step.
async function hold(url, steps) {
  const peers = new Map();
  const known = new Map();
  for (const name of new Set(steps.flatMap(([who, , replies]) => [who, ...Object.keys(replies)]))) {
    const peer = new Peer(name, url);
    await once(peer.socket, 'open');
    const [init] = await peer.receive(1);
    assert.equal(init.a, 'init');
    known.set(init.id, `<${name}>`);
    peers.set(name, peer);
  }
  const transcript = [];
  for (const [who, message, replies] of steps) {
    peers.get(who).socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    const received = {};
    for (const [name, count] of Object.entries(replies)) received[name] = await peers.get(name).receive(count);
    transcript.push({sent: message, received});
  }
  for (const peer of peers.values()) {
    if (peer.closed) continue;
    peer.socket.send('{"a":"pp"}');
    transcript.push({last: await peer.receive(1)});
    peer.socket.close();
  }
  return JSON.parse(JSON.stringify(transcript), (key, value) => known.get(value) || value);
}

describe(`${program} says what Node says`, () => {
  let node;
  let other;
  before(async () => {
    [node, other] = await Promise.all([startTestServer(null, FLAGS), startTestServer(program, FLAGS)]);
  });
  after(() => Promise.all([node.stop(), other.stop()]));

  // Each session gets a collection of its own, so that all can share two servers.
  sessions.forEach(([title, steps], index) => it(title, {timeout: 30000}, async () => {
    const own = JSON.parse(JSON.stringify(steps), (key, value) => key === 'c' && value === 'c' ? `c${index}` : value);
    assert.deepEqual(await hold(other.url, own), await hold(node.url, own));
  }));
});
