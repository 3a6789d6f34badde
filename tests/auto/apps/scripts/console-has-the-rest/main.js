// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
console.error('to', 'stderr');
console.warn({a: 1});
console.table([{a: 1, b: 'x'}, {a: 2}]);
console.group('outer');
console.log('inner\nlines');
console.groupEnd();
console.count();
console.count();
console.assert(true, 'never');
console.assert(1 === 2, 'is %d', 5);
console.time('t');
console.timeEnd('none');
console.dir({a: {b: {c: {d: {}}}}}, {depth: 0});
const error = new TypeError('with more');
error.code = 'CODE';
console.log(require('util').inspect(error).split('\n')[0]);
console.log(require('util').format('%s', 'formatted'));
