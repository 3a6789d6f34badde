// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

// node differential.test.js RACER_MODEL [--programs N] [--seed S] [--steps N] [--features a,b] [--all]
// Random programs run on the npm package racer, with its listed defects repaired (fixed-racer.js), and on the models
// of racer-model: the data, what is returned, the errors and the logs of all events are equal. Prints the first program
// that differs, made as short as it gets; --all goes on and counts.

const {parseArgs} = require('node:util');
const {Random} = require('../json0/generator');
const programs = require('../../support/programs');
const {host} = require('./fixed-racer');
const {Programs} = require('./generator');
const {Peer} = require('./peer');
const {shrink} = require('./shrink');

const BATCH = 100;
// Each program uses one of these sets.
const FEATURES = ['', 'silent', 'listeners', 'refs', 'refs,listeners', 'refLists', 'functions', 'filters'];

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    programs: {type: 'string', default: process.env.RACER_FUZZ_PROGRAMS || '4000'},
    seed: {type: 'string', default: process.env.RACER_SEED},
    steps: {type: 'string', default: '16'},
    features: {type: 'string', multiple: true},
    all: {type: 'boolean', default: false}
  }
});
const seed = Number(values.seed ?? Date.now() % 1000000007);
const total = Number(values.programs);
const featureSets = (values.features || FEATURES).map((set) => new Set(set.split(',').filter(Boolean)));

// Steps and log of one program, which ends before racer gets stuck: a listener of its own that throws freezes it.
function generate(number) {
  const random = new Random(seed * 7919 + number);
  const features = random.pick(featureSets);
  const generator = new Programs(random, features);
  const program = {setup: generator.setup(), steps: []};
  const run = new programs.Run(program, host({fixed: true}));
  const model = run.models.M;
  for (const step of program.setup) run.step(step);
  run.logging = true;
  const log = [];
  for (let i = 0; i < Number(values.steps); i++) {
    const step = generator.step(model.get());
    program.steps.push(JSON.parse(JSON.stringify(step)));
    run.step(step);
    if (model._emittingMutation) {
      program.steps.pop();
      break;
    }
    log.push(run.lines.splice(0));
  }
  for (const step of endOf(program)) {
    program.steps.push(step);
    run.step(step);
    log.push(run.lines.splice(0));
  }
  return {program, log, features};
}

function endOf() {
  return ['_p', '_r', '_v', '_f'].map((collection) => ['data', collection]);
}

function logOf(program) {
  let result;
  const run = new programs.Run(program, host({fixed: true}));
  for (const step of program.setup) run.step(step);
  run.logging = true;
  result = [];
  for (const step of program.steps) {
    run.step(step);
    result.push(run.models.M._emittingMutation ? null : run.lines.splice(0));
  }
  return result.includes(null) ? null : result;
}

// The value in an error's message has its keys in the order that each side keeps them in.
function normalised(line) {
  if (/^error (Cannot read properties of null|A filter without an output)/.test(line)) return 'error no output';
  const match = /^(error .* on non-[a-z]+ at [^:]*: |error create on local document with data at [^:]*: )([^]*)$/.exec(line);
  if (!match) return line;
  try {
    return match[1] + programs.text(JSON.parse(match[2]));
  } catch {
    return line;
  }
}

// What a mutator returns is a snapshot, and in racer what has become of it after listeners have changed it.
const isContainer = (line) => /^= [{[]/.test(line);

// The steps in which a sorted or cut output reaches its new order are not racer's, which finds them by comparing lists.
const isStepOfFilter = (line) => /^(insert|remove|move) .*"\$filter":true/.test(line);

function firstDifference(program, expected, actual) {
  if (!Array.isArray(actual)) throw new Error('no log');
  const isSorted = /"sort"|"filter.sort"|"skip"|"limit"/.test(JSON.stringify(program));
  const isAnswered = /"listen".*"do":/.test(JSON.stringify(program));
  const told = (lines) => (lines || []).map(normalised)
    .filter((line) => !(isSorted && isStepOfFilter(line)) && !(isAnswered && isContainer(line)));
  for (let i = 0; i < Math.max(expected.length, actual.length); i++) {
    const a = told(expected[i]);
    const b = told(actual[i]);
    if (a.join('\n') !== b.join('\n')) return i;
  }
  return -1;
}

// An object put in two places is one object in racer, and two values here: only refLists may get one that is there.
// And the items of lists have the ids that they are found by.
function isOutside(program) {
  const lists = new Set();
  const made = new Set();
  const hasId = (item, id) => item && (item.$ || item.id && (id === undefined || item.id === id));
  for (const step of program.setup.concat(program.steps)) {
    const call = Array.isArray(step) ? step : step.do || [];
    const [method, , value] = call;
    const path = String(call[1]);
    if (method === 'set' && path === '_p.items') {
      if (!value || !Object.keys(value).every((id) => hasId(value[id], id))) return true;
      Object.keys(value).forEach((id) => made.add(id));
    } else if (/^_p\.items\.\w+\./.test(path) && !made.has(path.split('.')[2])) {
      return true;
    } else if (/^_p\.items\.\w+$/.test(path)) {
      if (method === 'set' && !hasId(value, path.slice(9))) return true;
      if (method === 'set') made.add(path.slice(9));
      else made.delete(path.slice(9));
    } else if (/^_v\.l\d(\.\d+)?$/.test(path) && ['push', 'insert', 'set', 'unshift'].includes(method)) {
      const added = method === 'insert' ? call[3] : method === 'set' && !/\d\.\d/.test(path) ? value : [value];
      if (!Array.isArray(added) || !added.every((item) => hasId(item))) return true;
    }
    if (call[0] === 'refList') lists.add(call[1]);
    if (call[0] === 'removeRef' || call[0] === 'removeAllRefs') lists.delete(call[1]);
    const text = JSON.stringify(call.slice(2));
    const list = /^(_v\.l\d)/.exec(call[1]);
    if (text.includes('"$":"get"') && text.includes('_p.items') && !(list && lists.has(list[1]))) return true;
  }
  return false;
}

async function differs(peer, program) {
  if (isOutside(program)) return false;
  let expected;
  try {
    expected = logOf(program);
  } catch {
    return false;
  }
  if (!expected) return false;
  return firstDifference(program, expected, await peer.ask(program)) >= 0;
}

async function report(peer, {program}, number) {
  const short = await shrink(program, (candidate) => differs(peer, candidate));
  const expected = logOf(short);
  const actual = await peer.ask(short);
  console.log(`\nprogram ${number} differs; --seed ${seed}`);
  console.log(JSON.stringify({setup: short.setup, steps: short.steps}));
  const at = firstDifference(short, expected, actual);
  for (const step of short.setup) console.log(`    ${JSON.stringify(step)}`);
  short.steps.forEach((step, i) => {
    if (i > at) return;
    console.log(`  > ${JSON.stringify(step)}`);
    if (i < at) expected[i].forEach((line) => console.log(`        ${line}`));
  });
  console.log(`    racer: ${expected[at].join('\n           ')}`);
  console.log(`    here:  ${(actual[at] || ['nothing']).join('\n           ')}`);
}

async function main() {
  const peer = new Peer(positionals[0]);
  let failed = 0;
  let lines = 0;
  for (let done = 0; done < total;) {
    const batch = [];
    for (; batch.length < BATCH && done < total; done++) batch.push({number: done, ...generate(done)});
    const answers = await Promise.all(batch.map(({program}) => peer.ask(program)));
    for (const [i, one] of batch.entries()) {
      lines += one.log.flat().length;
      if (firstDifference(one.program, one.log, answers[i]) < 0) continue;
      if (failed++ < (values.all ? 20 : 1)) await report(peer, one, one.number);
      if (!values.all) process.exit(1);
    }
  }
  await peer.end();
  console.log(`seed ${seed}: ${total - failed} of ${total} programs equal, ${lines} lines of log`);
  process.exit(failed ? 1 : 0);
}

main().catch((error) => {
  console.error(`seed ${seed}`);
  console.error(error);
  process.exit(1);
});
