// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// todos.js on Node with the npm package racer and by "racer run", unchanged: both print the same.
const assert = require('node:assert/strict');
const {spawnSync} = require('node:child_process');
const path = require('node:path');

const script = path.join(__dirname, 'todos.js');
const env = {...process.env, NODE_PATH: path.resolve('node_modules')};

function outputOf(command, args) {
  const result = spawnSync(command, args, {encoding: 'utf8', env, timeout: 120000});
  assert.equal(result.error, undefined);
  assert.equal(result.status, 0, `${command} ended with ${result.signal || result.status}\n${result.stdout}${result.stderr}`);
  return result.stdout.trim().split('\n');
}

const there = outputOf(process.execPath, [script]);
assert.ok(there.includes('closed'), there.join('\n'));
assert.deepEqual(outputOf(process.argv[2], ['run', script]), there);
console.log(`${there.length} lines, the same in both`);
