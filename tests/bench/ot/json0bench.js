// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

// node json0bench.js run INPUTS: times ot-json0 on what bench_json0 wrote, prints nanoseconds of CPU per call.
// node json0bench.js convert TRACE.json.gz: prints an editing trace as json0 ops on {"text": ...}.
// NODE_PATH is where ot-json0 is.

const fs = require('node:fs');
const zlib = require('node:zlib');
const {type: json0} = require('ot-json0');

const WARM_UP_NS = 300e6;
const ROUND_NS = 200e6;
const ROUNDS = 5;

// Processor time, so that whatever else runs on the machine does not count.
const now = () => {
  const {user, system} = process.cpuUsage();
  return (user + system) * 1000;
};

function timePerCall(pairs, call) {
  const round = duration => {
    const start = now();
    let calls = 0;
    let elapsed = 0;
    do {
      for (const pair of pairs) call(pair);
      calls += pairs.length;
      elapsed = now() - start;
    } while (elapsed < duration);
    return elapsed / calls;
  };
  round(WARM_UP_NS);
  return Math.min(...Array.from({length: ROUNDS}, () => round(ROUND_NS)));
}

function run(file) {
  const {kinds, trace} = JSON.parse(fs.readFileSync(file, 'utf8'));
  const result = {kinds: {}};
  for (const [kind, pairs] of Object.entries(kinds)) {
    result.kinds[kind] = {
      transform: timePerCall(pairs, ([op, other]) => json0.transform(op, other, 'left')),
      compose: timePerCall(pairs, ([op, other]) => json0.compose(op, other)),
    };
  }
  if (trace) {
    const start = now();
    let document = {text: ''};
    for (const op of trace.ops) document = json0.apply(document, op);
    result.trace = (now() - start) / trace.ops.length;
    if (document.text !== trace.end) throw new Error('the trace ends differently');
  }
  console.log(JSON.stringify(result));
}

function convert(file) {
  const {startContent, endContent, txns} = JSON.parse(zlib.gunzipSync(fs.readFileSync(file)));
  if (startContent !== '') throw new Error('the trace does not begin with an empty text');
  const ops = [];
  let text = '';
  for (const {patches} of txns) {
    for (const [at, deleted, inserted] of patches) {
      const op = [];
      if (deleted) op.push({p: ['text', at], sd: text.slice(at, at + deleted)});
      if (inserted) op.push({p: ['text', at], si: inserted});
      text = text.slice(0, at) + inserted + text.slice(at + deleted);
      ops.push(op);
    }
  }
  process.stdout.write(JSON.stringify({ops, end: endContent}));
}

const [mode, ...args] = process.argv.slice(2);
({run, convert})[mode](...args);
