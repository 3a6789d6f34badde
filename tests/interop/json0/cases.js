// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

// One random call of json0 or text0, and what ot-json0 says to it.

const {createRequire} = require('node:module');
const {Generator, clone} = require('./generator');

const fromNodeFolder = createRequire(`${__dirname}/../node/package.json`);
const json0 = fromNodeFolder('ot-json0').type;
const text0 = fromNodeFolder('ot-json0/lib/text0');

function json0Call(generator) {
  const r = generator.random;
  const sloppiness = r.chance(0.5) ? 0.4 : 0;
  const document = generator.document();
  const op = size => generator.op(document, json0, size, sloppiness);
  switch (r.below(8)) {
    case 0: return {fn: 'apply', args: [document, op(3)]};
    case 1: {
      const first = op(3);
      let after = clone(document);
      try {
        after = clone(json0.apply(after, clone(first))) ?? null;
      } catch (error) { // a sloppy op: compose it all the same
      }
      return {fn: 'compose', args: [first, generator.op(after, json0, 3, sloppiness)]};
    }
    case 2: return {fn: 'invert', args: [op(3)]};
    case 3: return {fn: 'normalize', args: [op(4)]};
    case 4:
    case 5: return {fn: 'transform', args: [op(1), op(1), r.pick(['left', 'right'])]};
    default: return {fn: 'transform', args: [op(4), op(4), r.pick(['left', 'right'])]};
  }
}

function text0Call(generator) {
  const r = generator.random;
  const sloppiness = r.chance(0.5) ? 0.15 : 0;
  const text = Array.from({length: r.below(6)}, () => r.pick(['a', 'b', 'xyz', '\ud83d\ude00'])).join('');
  const op = () => generator.textOp(text, 3, sloppiness);
  switch (r.below(6)) {
    case 0: return {fn: 'text0.apply', args: [text, op()]};
    case 1: return {fn: 'text0.compose', args: [op(), op()]};
    case 2: return {fn: 'text0.invert', args: [op()]};
    case 3: {
      const sound = generator.textOp(text, 3, 0);
      return {fn: 'text0.transformCursor', args: [r.below(12), sound, r.pick(['left', 'right'])]};
    }
    default: return {fn: 'text0.transform', args: [op(), op(), r.pick(['left', 'right'])]};
  }
}

function randomCall(generator) {
  return generator.random.chance(0.15) ? text0Call(generator) : json0Call(generator);
}

// The JSON text of the result, undefined, or {error}.
function expected(call) {
  const [type, name] = call.fn.startsWith('text0.') ? [text0, call.fn.slice(6)] : [json0, call.fn];
  try {
    return JSON.stringify(type[name](...clone(call.args)));
  } catch (error) {
    return {error: error.message};
  }
}

module.exports = {Generator, json0, randomCall, expected};
