// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

// Seeded random documents and json0 ops. Truthful ops name the values they delete as they are in the document; sloppy
// ones do not, and use what JavaScript coerces: indexes as strings, negative or past the end, blind inserts, extra
// keys.

class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  next() { // mulberry32
    this.state = (this.state + 0x6D2B79F5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(n) { return Math.floor(this.next() * n); }
  chance(p) { return this.next() < p; }
  pick(list) { return list[this.below(list.length)]; }
}

const KEYS = ['a', 'b', 'c', 'k', 'long key'];
const TEXTS = ['', 'x', 'ab', 'hello', '\ud83d\ude00', 'caf\u00e9', '\ude00', 'line\nbreak', '1'];
const clone = value => JSON.parse(JSON.stringify(value));

class Generator {
  // subtypes: whether strings are also edited by text0 as a subtype, which json0 does not transform against si and sd.
  constructor(seed, {subtypes = true} = {}) {
    this.random = new Random(seed);
    this.subtypes = subtypes;
  }

  scalar() {
    const r = this.random;
    switch (r.below(6)) {
      case 0: return null;
      case 1: return r.chance(0.5);
      case 2: return r.below(10) / 4 - 1;
      case 3: return r.below(100);
      default: return r.pick(TEXTS) + r.pick(TEXTS);
    }
  }

  value(depth) {
    const r = this.random;
    if (depth <= 0 || r.chance(0.35)) return this.scalar();
    if (r.chance(0.5)) return Array.from({length: r.below(5)}, () => this.value(depth - 1));
    const object = {};
    for (let n = r.below(4); n > 0; n--) object[r.pick(KEYS)] = this.value(depth - 1);
    return object;
  }

  document() {
    return this.random.chance(0.1) ? this.scalar() : this.value(3);
  }

  // A path to a value of the document, and that value.
  place(document) {
    const path = [];
    let value = document;
    while (value !== null && typeof value === 'object' && !this.random.chance(0.25)) {
      const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
      if (!keys.length) break;
      const key = this.random.pick(keys);
      path.push(key);
      value = value[key];
    }
    return {path, value};
  }

  textEdit(path, text) {
    const r = this.random;
    const at = r.below(text.length + 1);
    const removed = text.slice(at, at + 1 + r.below(3));
    const removes = removed !== '' && r.chance(0.45);
    const added = r.pick(TEXTS) || 'z';
    if (this.subtypes && r.chance(0.3)) {
      return {p: path, t: 'text0', o: [removes ? {p: at, d: removed} : {p: at, i: added}]};
    }
    return removes ? {p: path.concat([at]), sd: removed} : {p: path.concat([at]), si: added};
  }

  insideList(path, list) {
    const r = this.random;
    const at = r.below(list.length + (list.length ? 0 : 1));
    const kind = list.length ? r.below(4) : 0;
    const p = path.concat([kind === 0 ? r.below(list.length + 1) : at]);
    switch (kind) {
      case 0: return {p, li: this.value(1)};
      case 1: return {p, ld: clone(list[at])};
      case 2: return {p, ld: clone(list[at]), li: this.value(1)};
      default: return {p, lm: r.below(list.length)};
    }
  }

  insideObject(path, object) {
    const r = this.random;
    const key = r.pick(KEYS);
    const p = path.concat([key]);
    if (!(key in object)) return {p, oi: this.value(2)};
    return r.chance(0.4) ? {p, od: clone(object[key])} : {p, od: clone(object[key]), oi: this.value(2)};
  }

  component(document) {
    const r = this.random;
    const {path, value} = this.place(document);
    if (r.chance(0.02)) return {p: [], od: clone(document), oi: this.value(2)};
    if (typeof value === 'number' && r.chance(0.7)) return {p: path, na: r.pick([1, -1, 0.5, 3, 0])};
    if (typeof value === 'string' && r.chance(0.8)) return this.textEdit(path, value);
    if (Array.isArray(value)) return this.insideList(path, value);
    if (value !== null && typeof value === 'object') return this.insideObject(path, value);
    if (!path.length) return {p: [], od: clone(document), oi: this.value(2)};
    return this.component(document);
  }

  // What real and hostile clients get wrong about a component.
  spoil(c) {
    const r = this.random;
    const last = c.p.length - 1;
    switch (r.below(16)) {
      case 0: if (last >= 0) c.p[last] = String(c.p[last]); break;
      case 1: if (last >= 0) c.p[last] = r.pick([-1, -2, 7, 1.5, '01', 'x', true, null, '1', 'length']); break;
      case 2: if ('od' in c) c.od = this.scalar(); else c.extra = {foo: 1}; break;
      case 3: if ('ld' in c) c.ld = this.scalar(); else c.extra = [1]; break;
      case 4: if ('oi' in c) delete c.od; break;
      case 5: if ('lm' in c) c.lm = r.pick([String(c.lm), -1, 9, null, 'x', 1.5]); break;
      case 6: if ('na' in c) c.na = r.pick(['2', null, true, 1e308, [], {}]); break;
      case 7: if ('si' in c) c.si = r.pick([5, '', null]); break;
      case 8: c.p = c.p.concat([r.pick(['a', 0, 'zz'])]); break;
      case 9: c.p = c.p.slice(0, -1); break;
      case 10: if ('t' in c) c.t = r.pick(['nope', 'json0', '']); break;
      case 11: Object.assign(c, r.pick([{oi: 1}, {li: 2}, {na: 1}, {lm: 0}, {od: null}, {ld: null}])); break;
      case 12: c.o = r.pick([[], null, [{p: 0, i: 'q'}]]); break;
      case 13: if (last >= 0) c.p[r.below(c.p.length)] = r.pick(['0', 1, 'k']); break;
      default: break;
    }
    return c;
  }

  op(document, type, maxComponents, sloppiness) {
    const op = [];
    let current = clone(document);
    for (let n = 1 + this.random.below(maxComponents); n > 0; n--) {
      const c = this.component(current);
      if (this.random.chance(sloppiness)) {
        op.push(this.spoil(clone(c)));
        continue;
      }
      op.push(clone(c));
      current = clone(type.apply(current, [clone(c)])) ?? null;
    }
    return op;
  }

  textOp(text, maxComponents, sloppiness) {
    const r = this.random;
    const op = [];
    for (let n = r.below(maxComponents + 1); n > 0; n--) {
      const at = r.below(text.length + 1);
      const removed = text.slice(at, at + r.below(5));
      const added = r.pick(TEXTS);
      const removes = removed !== '' && r.chance(0.5);
      const c = removes ? {p: at, d: removed} : {p: at, i: added};
      text = removes ? text.slice(0, at) + text.slice(at + removed.length) : text.slice(0, at) + added + text.slice(at);
      if (r.chance(sloppiness)) Object.assign(c, r.pick([{x: 1}, {p: -1}, {p: 99}, {p: '1'}, {d: 'q'}, {p: 0.5}]));
      op.push(c);
    }
    return op;
  }
}

module.exports = {Generator, Random, clone};
