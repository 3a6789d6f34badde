// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// node conformance.test.js CASES: the cases that the tests in C++ and JavaScript share, on the npm package racer. Where
// a case names what racer does instead, that is what has to come out.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const {describe, it} = require('node:test');
const programs = require('../../support/programs');
const {host} = require('./fixed-racer');

console.error = () => {}; // what sharedb says about the operations that are meant to fail

for (const {section, cases} of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {
  describe(section, () => {
    for (const {name, log, racer, script, ...program} of cases) {
      it(name, {skip: racer && racer.skip, timeout: 10000}, async () => {
        const lines = await new Promise((resolve) => programs.run(program, host(), resolve));
        assert.deepEqual(lines.flat(), racer ? racer.log : log);
      });
    }
  });
}
