// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// Resident memory of COUNT small documents in a model of the npm package racer: prints {local, remote} in bytes.
//   node --expose-gc modelmemory.js COUNT
'use strict';

const {createBackend, RootModel} = require('racer');

const count = Number(process.argv[2]);

function growth(fill) {
  global.gc();
  const before = process.memoryUsage().rss;
  const kept = fill();
  global.gc();
  return {bytes: process.memoryUsage().rss - before, kept};
}

const place = (i) => JSON.parse(`{"name":"Place ${i}","country":"DE","type":"City","population":${i}}`);

const remote = growth(() => {
  const model = createBackend().createModel();
  for (let i = 0; i < count; i++) {
    model.root.connection.get('places', `place-${i}`).ingestSnapshot({v: 1, data: place(i)});
  }
  return model;
});
const local = growth(() => {
  const model = new RootModel();
  for (let i = 0; i < count; i++) model.set(`_places.place-${i}`, place(i));
  return model;
});
if (Object.keys(remote.kept.get('places')).length !== count) throw new Error('documents are missing');
console.log(JSON.stringify({local: local.bytes, remote: remote.bytes}));
