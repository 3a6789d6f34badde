// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
const {spawn} = require('node:child_process');
const readline = require('node:readline');

// racer-model as a child process: a program in, its log out.
class Peer {
  constructor(command) {
    this.waiting = [];
    this.child = spawn(command, [], {stdio: ['pipe', 'pipe', 'inherit']});
    this.ended = new Promise((resolve) => {
      this.child.on('error', (error) => this.stop(`cannot run ${command}: ${error.message}`, resolve));
      this.child.on('close', (code, signal) => this.stop(`${command} ended with ${signal || code}`, resolve));
    });
    readline.createInterface({input: this.child.stdout, crlfDelay: Infinity}).on('line', (line) => {
      this.waiting.shift().resolve(JSON.parse(line));
    });
  }

  stop(why, resolve) {
    for (const {reject, program} of this.waiting.splice(0, 1)) reject(new Error(`${why}\n${program}`));
    resolve();
  }

  ask(program) {
    return new Promise((resolve, reject) => {
      const line = JSON.stringify(program);
      this.waiting.push({resolve, reject, program: line});
      this.child.stdin.write(line + '\n');
    });
  }

  end() {
    this.child.stdin.end();
    return this.ended;
  }
}

module.exports = {Peer};
