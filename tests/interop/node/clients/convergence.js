// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
const assert = require('node:assert/strict');
const {call, eventually, randomSource} = require('../harness');
const {randomOp} = require('../random-op');

const CLIENTS = 4;
const OPS_PER_CLIENT = 150;

module.exports = [
  ['clients that edit at random and lose their connections end up the same', async ({open, proxy, name, client}) => {
    const seed = Number(process.env.RACER_SEED) || Math.floor(Math.random() * 2 ** 31);
    const random = randomSource(seed);
    const wires = await Promise.all(Array.from({length: CLIENTS}, () => proxy()));
    const docs = wires.map((wire) => open(wire.url).get(name, 'x'));
    await call(docs[0], 'create', {list: [1, 2, 3], text: 'hello', n: 0, map: {}});
    await Promise.all(docs.map((doc) => call(doc, 'subscribe')));
    const acknowledged = [];
    for (let i = 0; i < OPS_PER_CLIENT * CLIENTS; ++i) {
      const which = random.below(CLIENTS);
      acknowledged.push(call(docs[which], 'submitOp', [randomOp(random, docs[which].data)], {source: i % 2 === 0}));
      if (random.below(4) === 0) await new Promise((resolve) => setImmediate(resolve));
      if (random.below(40) === 0) wires[random.below(CLIENTS)].cut();
    }
    await Promise.all(acknowledged);
    const settled = () => docs.every((doc) => !doc.hasPending() && doc.version === docs[0].version);
    await eventually(settled, `${client}: all at one version, RACER_SEED=${seed}`);
    for (const doc of docs) assert.deepEqual(doc.data, docs[0].data, `RACER_SEED=${seed}`);
  }]
];
