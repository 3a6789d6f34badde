// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// What the interop tests share: servers as child processes, npm clients that reconnect, a proxy that cuts wires.
const {spawn} = require('node:child_process');
const {once} = require('node:events');
const net = require('node:net');
const path = require('node:path');
const readline = require('node:readline');
const WebSocket = require('ws');

const CLIENT_PACKAGES = ['sharedb5', 'sharedb6', 'sharedb'];

// Starts a server that prints "listening on HOST:PORT" and resolves to {port, url, process, stop(signal)}.
async function startServer(command, args) {
  const child = spawn(command, args, {stdio: ['pipe', 'pipe', 'inherit']});
  const exited = once(child, 'exit');
  const lines = readline.createInterface({input: child.stdout});
  const port = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code} before it listened`)));
    lines.on('line', (line) => {
      const match = /^listening on .*:(\d+)/.exec(line);
      if (match) resolve(Number(match[1]));
    });
  });
  return {
    port,
    url: `ws://127.0.0.1:${port}/`,
    process: child,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const [code, by] = await exited;
      return {code, signal: by};
    }
  };
}

// A server of the kind under test: with a program, that racer-server on a memory database; without, Node's ShareDB.
// "flags" are those that both take.
function startTestServer(program, flags = []) {
  return program
    ? startServer(program, ['--listen', '127.0.0.1:0', '--db', 'memory', ...flags])
    : startServer(process.execPath, [path.join(__dirname, 'sharedb-server.js'), ...flags]);
}

// A TCP proxy in front of a server. cut() drops every connection; while "deaf" is true nothing that the server says
// gets through; while "refusing" is true new connections are dropped at once.
async function startProxy(port) {
  const pairs = new Set();
  const proxy = {deaf: false, refusing: false};
  const server = net.createServer((client) => {
    if (proxy.refusing) return client.destroy();
    const upstream = net.connect(port, '127.0.0.1');
    const pair = [client, upstream];
    const end = () => {
      pairs.delete(pair);
      pair.forEach((socket) => socket.destroy());
    };
    pairs.add(pair);
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => proxy.deaf || client.write(data));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy.url = `ws://127.0.0.1:${server.address().port}/`;
  proxy.cut = () => pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
  proxy.close = () => {
    proxy.cut();
    server.close();
  };
  return proxy;
}

// A connection of the npm client "name" that binds itself to a new socket whenever it lost the old one.
function connect(name, url) {
  const {Connection} = require(`${name}/lib/client`);
  let finished = false;
  const open = () => {
    const socket = new WebSocket(url);
    socket.on('error', () => {});
    return socket;
  };
  const connection = new Connection(open());
  connection.on('error', () => {});
  connection.on('disconnected', () => {
    if (!finished) setTimeout(() => finished || connection.bindToSocket(open()), 10);
  });
  connection.finish = () => {
    finished = true;
    connection.close();
  };
  return connection;
}

// call(doc, 'submitOp', op): the method with a callback appended, as a promise.
function call(object, method, ...args) {
  return new Promise((resolve, reject) => {
    object[method](...args, (error, result) => error ? reject(error) : resolve(result));
  });
}

// A subscribed query, once its first results are there.
function subscribeQuery(connection, collection, query, options = {}) {
  return new Promise((resolve, reject) => {
    const subscription = connection.createSubscribeQuery(collection, query, options,
      (error) => error ? reject(error) : resolve(subscription));
  });
}

function fetchQuery(connection, collection, query) {
  return new Promise((resolve, reject) => {
    connection.createFetchQuery(collection, query, {},
      (error, results, extra) => error ? reject(error) : resolve({results, extra}));
  });
}

// Waits until condition() is true, without looking at the clock for anything but giving up.
async function eventually(condition, what = condition.toString()) {
  const deadline = Date.now() + 15000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

// A small seeded generator (mulberry32), so that a failure can be run again.
function randomSource(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {next, below: (limit) => Math.floor(next() * limit)};
}

module.exports = {
  CLIENT_PACKAGES, call, connect, eventually, fetchQuery, randomSource, startProxy, startServer, startTestServer,
  subscribeQuery
};
