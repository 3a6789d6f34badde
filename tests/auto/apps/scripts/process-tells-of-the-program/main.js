// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
console.log(process.argv.slice(2), Array.isArray(process.argv), process.argv[1] === __filename);
console.log(process.env.RACER_TEST, process.platform, process.pid > 0, typeof process.cwd());
const since = process.hrtime();
console.log(process.hrtime(since)[0], performance.now() >= 0, process.uptime() >= 0);
process.stdout.write('no end of line');
process.stdout.write('\n');
process.stderr.write('to stderr\n');
