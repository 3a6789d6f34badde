// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

// node remote.test.js RACER_MODEL [--programs N] [--seed S] [--steps N] [--all]
// As differential.test.js, with two models of one server: racer's on its ShareDB backend in memory, ours on ours. What
// each of the two models tells is compared from one settled moment to the next, in its own order: which of the models
// hears first is left open.

const {parseArgs} = require('node:util');
const {Random} = require('../json0/generator');
const programs = require('../../support/programs');
const {host} = require('./fixed-racer');
const {Peer} = require('./peer');
const {RemotePrograms} = require('./remotegenerator');
const {shrink} = require('./shrink');

const SETTLE = ['settle'];
const EDIT = /^(O\.)?(set|setEach|setDiffDeep|setArrayDiff|setArrayDiffDeep|del|increment|push|unshift|insert|remove|pop|shift|move|stringInsert|stringRemove)$/;
// Edits of a document that both have subscribed may be on their way together. Who hears first of what is loaded or
// created meanwhile, or changes a query's results, is left to chance, and how many changes of those come at once.
function isFree(step, before) {
  if (!EDIT.test(step[0]) || step[1].endsWith('.v')) return false;
  const path = step[1].split('.').slice(0, 2).join('.');
  const holds = (prefix) => before.reduce((count, [method, place]) => place !== path ? count
    : count + (method === `${prefix}subscribe`) - (method === `${prefix}unsubscribe`), 0);
  return holds('') > 0 && holds('O.') > 0;
}

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    programs: {type: 'string', default: process.env.RACER_FUZZ_PROGRAMS || '400'},
    seed: {type: 'string', default: process.env.RACER_SEED},
    steps: {type: 'string', default: '14'},
    all: {type: 'boolean', default: false}
  }
});
const seed = Number(values.seed ?? Date.now() % 1000000007);
const total = Number(values.programs);

console.error = () => {}; // what sharedb says about operations that fail

// Runs on racer, step by step; "next" names each step, or says that this is all.
function runOnRacer(next) {
  const program = {models: ['M', 'O'], server: {}, setup: [], steps: []};
  const where = host({fixed: true});
  const run = new programs.Run(program, where);
  run.logging = true;
  const log = [];
  return new Promise((resolve) => {
    const one = () => {
      const step = next(run, program.steps.length);
      if (!step) return where.close(run.models, () => resolve({program, log}));
      program.steps.push(step);
      run.run([step], ([lines]) => {
        log.push(lines);
        one();
      });
    };
    one();
  });
}

function generate(number) {
  const random = new Random(seed * 7919 + number);
  const generator = new RemotePrograms(random);
  const steps = Number(values.steps);
  let made = 0;
  let last = SETTLE;
  let waiting = null;
  const before = [];
  return runOnRacer((run) => {
    if (last !== SETTLE && (waiting || made >= steps || !isFree(last, before) || random.chance(0.7))) {
      last = SETTLE;
      return last;
    }
    if (made < steps || waiting) {
      const step = waiting || JSON.parse(JSON.stringify(generator.step({M: run.models.M.get(), O: run.models.O.get()})));
      waiting = last !== SETTLE && !isFree(step, before) ? step : null;
      if (!waiting) before.push(step);
      made += !waiting;
      last = waiting ? SETTLE : step;
      return last;
    }
    return ends[made++ - steps];
  });
}

const ends = [['data', 'c'], ['O.data', 'c'], ['data', '_r'], ['O.data', '_r'], ['data', '_p'], ['O.data', '_p']];

async function logOf(program) {
  return (await runOnRacer((_, i) => program.steps[i])).log;
}

// Whether the shorter program still writes only what both sides take the same way: see remotegenerator.js.
async function isInside(program) {
  let inside = true;
  await runOnRacer((run, i) => {
    const step = program.steps[i];
    const parts = step && /^(?:(O)\.)?(.*)$/.exec(step[0]);
    if (!parts || !EDIT.test(step[0])) return step;
    const value = run.models[parts[1] || 'M'].get(step[1]);
    const parent = run.models[parts[1] || 'M'].get(step[1].replace(/\.[^.]*$/, ''));
    if (/^(insert|remove|move|pop|shift|push|unshift)$/.test(parts[2])) inside = inside && Array.isArray(value);
    if (parts[2] === 'insert') inside = inside && step[2] <= value.length;
    if (/^(remove|move)$/.test(parts[2])) inside = inside && step[2] < value.length && !(step[3] >= value.length);
    if (parts[2] === 'increment') inside = inside && typeof value === 'number';
    if (/^string/.test(parts[2])) inside = inside && typeof value === 'string' && step[2] <= value.length;
    if (parts[2] === 'set') inside = inside && parent !== null && typeof parent === 'object';
    return inside ? step : null;
  });
  return inside;
}

// The lines of each model between two settled moments. Whether a query's result changes before the document that a
// model has subscribed, too, or after it is left open: Node's server does both.
function told(program, log) {
  const result = [];
  const none = () => ({M: [], O: [], queriesOfM: [], queriesOfO: []});
  let current = none();
  program.steps.forEach((step, i) => {
    for (const line of log[i] || []) {
      current[(line.includes('"$query":true') ? 'queriesOf' : '') + (line.startsWith('O: ') ? 'O' : 'M')].push(line);
    }
    if (step[0] === 'settle' || i === program.steps.length - 1) {
      result.push({at: i, lines: Object.values(current).flat()});
      current = none();
    }
  });
  return result;
}

function firstDifference(program, expected, actual) {
  const [ours, theirs] = [told(program, actual), told(program, expected)];
  const i = theirs.findIndex(({lines}, at) => lines.join('\n') !== ours[at].lines.join('\n'));
  return i < 0 ? null : {at: theirs[i].at, racer: theirs[i].lines, here: ours[i].lines};
}

function settledSteps(steps) {
  return steps.flatMap((step, i) => {
    const next = steps[i + 1];
    const isSettled = step[0] === 'settle' || next && (next[0] === 'settle' || isFree(step, steps.slice(0, i)) && isFree(next, steps.slice(0, i)));
    return isSettled ? [step] : [step, SETTLE];
  });
}

async function report(peer, program, number) {
  const short = await shrink(program, async (candidate) => {
    candidate.steps = settledSteps(candidate.steps);
    return await isInside(candidate) && firstDifference(candidate, await logOf(candidate), await peer.ask(candidate)) !== null;
  }, {steps: true});
  const difference = firstDifference(short, await logOf(short), await peer.ask(short));
  console.log(`\nprogram ${number} differs; --seed ${seed}`);
  if (!difference) return console.log(`  not every time: ${JSON.stringify(program)}`);
  short.steps.slice(0, difference.at + 1).forEach((step) => console.log(`  > ${JSON.stringify(step)}`));
  console.log(`    racer: ${difference.racer.join('\n           ')}`);
  console.log(`    here:  ${difference.here.join('\n           ')}`);
}

async function main() {
  const peer = new Peer(positionals[0]);
  let failed = 0;
  let lines = 0;
  for (let number = 0; number < total; number++) {
    const {program, log} = await generate(number);
    lines += log.flat().length;
    if (!firstDifference(program, log, await peer.ask(program))) continue;
    if (failed++ < (values.all ? 20 : 1)) await report(peer, program, number);
    if (!values.all) break;
  }
  await peer.end();
  console.log(`seed ${seed}: ${total - failed} of ${total} programs equal, ${lines} lines of log`);
  process.exit(failed ? 1 : 0);
}

main().catch((error) => {
  console.log(`seed ${seed}`);
  console.log(error);
  process.exit(1);
});
