// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// usage: node mingo.test.js QUERY-EVAL CASES.json [--cases N] [--seed N], in the folder of the npm packages
// Runs the table of queries and random ones through mingo and through query-eval, and compares the ids. Random
// documents and queries stay clear of what mingo is known to do in another way than MongoDB.

'use strict';
const {spawn} = require('child_process');
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const {Query} = require('module').createRequire(path.join(process.cwd(), 'package.json'))('mingo');

const [evaluator, table, ...options] = process.argv.slice(2);
const option = (name, value) => (options.includes(name) ? Number(options[options.indexOf(name) + 1]) : value);
const seed = option('--seed', 20261121);
const randomCases = option('--cases', 3000);

let state = seed >>> 0;
function random(below) { // mulberry32
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) % below;
}
const pick = list => list[random(list.length)];
const some = (make, most) => Array.from({length: 1 + random(most)}, make);

const number = () => pick([0, 1, 2, 3, -1, 0.5, 2.5, 1e21, 9007199254740991]);
const text = () => pick(['', 'a', 'b', 'ab', 'Ab', 'z', "it's", 'x y', 'ä']);

// n, s, b: scalars or null or missing; i: always a whole number; t: always a list of texts; o: an object;
// l: always a list of objects with k and m
function randomDocument() {
  const data = {i: random(6), t: Array.from({length: random(4)}, text)};
  const maybe = (name, make) => { if (random(5)) data[name] = random(6) ? make() : null; };
  maybe('n', number);
  maybe('s', text);
  maybe('b', () => random(2) === 0);
  if (random(4)) data.o = {k: number(), m: text(), deep: {k: random(3)}};
  data.l = Array.from({length: random(3)}, () => ({k: random(4), m: text()}));
  return data;
}

function comparison(make) {
  return {[pick(['$gt', '$gte', '$lt', '$lte', '$eq', '$ne'])]: make()};
}
function scalarCondition(make) {
  switch (random(8)) {
    case 0: return make();
    case 1: return {$in: some(() => (random(8) ? make() : null), 3)};
    case 2: return {$nin: some(() => (random(8) ? make() : null), 3)};
    case 3: return {$exists: random(2) === 0};
    case 4: return {$not: comparison(make)};
    case 5: return null;
    case 6: return {$ne: null};
    default: return Object.assign({}, comparison(make), random(2) ? comparison(make) : {});
  }
}
// Without null and $exists, which mingo answers in its own way through lists.
function pathCondition(make) {
  switch (random(4)) {
    case 0: return make();
    case 1: return {$in: some(make, 3)};
    case 2: return {$nin: some(make, 3)};
    default: return comparison(make);
  }
}
function textCondition() {
  return random(4) ? scalarCondition(text) : {$regex: pick(['^a', 'b$', '.', 'A', '[xz]']), $options: pick(['', 'i'])};
}
function listCondition() {
  switch (random(5)) {
    case 0: return text();
    case 1: return {$all: some(text, 2)};
    case 2: return {$size: random(4)};
    case 3: return {$elemMatch: {$gt: text(), $lt: text()}};
    default: return pathCondition(text);
  }
}
const fields = {
  n: () => scalarCondition(number),
  s: textCondition,
  b: () => scalarCondition(() => random(2) === 0),
  i: () => (random(4) ? scalarCondition(() => random(6)) : {$mod: [1 + random(3), random(2)]}),
  t: listCondition,
  'o.k': () => scalarCondition(number),
  'o.m': textCondition,
  'o.deep.k': () => scalarCondition(() => random(3)),
  'l.k': () => pathCondition(() => random(4)),
  'l.m': () => pathCondition(text),
  l: () => (random(2) ? {$size: random(3)} : {$elemMatch: {k: pathCondition(() => random(4)), m: pathCondition(text)}}),
  _id: () => (random(2) ? {$in: some(() => 'd' + random(30), 6)} : comparison(() => 'd' + random(30))),
};
function randomConditions(depth) {
  const query = {};
  for (let i = random(3); i >= 0; --i) {
    const name = pick(Object.keys(fields));
    query[name] = fields[name]();
  }
  if (depth && random(3) === 0) query[pick(['$and', '$or', '$nor'])] = some(() => randomConditions(depth - 1), 3);
  return query;
}
function randomQuery() {
  const query = randomConditions(2);
  if (random(3) === 0) {
    query.$sort = {i: pick([1, -1]), _id: pick([1, -1])};
    if (random(2)) query.$limit = 1 + random(10);
    if (random(2)) query.$skip = random(5);
  }
  return query;
}

function byMingo(docs, query) {
  const {$sort, $orderby, $skip, $limit, $count, $comment, ...conditions} = query;
  let cursor = new Query(conditions).find(Object.entries(docs).map(([_id, data]) => ({_id, ...data})));
  const order = $sort || $orderby;
  if (order) cursor = cursor.sort(order);
  if ($skip) cursor = cursor.skip($skip);
  if ($limit) cursor = cursor.limit($limit);
  const ids = cursor.all().map(one => one._id);
  if ($count) return {ids: [], extra: ids.length};
  return {ids: order ? ids : ids.sort(), extra: undefined};
}

const lots = [];
for (const group of JSON.parse(fs.readFileSync(table))) {
  const cases = group.cases.filter(({mingo, error, query}) =>
    mingo !== false && !error && !('$limit' in query && !query.$sort));
  const names = cases.map(one => group.group + ': ' + one.name);
  lots.push({docs: group.docs, queries: cases.map(one => one.query), names});
}
for (let made = 0; made < randomCases; made += 100) {
  const docs = {};
  for (let i = 0; i < 30; ++i) docs['d' + i] = randomDocument();
  const queries = Array.from({length: Math.min(100, randomCases - made)}, randomQuery);
  lots.push({docs, queries, names: queries.map(() => 'random')});
}

async function run() {
  const child = spawn(evaluator, {stdio: ['pipe', 'pipe', 'inherit']});
  const lines = readline.createInterface({input: child.stdout})[Symbol.asyncIterator]();
  let compared = 0;
  let different = 0;
  for (const {docs, queries, names} of lots) {
    child.stdin.write(JSON.stringify({docs, queries}) + '\n');
    const {value, done} = await lines.next();
    if (done) throw new Error('query-eval has ended');
    const answers = JSON.parse(value);
    queries.forEach((query, i) => {
      const expected = JSON.stringify(byMingo(docs, query));
      for (const engine of ['memory', 'sqlite']) {
        const {ids, extra, error} = answers[i][engine];
        const sorted = ids && (query.$sort || query.$orderby ? ids : ids.slice().sort());
        const found = error ? 'error: ' + error : JSON.stringify({ids: sorted, extra});
        ++compared;
        if (found === expected) continue;
        if (++different <= 10)
          console.error(`${names[i]}, ${engine}: ${JSON.stringify(query)}\n  found ${found}\n  mingo ${expected}`);
      }
    });
  }
  child.stdin.end();
  console.log(`${compared} results compared with mingo (seed ${seed}), ${different} different`);
  process.exitCode = different ? 1 : 0;
}

run().catch(error => { console.error(error); process.exitCode = 1; });
