// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// The cases of bench_filter with the npm package racer: prints {name: nanoseconds of CPU per change}.
'use strict';

const {RootModel} = require('racer');

const count = Number(process.argv[2]);
const calls = 30;
const rounds = 3;

let seed = 1;
function random(bound) {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return seed % bound;
}

function cpuNs() {
  const usage = process.cpuUsage();
  return (usage.user + usage.system) * 1000;
}

const model = new RootModel();
const items = {};
for (let i = 0; i < count; i++) items['k' + i] = {id: 'k' + i, v: random(count), name: 'an item'};
model.set('_page.items', items);
model.filter('_page.items', (item) => item.v >= 0).sort((a, b) => a.v - b.v).ref('_page.out');
let events = 0;
model.on('all', '_page.out', () => { events++; });

function time(change) {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = cpuNs();
    for (let i = 0; i < calls; i++) change('_page.items.k' + random(count) + '.v', random(count));
    best = Math.min(best, (cpuNs() - start) / calls);
  }
  return best;
}

const results = {
  'an item moves': time((path, value) => model.set(path, value)),
  'an item leaves and returns': time((path, value) => { model.set(path, -1); model.set(path, value); }),
};
if (events < calls) throw new Error('the output did not follow');
console.log(JSON.stringify(results));
