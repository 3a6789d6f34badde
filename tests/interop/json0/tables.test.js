// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

// The tables that tst_json0 and tst_text0 test by, held against ot-json0 itself.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const test = require('node:test');
const {json0, expected} = require('./cases');
const {clone} = require('./generator');

const tables = name => JSON.parse(fs.readFileSync(`${__dirname}/../../auto/ot/data/${name}.json`, 'utf8'));

for (const row of [...tables('json0'), ...tables('text0')]) {
  test(row.name, () => {
    const result = expected(row);
    assert.deepEqual(typeof result === 'object' ? result : {text: result},
      'error' in row ? {error: row.error} : {text: JSON.stringify(row.result)});
  });
}

function site(document, first, second) {
  try {
    return {result: json0.apply(json0.apply(clone(document), clone(first)), clone(second))};
  } catch (error) {
    return {error: error.message};
  }
}

for (const {document, a, b, ...wanted} of tables('json0-diverging')) {
  test(`${JSON.stringify(a)} against ${JSON.stringify(b)}`, () => {
    if (wanted.transformError) {
      assert.throws(() => json0.transformX(clone(a), clone(b)), {message: wanted.transformError});
      return;
    }
    const [aAfterB, bAfterA] = json0.transformX(clone(a), clone(b));
    assert.deepEqual({aThenB: site(document, a, bAfterA), bThenA: site(document, b, aAfterB)}, wanted);
  });
}
