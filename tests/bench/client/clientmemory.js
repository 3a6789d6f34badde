// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// Resident memory of COUNT documents in the npm client, each loaded from a snapshot.
//   node --expose-gc clientmemory.js COUNT, with NODE_PATH where sharedb is
const {Connection} = require('sharedb/lib/client');

const count = Number(process.argv[2]);
const socket = {readyState: 3, close() {}, send() {}};
const connection = new Connection(socket);
global.gc();
const before = process.memoryUsage().rss;
for (let i = 0; i < count; i++) {
  const snapshot = JSON.parse(`{"v":1,"data":{"name":"Place ${i}","country":"DE","type":"City","population":${i}}}`);
  connection.get('places', `place-${i}`).ingestSnapshot(snapshot);
}
global.gc();
console.log(process.memoryUsage().rss - before);
