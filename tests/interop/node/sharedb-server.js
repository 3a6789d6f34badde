// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// The real thing: a Node ShareDB server with a memory database that understands MongoDB queries, presence on.
//   node sharedb-server.js [--sharedb sharedb|sharedb6|sharedb5] [--port N] [--projection NAME=COLLECTION:FIELD,...]
//       [--do-not-commit-no-ops] [--rich-text] [--postgres URL]
// With --postgres documents live there (tables as sharedb-postgres makes them), and there are no queries.
// Prints "listening on HOST:PORT" when it is ready. Ends when its standard input ends, or by SIGTERM.
const http = require('node:http');
const {parseArgs} = require('node:util');
const WebSocket = require('ws');
const WebSocketJSONStream = require('@teamwork/websocket-json-stream');
const mingoMemory = require('sharedb-mingo-memory');

function createDatabase(ShareDB, options) {
  if (options.postgres) return new (require('sharedb-postgres'))({connectionString: options.postgres});
  const Database = mingoMemory.extendMemoryDB(ShareDB.MemoryDB);
  return new Database();
}

function createBackend(options) {
  const ShareDB = require(options.sharedb);
  if (options['rich-text']) ShareDB.types.register(require('rich-text').type);
  const backend = new ShareDB({
    db: createDatabase(ShareDB, options),
    presence: true,
    doNotForwardSendPresenceErrorsToClient: true,
    doNotCommitNoOps: options['do-not-commit-no-ops'],
    errorHandler: (error) => console.error('sharedb:', error.message)
  });
  for (const projection of options.projection) {
    const [, name, collection, fields] = /^([^=]+)=([^:]+):(.+)$/.exec(projection);
    backend.addProjection(name, collection, Object.fromEntries(fields.split(',').map((field) => [field, true])));
  }
  return backend;
}

function serve(options) {
  const backend = createBackend(options);
  const server = http.createServer();
  new WebSocket.Server({server}).on('connection', (socket, request) => {
    const stream = new WebSocketJSONStream(socket);
    // Without a listener a peer that vanishes while it is written to would end the process.
    stream.on('error', () => {});
    backend.listen(stream, request);
  });
  server.listen(Number(options.port), '127.0.0.1', () => {
    console.log(`listening on 127.0.0.1:${server.address().port}`);
  });
}

const {values} = parseArgs({
  options: {
    sharedb: {type: 'string', default: 'sharedb'},
    port: {type: 'string', default: '0'},
    projection: {type: 'string', multiple: true, default: []},
    'do-not-commit-no-ops': {type: 'boolean', default: false},
    'rich-text': {type: 'boolean', default: false},
    postgres: {type: 'string'}
  }
});
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
serve(values);
