// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
console.log([1, 2, 3].at(-1), 'abc'.at(0), [1, 2].at(5), [1, 2, 3, 4].findLast((n) => n % 2));
console.log([1, [2, [3, [4]]], , 5].flat(), [[1, [2, [3]]]].flat(Infinity), [1, 2].flatMap((n) => [n, [n]]));
console.log(['  a '.trimStart(), ' a  '.trimEnd()], 'a.b.c'.replaceAll('.', '-'), 'aXbx'.replaceAll(/x/gi, (x) => '<' + x + '>'));
console.log('$a a'.replaceAll('$a', 'b'), Array.from('a1b22'.matchAll(/([a-z])(\d+)/g)).map((match) => match.slice(1)));
console.log(Object.fromEntries([['a', 1], ['b', 2]]), Object.fromEntries(new Map([['c', 3]])), Object.hasOwn({a: 1}, 'a'));
for (const key in [])
    console.log('not enumerable', key);
