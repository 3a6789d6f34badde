// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
const fs = require('fs');
const folder = fs.mkdtempSync('/tmp/racer-');
const file = folder + '/a/b/text';
fs.mkdirSync(folder + '/a/b', {recursive: true});
fs.writeFileSync(file, 'häß');
fs.appendFileSync(file, '!');
console.log(fs.readFileSync(file, 'utf8'), fs.readFileSync(file, {encoding: 'utf-8'}).length);
const bytes = fs.readFileSync(file);
console.log(bytes instanceof ArrayBuffer, bytes.byteLength, String(bytes));
fs.writeFileSync(folder + '/bytes', new Uint8Array([0, 255, 1, 2]).subarray(1, 3));
console.log(new Uint8Array(fs.readFileSync(folder + '/bytes')));
fs.renameSync(folder + '/bytes', folder + '/renamed');
fs.copyFileSync(folder + '/renamed', folder + '/copy');
fs.unlinkSync(folder + '/renamed');
console.log(fs.readdirSync(folder), fs.existsSync(file), fs.existsSync(folder + '/bytes'));
const stats = fs.statSync(file);
console.log(stats.isFile(), stats.isDirectory(), stats.size, stats.mtime instanceof Date);
console.log(fs.statSync(folder + '/none', {throwIfNoEntry: false}));
fs.promises.writeFile(folder + '/c', 'promised')
    .then(() => fs.promises.readFile(folder + '/c', 'utf8'))
    .then(console.log)
    .then(() => fs.promises.rm(folder, {recursive: true}))
    .then(() => console.log(fs.existsSync(folder)));
fs.rmSync(folder + '/none', {force: true});
