// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

// node differential.test.js RACER_JSON0 [--cases N] [--seed S]
// Feeds random calls to racer-json0 and compares its answers, as JSON text, with those of the npm package ot-json0.
// Which of two errors is reported is left open. Prints the first call that differs.

const {spawn} = require('node:child_process');
const readline = require('node:readline');
const {parseArgs} = require('node:util');
const {Generator, randomCall, expected} = require('./cases');

const BATCH = 2000;

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {cases: {type: 'string', default: '200000'}, seed: {type: 'string'}},
});
const seed = Number(values.seed ?? Date.now() % 1000000007);
const total = Number(values.cases);
const counts = {};

function difference(call, wanted, answer) {
  if (typeof wanted === 'object') return answer.error === undefined ? 'ot-json0 throws' : null;
  if (answer.error !== undefined) return 'racer-json0 throws';
  return wanted === JSON.stringify(answer.result) ? null : 'results differ';
}

function fail(call, wanted, answer, why) {
  console.error(`${why}; seed ${seed}, case ${call.id}\n  call     ${JSON.stringify(call)}`);
  console.error(`  ot-json0 ${JSON.stringify(wanted)}\n  racer    ${JSON.stringify(answer)}`);
  process.exit(1);
}

async function main() {
  const racer = spawn(positionals[0], [], {stdio: ['pipe', 'pipe', 'inherit']});
  racer.on('error', error => {
    console.error(`cannot run ${positionals[0]}: ${error.message}`);
    process.exit(1);
  });
  const ended = new Promise(resolve => racer.on('close', resolve));
  const answers = readline.createInterface({input: racer.stdout, crlfDelay: Infinity})[Symbol.asyncIterator]();
  const generator = new Generator(seed);
  let throwing = 0;
  for (let done = 0; done < total;) {
    const calls = [];
    for (; calls.length < BATCH && done < total; done++) calls.push({id: done, ...randomCall(generator)});
    racer.stdin.write(calls.map(call => JSON.stringify(call) + '\n').join('')); // both work on the batch at once
    const wanted = calls.map(expected);
    for (const [i, call] of calls.entries()) {
      const line = await answers.next();
      if (line.done) fail(call, wanted[i], undefined, `racer-json0 ended with ${await ended}`);
      const answer = JSON.parse(line.value);
      const why = answer.id === call.id ? difference(call, wanted[i], answer) : 'answers out of order';
      if (why) fail(call, wanted[i], answer, why);
      counts[call.fn] = (counts[call.fn] || 0) + 1;
      throwing += typeof wanted[i] === 'object';
    }
  }
  racer.stdin.end();
  const status = await ended;
  console.log(`seed ${seed}: ${total} cases equal, ${throwing} of them errors on both sides`);
  console.log(JSON.stringify(counts));
  if (status !== 0) throw new Error(`racer-json0 ended with status ${status}`);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
