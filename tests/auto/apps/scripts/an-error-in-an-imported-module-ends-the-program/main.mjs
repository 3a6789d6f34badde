import {x} from './other.mjs';
console.log(x);
