// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// The npm clients of three releases against a server.
//   node clients.test.js [SERVER-PROGRAM]
// Without a program the server is Node's ShareDB itself: that run proves the cases true of the original.
const {after, before, describe, it} = require('node:test');
const {CLIENT_PACKAGES, connect, startProxy, startTestServer} = require('./harness');

const program = process.argv[2];
const cases = ['editing', 'queries', 'connections', 'convergence'].flatMap((name) => require(`./clients/${name}`));

for (const client of CLIENT_PACKAGES) {
  describe(`${client} against ${program || 'Node'}`, () => {
    let server;
    before(async () => {
      server = await startTestServer(program, ['--projection', 'names=people:name,age']);
    });
    after(() => server.stop());

    cases.forEach(([title, run], index) => it(title, {timeout: 60000}, async () => {
      const cleanUps = [];
      const env = {
        client,
        name: `case${index}`,
        open(url = server.url) {
          const connection = connect(client, url);
          cleanUps.push(() => connection.finish());
          return connection;
        },
        async proxy() {
          const proxy = await startProxy(server.port);
          cleanUps.push(() => proxy.close());
          return proxy;
        },
        async start(flags) {
          const other = await startTestServer(program, flags);
          cleanUps.push(() => other.stop());
          return other;
        }
      };
      try {
        await run(env);
      } finally {
        for (const cleanUp of cleanUps) await cleanUp();
      }
    }));
  });
}
