// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
const out = [];
const vals = [
 Array.from({length: 120}, (_, i) => i), Array.from({length: 30}, (_, i) => 'k' + i), [1.5,-2,3e10,4,5,6,7,8],
 {a:{b:{c:{d:1}}}}, {a:{b:{c:{}}}}, [[1,[2,[3,[4]]]]], {a:[{b:1,c:[1,2,3]},{b:2}]},
 {name:'Ann', age:5, tags:['a','b'], address:{street:'Long street number 1', city:'Big City', zip:'12345', country:'XX'}},
 [{id:1,title:'First todo item',done:false},{id:2,title:'Second todo item',done:true},{id:3,title:'Third',done:false}],
 new Map([['k',{a:1}],[{x:1},2]]), new Set(['a',{b:1}]), [,'a',,], [undefined,null], Object.assign([1,2],{x:3}),
 {f(){}, g:()=>1, h:1, get x(){return 1}, set x(v){}, get y(){return 2}}, new Date(86400000), /a/gi, Symbol('s'), -0, NaN, [ -0 ],
 'str', ['it\'s', "a\"b'c", 'l\nm'], {'a-b':1, 5:2, valid_1:3}, new (class Foo{constructor(){this.a=1}}), Object.create(null), Object.create({}), 
 new Uint8Array([1,2,3]), Promise.resolve(5), new Promise(()=>{}), [true,false,null,undefined], new Number(3), new String('x'), {u:undefined},
 'x'.repeat(100), ['x'.repeat(100)], {a:'x'.repeat(60),b:1,c:2}, [[],[[]],{}], {e:{}}, [{}], new (class extends Map{}), new (class Q extends Array{})(3),
 [['aaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbb'],['ccccccccccccccccccccccccc','ddddddddddddddddd']], Array.from({length:20},(_, i)=>({i})),
 Array.from({length:12},(_, i)=>[i,i*i]), {s: Symbol.iterator, [Symbol('k')]: 1}, function named(){}, (function(){}), class B{}, class C extends Array{}, Object.assign(function fn(){}, {p:1}),
];
const c={n:1}; c.self=c; c.deep={c, list:[c]}; vals.push(c);
vals.forEach((v,i)=>console.log(i, v)); vals.forEach((v)=>console.log(v));
console.log('%s %s %s %s', 'a', 5, {a:{b:1}}, null, [1]); console.log('%d %i %f', '42', 4.7, '1.5x'); console.log('%O|%O', [1], {a:1}); console.log('%%', 5, '%'); console.log('100%', 'x'); console.log('%x', 1); console.log('%s'); console.log(); console.log('a', 'b', 1, {q:'r'}); console.log(null, undefined); console.log('%c styled', 'css'); console.log('%j', {a:[1]});
