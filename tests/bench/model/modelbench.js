// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// The cases of bench_model with the npm package racer: prints {name: nanoseconds of CPU per call}.
'use strict';

const {RootModel} = require('racer');

const rounds = 5;
const roundNs = 200e6;

function cpuNs() {
  const usage = process.cpuUsage();
  return (usage.user + usage.system) * 1000;
}

function timePerCall(call) {
  const round = (duration) => {
    const start = cpuNs();
    let calls = 0;
    let elapsed = 0;
    do {
      for (let i = 0; i < 1000; i++) call(calls + i);
      calls += 1000;
      elapsed = cpuNs() - start;
    } while (elapsed < duration);
    return elapsed / calls;
  };
  round(roundNs);
  let best = Infinity;
  for (let i = 0; i < rounds; i++) best = Math.min(best, round(roundNs));
  return best;
}

function newModel() {
  const model = new RootModel();
  model.set('_page.a.b.c', 0);
  model.set('_page.list', []);
  return model;
}

const results = {};
let seen = 0;

{
  const model = newModel();
  results.get = timePerCall(() => { if (model.get('_page.a.b.c') === undefined) throw new Error('nothing there'); });
  results.set = timePerCall((i) => model.set('_page.a.b.c', i));
  results['push and pop'] = timePerCall((i) => { model.push('_page.list', i); model.pop('_page.list'); });
  const scoped = model.at('_page.a');
  results['scoped set'] = timePerCall((i) => scoped.set('b.c', i));
}
{
  const model = newModel();
  model.on('change', '_page.a.b.c', () => { seen++; });
  results['set, one listener'] = timePerCall((i) => model.set('_page.a.b.c', i));
}
{
  const model = newModel();
  model.on('insert', '_page.list', () => { seen++; });
  model.on('remove', '_page.list', () => { seen++; });
  results['push and pop, one listener each'] = timePerCall((i) => { model.push('_page.list', i); model.pop('_page.list'); });
}
{
  const model = newModel();
  model.set('_page.two', 2);
  model.start('_page.sum', ['_page.a.b.c', '_page.two'], (a, b) => { seen++; return a + b; });
  results['set, function of two inputs'] = timePerCall((i) => model.set('_page.a.b.c', i));
}
{
  const model = newModel();
  for (let i = 0; i < 10000; i++) model.on('change', '_page.items.' + i + '.name', () => { seen++; });
  model.set('_page.items', {});
  results['set, 10000 listeners elsewhere'] = timePerCall((i) => model.set('_page.items.5000.name', i));
}

if (!seen) throw new Error('no listener was called');
console.log(JSON.stringify(results));
