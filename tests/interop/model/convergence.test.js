// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// node convergence.test.js MODEL-PEER RACER-SERVER
// Models in two processes edit the documents of one server at random while their connections are cut again and again.
// In the end all have the same documents, and their refs, refLists, functions, filters and queries show them. One
// process makes a second model out of a bundle in the middle: that one goes on as if it had been there all the time.
const assert = require('node:assert/strict');
const {spawn} = require('node:child_process');
const {describe, it} = require('node:test');
const readline = require('node:readline');
const {Random} = require('../json0/generator');
const {startProxy, startTestServer} = require('../node/harness');

const [peerProgram, serverProgram] = process.argv.slice(2);
const seed = Number(process.env.RACER_SEED) || Math.floor(Math.random() * 2 ** 31);
const ROUNDS = Number(process.env.RACER_FUZZ_ROUNDS) || 60;
const DOCUMENTS = ['d1', 'd2', 'd3', 'd4', 'd5'];
const FRUIT = ['apple', 'pear', 'plum'];

class ModelProcess {
  constructor(url, ...names) {
    this.waiting = [];
    this.child = spawn(peerProgram, [url, ...names], {stdio: ['pipe', 'pipe', 'inherit']});
    readline.createInterface({input: this.child.stdout}).on('line', (line) => this.waiting.shift().resolve(JSON.parse(line)));
    this.child.on('exit', (code, signal) => {
      for (const {reject} of this.waiting.splice(0)) reject(new Error(`model-peer ended with ${signal || code}`));
    });
  }

  run(steps) {
    return new Promise((resolve, reject) => {
      this.waiting.push({resolve, reject});
      this.child.stdin.write(JSON.stringify(steps) + '\n');
    });
  }

  finish() {
    this.child.stdin.end();
  }
}

const named = (model, [method, ...args]) => [model === 'M' ? method : `${model}.${method}`, ...args];

// What each model derives from the documents.
const derive = (model) => [
  ['ref', '_r.whole', 'c.d1'], ['ref', '_r.part', 'c.d2.n'], ['set', '_v.ids', ['d1', 'd3', 'd5']],
  ['refList', '_v.list', 'c', '_v.ids'], ['start', '_f.sum', ['c.d1.n', 'c.d2.n', 'c.d3.n'], 'sum'],
  ['filter', `${model}F`, 'c', [], {}, 'positive'], ['filter.ref', `${model}F`, '_v.positive'],
  ['query', `${model}Q`, 'c', {n: {$gt: 3}, $sort: {_id: 1}}], ['query.ref', `${model}Q`, '_v.found'],
  ['query.subscribe', `${model}Q`], ['subscribe', ...DOCUMENTS.map((id) => `c.${id}`)]
].map((step) => named(model, step));

const state = (model) => [
  ['data', 'c'], ['data', '_r'], ['data', '_f'], ['data', '_v.list'], ['data', '_v.found'], ['data', '_v.positive']
].map((step) => named(model, step));

// Right whatever the document holds by then.
function edit(random) {
  const path = `c.${random.pick(DOCUMENTS)}`;
  switch (random.below(10)) {
    case 0: return ['set', `${path}.n`, random.below(8)];
    case 1: return ['increment', `${path}.n`, random.below(5) - 2];
    case 2: return ['push', `${path}.list`, random.below(9)];
    case 3: return ['insert', `${path}.list`, 0, [random.pick(FRUIT), random.pick(FRUIT)]];
    case 4: return ['shift', `${path}.list`];
    case 5: return ['stringInsert', `${path}.text`, 0, random.pick(FRUIT)];
    case 6: return ['set', `${path}.more.${random.pick(FRUIT)}`, {n: random.below(9)}];
    case 7: return ['del', `${path}.more.${random.pick(FRUIT)}`];
    case 8: return ['setDiffDeep', `${path}.tags`, FRUIT.filter(() => random.chance(0.5))];
    default: return ['set', `${path}.v`, random.below(4)];
  }
}

// A filter without a sort has the order in which the documents came.
function inOrder(text) {
  return text === 'undef' ? text : JSON.stringify(JSON.parse(text).sort((a, b) => a.id < b.id ? -1 : 1));
}

async function settled(processes) {
  for (;;) {
    const states = await Promise.all(processes.map(([each, model]) => each.run([['settle'], ...state(model)])));
    const texts = states.map((lines) => {
      const values = lines.map((line) => /^(?:O: )?data (.*)$/.exec(line)).filter(Boolean).map((match) => match[1]);
      values.push(inOrder(values.pop()));
      return values.join(',\n');
    });
    if (texts.every((text) => text === texts[0])) return JSON.parse(`[${texts[0]}]`);
    if (Date.now() > settled.deadline) assert.deepEqual(texts[1].split('\n'), texts[0].split('\n'));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

// What the derived values have to be, from the documents.
function check([c, refs, functions, list, found, positive]) {
  const number = (value) => typeof value === 'number' ? value : 0;
  assert.deepEqual(refs, {whole: c.d1, part: c.d2.n});
  assert.equal(functions.sum, number(c.d1.n) + number(c.d2.n) + number(c.d3.n));
  const ids = (items) => items.map((item) => item.id);
  assert.deepEqual(list, [c.d1, c.d3, c.d5]);
  assert.deepEqual(ids(positive), DOCUMENTS.filter((id) => number(c[id].v) > 1));
  assert.deepEqual(ids(found), DOCUMENTS.filter((id) => c[id].n > 3));
}

describe(`models in two processes, RACER_SEED=${seed}`, () => {
  it('converge, and so does one that comes out of a bundle', {timeout: 120000}, async () => {
    const random = new Random(seed);
    const server = await startTestServer(serverProgram);
    const wires = [await startProxy(server.port), await startProxy(server.port)];
    const a = new ModelProcess(wires[0].url, 'M', 'O');
    const b = new ModelProcess(wires[1].url);
    try {
      await b.run([...DOCUMENTS.map((id) => ['create', `c.${id}`, {n: 0, v: 1, text: '', list: [], tags: []}]), ['settle']]);
      await Promise.all([a.run([...derive('M'), ['settle']]), b.run([...derive('M'), ['settle']])]);
      const edits = (count) => Array.from({length: count}, () => edit(random));
      let model = 'M';
      for (let round = 0; round < ROUNDS; round++) {
        if (round === ROUNDS / 2) {
          await a.run([['settle'], ['bundle', 'half'], ['settle'], ['O.unbundle', {$: 'result', name: 'half'}], ['close'],
            ['settle']]);
          model = 'O';
        }
        await Promise.all([a.run(edits(3).map((step) => named(model, step))), b.run(edits(3))]);
        if (random.chance(0.2)) random.pick(wires).cut();
      }
      settled.deadline = Date.now() + 20000;
      check(await settled([[b, 'M'], [a, model]]));
    } finally {
      a.finish();
      b.finish();
      wires.forEach((wire) => wire.close());
      await server.stop();
    }
  });
});
