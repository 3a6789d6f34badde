// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// Replays a session with the npm package sharedb: clients on a backend in memory, both in this process.
//   textreplay.js FILE: {start, agents, steps: [[agent, known, [[position, removed, inserted], …]], …]}
// Prints {nanoseconds: of CPU, text, converged}.
'use strict';

const fs = require('node:fs');
const Backend = require('sharedb');

const trace = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const turn = () => new Promise((resolve) => setImmediate(resolve));
const call = (object, method, ...args) => new Promise((resolve, reject) =>
  object[method](...args, (error) => error ? reject(error) : resolve()));

function submit(doc, edits, apart) {
  for (const [position, removed, inserted] of edits) {
    const op = [];
    if (removed) op.push({p: ['text', position], sd: doc.data.text.slice(position, position + removed)});
    if (inserted) op.push({p: ['text', position], si: inserted});
    if (!op.length) continue;
    doc.preventCompose = apart;
    doc.submitOp(op);
    doc.preventCompose = false;
    apart = false;
  }
}

// One person: an edit a turn of the event loop.
async function replayAlone(doc) {
  for (const [, , edits] of trace.steps) {
    submit(doc, edits, false);
    await turn();
  }
  await call(doc, 'whenNothingPending');
}

// Two people. What one did is sent when the other is to know of it, and no more: each such part is one operation.
async function replayTogether(docs) {
  const people = docs.map((doc) => ({doc, done: 0, sent: 0, cuts: new Set(), parts: []}));
  for (const [agent, known] of trace.steps) people[1 - agent].cuts.add(known);
  const send = async (person, upTo) => {
    while (person.sent < upTo) {
      person.doc.resume();
      person.doc.pause(); // after the first of those that wait
      while (person.doc.inflightOp) await turn();
      person.sent = person.parts.shift();
    }
    while (docs.some((doc) => doc.version < person.doc.version)) await turn();
  };
  docs.forEach((doc) => doc.pause());
  for (const [agent, known, edits] of trace.steps) {
    const person = people[agent];
    await send(people[1 - agent], known);
    const begins = !person.parts.length || person.cuts.has(person.done);
    submit(person.doc, edits, begins);
    person.done++;
    if (begins) person.parts.push(person.done);
    else person.parts[person.parts.length - 1] = person.done;
  }
  for (const person of people) await send(person, person.done);
}

async function main() {
  const backend = new Backend();
  const docs = [];
  for (let i = 0; i < trace.agents; i++) {
    const doc = backend.connect().get('notes', 'n1');
    await call(doc, 'subscribe');
    if (i === 0) await call(doc, 'create', {text: trace.start});
    docs.push(doc);
  }
  while (docs.some((doc) => !doc.type)) await turn();
  const before = process.cpuUsage();
  if (trace.agents === 1) await replayAlone(docs[0]);
  else await replayTogether(docs);
  const used = process.cpuUsage(before);
  const text = docs[0].data.text;
  process.stdout.write(JSON.stringify({
    nanoseconds: (used.user + used.system) * 1000,
    text,
    converged: docs.every((doc) => doc.data.text === text)
  }) + '\n', () => process.exit(0));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
