#!/usr/bin/env -S racer run
// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
exports.early = 1;
const other = require('./other');
exports.late = 2;
console.log(other.seen, require('./other.js') === other, require('./data').z, require('./folder').name);
console.log(require('./module.mjs').x, require('fs') === require('node:fs'), require.main === module);
console.log(__filename.endsWith('/main.js'), __dirname === process.cwd());
try {
    require('./nothing');
} catch (error) {
    console.log(error.code, error.message.split(',')[0]);
}
try {
    require('nothing');
} catch (error) {
    console.log(error.code);
}
