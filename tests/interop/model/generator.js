// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// Seeded random programs for models (see tests/support/programs.js). Each step is chosen with a look at the data that
// the steps before it have left, so that most of them do something. Documents: _p has values of any kind, items, and
// lists of ids; _r has refs, _v refLists and filters, _f the outputs of functions. A ref or function reads only what
// was named before it: nothing goes in circles.

const KEYS = ['a', 'b', 'c', 'k'];
const TEXTS = ['', 'x', 'abc', 'hello', 'café', '😀'];
const IDS = ['i1', 'i2', 'i3', 'i4', 'i5'];
const UNDEFINED = {$: 'undef'};
const TYPES = ['change', 'insert', 'remove', 'move', 'all', 'changeImmediate', 'insertImmediate', 'removeImmediate'];

const isContainer = (value) => value !== null && typeof value === 'object';
// Items and lists of ids are changed by steps of their own only.
const isPlain = (key) => !['items', 'ids', 'ids2'].includes(key);

class Programs {
  // features: which of 'listeners', 'refs', 'refLists', 'functions', 'filters', 'remote' the programs use.
  constructor(random, features) {
    this.random = random;
    this.features = features;
    this.listeners = 0;
    this.filters = [];
    this.refs = [];
    this.lists = [];
    this.outputs = [];
  }

  scalar() {
    const r = this.random;
    switch (r.below(8)) {
      case 0: return null;
      case 1: return r.chance(0.5);
      case 2: return r.pick(TEXTS) + r.pick(TEXTS);
      // A ref at an element that is set to undefined keeps its key in racer; here the element is as good as gone.
      case 3: return r.pick([0, '', false, this.features.has('refs') ? null : UNDEFINED]);
      default: return r.below(10) - 2;
    }
  }

  value(depth = 2) {
    const r = this.random;
    if (depth <= 0 || r.chance(0.4)) return this.scalar();
    if (r.chance(0.5)) return Array.from({length: r.below(5)}, () => this.value(depth - 1));
    const object = {};
    for (let n = r.below(4); n > 0; n--) object[r.pick(KEYS)] = this.value(depth - 1);
    return object;
  }

  item(id) {
    const item = {id, v: this.random.below(6)};
    if (this.random.chance(0.3)) item.arr = [this.random.below(5)];
    if (this.random.chance(0.3)) item.s = this.random.pick(TEXTS);
    return item;
  }

  // A value near the one that is there, for the setters that look for differences.
  variation(value) {
    const r = this.random;
    if (Array.isArray(value)) {
      const list = Array.from(value, (each) => r.chance(0.15) ? this.variation(each) : plain(each));
      for (let n = r.below(3); n > 0; n--) {
        switch (r.below(3)) {
          case 0: list.splice(r.below(list.length + 1), 0, this.value(1)); break;
          case 1: list.splice(r.below(list.length + 1), 1); break;
          default: list.splice(r.below(list.length + 1), 0, ...list.splice(r.below(list.length + 1), 1));
        }
      }
      return list;
    }
    if (isContainer(value)) {
      const object = {};
      for (const key of Object.keys(value)) {
        if (!r.chance(0.15)) object[key] = r.chance(0.3) ? this.variation(value[key]) : plain(value[key]);
      }
      if (r.chance(0.3)) object[r.pick(KEYS)] = this.value(1);
      return object;
    }
    return this.scalar();
  }

  // A path below "start", and the value there.
  place(data, start = '_p') {
    const r = this.random;
    const path = [start];
    let value = data && data[start];
    for (let depth = 0; depth < 5; depth++) {
      if (depth > 0 && r.chance(0.3)) break;
      const isList = Array.isArray(value);
      const keys = isList ? Array.from(value.keys()) : isContainer(value) ? Object.keys(value).filter(isPlain) : [];
      let key;
      if (keys.length && !r.chance(0.12)) key = r.pick(keys);
      else if (isList) key = r.chance(0.05) ? r.pick(KEYS) : value.length + r.below(2);
      else if (isContainer(value) || depth === 0) key = r.pick(KEYS);
      else if (r.chance(0.5)) break;
      else key = r.chance(0.5) && typeof value !== 'string' ? r.below(2) : r.pick(KEYS); // characters are no members
      path.push(String(key));
      if (value !== null && value !== undefined && !isContainer(value)) {
        value = undefined;
        break;
      }
      value = value === null || value === undefined ? undefined : value[key];
    }
    return {path: path.join('.'), value};
  }

  // Where programs write: plain data as a rule, else something derived.
  target(data) {
    const r = this.random;
    if (r.chance(0.01)) return {path: r.pick(['', '_p', '_p..k']), value: undefined};
    if (this.refs.length && r.chance(0.35)) {
      const place = this.place(data, '_r');
      // Above a ref racer and we go apart on purpose: a case of tests/data/conformance.json has it.
      return place.path === '_r.r4' ? this.place(data) : place;
    }
    return this.place(data);
  }

  index(list) {
    const r = this.random;
    const length = list ? list.length : 0;
    return r.chance(0.1) ? -1 - r.below(3) : r.chance(0.05) ? length + 2 : r.below(length + 1);
  }

  mutator(path, value) {
    const r = this.random;
    if (r.chance(0.04)) value = this.value(); // as if something else were there
    const any = () => ['set', path, this.value()];
    if (r.chance(0.12)) return r.chance(0.3) ? ['del', path] : any();
    if (r.chance(0.2)) return this.difference(path, value);
    if (Array.isArray(value)) {
      switch (r.below(8)) {
        case 0: return ['unshift', path, this.value(1)];
        case 1: return ['insert', path, this.index(value), r.chance(0.7) ? [this.value(1), this.value(1)] : this.value(1)];
        case 2: return [r.pick(['pop', 'shift']), path];
        case 3: return ['remove', path, this.index(value)];
        case 4: return ['remove', path, this.index(value), r.below(4)];
        case 5: return ['move', path, r.below(value.length + 1), this.index(value), 1 + r.below(3)];
        case 6: return ['move', path, r.below(value.length + 1), r.below(value.length + 1)];
        default: return ['push', path, this.value(1)];
      }
    }
    if (isContainer(value)) {
      return r.pick([() => ['setEach', path, Array.isArray(value) ? [this.value(1), this.value(1)] : {a: this.value(1), k: this.value(1)}], any, () => ['add', path, {v: r.below(5), id: r.pick(KEYS)}],
        () => ['create', path, this.value()], () => ['createNull', path, this.value()],
        () => ['del', path]])();
    }
    if (typeof value === 'string') {
      if (r.chance(0.5)) return ['stringInsert', path, this.index({length: value.length}), r.pick(TEXTS)];
      return ['stringRemove', path, r.chance(0.1) && value ? -1 - r.below(value.length) : r.below(value.length + 2), r.below(3)];
    }
    if (typeof value === 'number') return r.chance(0.5) ? ['increment', path] : ['increment', path, r.below(7) - 3];
    return r.pick([any, any, () => ['push', path, this.value(1)], () => ['setNull', path, this.value()],
      () => ['increment', path, r.below(4)], () => ['stringInsert', path, 0, r.pick(TEXTS)],
      () => ['insert', path, 0, [1, 2]], () => ['pop', path], () => ['move', path, 0, 1],
      () => ['stringRemove', path, 0, 1], () => ['remove', path, 0], () => ['createNull', path, this.value()],
      () => ['create', path, this.value()]])();
  }

  difference(path, value) {
    const r = this.random;
    const method = r.pick(['setDiff', 'setDiffDeep', 'setDiffDeep', 'setArrayDiff', 'setArrayDiffDeep']);
    if (r.chance(0.1)) return [method, path, {$: 'get', path}];
    return [method, path, r.chance(0.9) ? this.variation(value) : this.value()];
  }

  // The same call on a model scoped to its path, or to a part of it.
  scoped(call) {
    const [method, path, ...args] = call;
    if (method === 'remove' && !args.length) return call;
    const dot = path.lastIndexOf('.');
    if (this.random.chance(0.5) && dot > 0) {
      return {at: path.slice(0, dot), do: [method, path.slice(dot + 1), ...args]};
    }
    const number = method === 'increment' && typeof args[0] === 'string';
    return path && !number ? {at: path, do: [method, ...args]} : call;
  }

  write(data, {path, value} = this.target(data)) {
    const r = this.random;
    const call = this.mutator(path, value);
    let step = r.chance(0.2) ? this.scoped(call) : call;
    if (r.chance(0.08)) step = {...object(step), pass: r.pick([{u: 1}, {u: 2, w: null}])};
    if (r.chance(0.03) && this.features.has('silent')) step = {...object(step), silent: true};
    return step;
  }

  // The first "literal" segments stay as they are.
  pattern({path}, literal) {
    const r = this.random;
    const segments = path.split('.');
    const end = Math.max(literal, 1 + r.below(segments.length));
    const pattern = segments.slice(0, end).map((segment, i) => i >= literal && r.chance(0.25) ? '*' : segment);
    if (r.chance(0.4)) pattern.push('**');
    return pattern.join('.') || '**';
  }

  listen(data) {
    const r = this.random;
    const type = r.pick(TYPES);
    const options = {};
    // Immediate listeners only look on: one that writes can come between the steps of a diff, which fails then here.
    // Others listen to one plain document and write another: in racer a ref that is being made is a shared object only.
    if (r.chance(0.5) && !type.endsWith('Immediate')) {
      const [listened, written] = shuffled(KEYS, r);
      const below = (key) => {
        const place = this.place({_p: {[key]: data._p && data._p[key]}});
        return place.path.startsWith(`_p.${key}`) ? place : {path: `_p.${key}`, value: undefined};
      };
      options.do = Array.from({length: 1 + r.below(2)}, () => this.write(data, below(written)));
      options.times = 1 + r.below(3);
      return ['listen', `L${++this.listeners}`, type, this.pattern(below(listened), 2), options];
    }
    options.times = 1 + r.below(3);
    // A listener that is called while it is being called sees both events in racer, once or not.
    if (r.chance(0.15) && !type.endsWith('Immediate')) options.once = true;
    return ['listen', `L${++this.listeners}`, type, this.pattern(this.target(data), 0), options];
  }

  ref(data) {
    const r = this.random;
    if (this.refs.length && r.chance(0.2)) {
      const from = r.pick(this.refs);
      return r.chance(0.7) ? ['removeRef', from] : ['removeAllRefs', r.pick([from, '_r'])];
    }
    const number = r.below(5);
    const from = number === 4 ? `_r.r4.${r.pick(KEYS)}` : `_r.r${number}`;
    let {path} = this.place(data);
    const lower = this.refs.filter((other) => other < from && other.slice(0, 5) !== from.slice(0, 5));
    if (lower.length && r.chance(0.3)) path = r.pick(lower) + (r.chance(0.5) ? '.' + r.pick(KEYS) : '');
    if (path.split('.').length < 2) path = '_p.a';
    this.refs.push(from);
    return r.chance(0.3) ? ['ref', from, path, {updateIndices: true}] : ['ref', from, path];
  }

  list(data) {
    const r = this.random;
    const items = data._p && data._p.items || {};
    if (!this.lists.length || r.chance(0.1)) {
      const from = `_v.l${r.below(3)}`;
      if (!this.lists.includes(from)) this.lists.push(from);
      const options = r.chance(0.3) ? [{deleteRemoved: true}] : [];
      return ['refList', from, '_p.items', r.pick(['_p.ids', '_p.ids2']), ...options];
    }
    const list = r.pick(this.lists);
    const value = data._v && data._v[list.slice(3)];
    const length = Array.isArray(value) ? value.length : 0;
    const inList = new Set(Array.isArray(value) ? value.map((item) => item && item.id) : []);
    const listed = new Set([].concat(data._p && data._p.ids || [], data._p && data._p.ids2 || []));
    const fresh = IDS.filter((id) => !inList.has(id) && !listed.has(id)); // one place for each
    const known = fresh.filter((id) => items[id]);
    const at = r.below(length + 1);
    const newItem = () => known.length && r.chance(0.4) ? {$: 'get', path: `_p.items.${r.pick(known)}`} : this.item(r.pick(fresh));
    switch (r.below(12)) {
      case 0: return fresh.length ? ['push', list, newItem()] : ['pop', list];
      case 1: return fresh.length ? ['insert', list, at, [newItem()]] : ['shift', list];
      case 2: return ['remove', list, at, 1 + r.below(2)];
      case 3: return length ? ['move', list, r.below(length), r.below(length)] : ['pop', list];
      case 4: return length && fresh.length ? ['set', `${list}.${r.below(length)}`, newItem()] : ['shift', list];
      case 5: case 6: case 7: {
        const shown = Array.isArray(value) ? Array.from(value.keys()).filter((i) => value[i]) : [];
        if (!shown.length) return ['set', `${list}.${length}.v`, 1]; // nothing there: an error
        const item = `${list}.${r.pick(shown)}`;
        return r.chance(0.7) ? ['set', `${item}.v`, r.below(6)] : ['push', `${item}.arr`, r.below(6)];
      }
      case 8:
        this.lists.splice(this.lists.indexOf(list), 1);
        return ['removeRef', list];
      default: return this.changeOfItems(items);
    }
  }

  // Something about the items or the ids that refLists and filters show.
  changeOfItems(items) {
    const r = this.random;
    const id = r.pick(IDS);
    const ids = r.pick(['_p.ids', '_p.ids2']);
    switch (r.below(8)) {
      case 0: return ['set', `_p.items.${id}`, this.item(id)];
      case 1: return ['del', `_p.items.${id}`];
      case 2: return ['push', ids, id];
      case 3: return ['set', ids, IDS.filter(() => r.chance(0.5))];
      case 4: return ['remove', ids, r.below(4)];
      case 5: return ['setArrayDiff', ids, shuffled(IDS, r).slice(0, r.below(5))];
      case 6: return items[id] ? ['increment', `_p.items.${id}.v`] : ['set', `_p.items.${id}`, this.item(id)];
      default: return items[id] ? ['set', `_p.items.${id}.v`, r.below(6)] : ['set', `_p.items.${id}`, this.item(id)];
    }
  }

  compute(data) {
    const r = this.random;
    if (this.outputs.length && r.chance(0.15)) {
      return r.chance(0.7) ? ['stop', r.pick(this.outputs)] : ['stopAll', r.pick(['_f', r.pick(this.outputs)])];
    }
    const number = r.below(5);
    const output = `_f.o${number}`;
    const input = () => {
      const lower = this.outputs.filter((other) => other < output);
      return lower.length && r.chance(0.3) ? r.pick(lower) : this.place(data).path;
    };
    const name = r.pick(['sum', 'join', 'list', 'map', 'count', 'same', 'fullName']);
    const inputs = Array.from({length: name === 'fullName' ? 2 : 1 + r.below(3)}, input);
    if (r.chance(0.1)) return ['evaluate', inputs, name === 'fullName' ? 'sum' : name];
    if (!this.outputs.includes(output)) this.outputs.push(output);
    const options = {};
    if (r.chance(0.4)) options.mode = r.pick(['diffDeep', 'diff', 'arrayDeep', 'array']);
    if (r.chance(0.2)) options.copy = r.pick(['output', 'both']);
    return ['start', output, inputs, options, name];
  }

  view(data) {
    const r = this.random;
    const number = this.filters.length;
    if (number === 0 || number < 4 && r.chance(0.25)) {
      const name = `F${number}`;
      this.filters.push({name, from: null});
      const options = {};
      if (r.chance(0.2)) options.skip = r.below(3);
      if (r.chance(0.2)) options.limit = 1 + r.below(3);
      if (r.chance(0.4)) return ['sort', name, '_p.items', [], options, r.pick(['byValue', 'byValueDown'])];
      const extra = r.chance(0.3);
      return ['filter', name, '_p.items', extra ? ['_p.a'] : [], options,
        extra ? 'atLeast' : r.pick(['positive', 'even', null])];
    }
    const filter = r.pick(this.filters);
    if (!filter.from) {
      filter.from = `_v.${filter.name}`;
      return ['filter.ref', filter.name, filter.from];
    }
    switch (r.below(6)) {
      case 0: return ['filter.get', filter.name];
      case 1: return ['filter.ids', filter.name];
      case 2: return ['filter.sort', filter.name, r.pick(['byValue', 'byValueDown'])];
      case 3: return ['filter.update', filter.name];
      case 4: if (r.chance(0.2)) { filter.from = null; return ['filter.destroy', filter.name]; }
      // falls through
      default: return this.changeOfItems(data._p && data._p.items || {});
    }
  }

  setup() {
    const steps = KEYS.filter(() => this.random.chance(0.7)).map((key) => ['set', `_p.${key}`, this.value(3)]);
    if (this.features.has('refLists') || this.features.has('filters')) {
      const items = {};
      for (const id of IDS) if (this.random.chance(0.7)) items[id] = this.item(id);
      steps.push(['set', '_p.items', items], ['set', '_p.ids', Object.keys(items).filter(() => this.random.chance(0.6))]);
    }
    return steps;
  }

  step(data) {
    const r = this.random;
    const features = this.features;
    if (features.has('listeners') && r.chance(0.12)) return this.listen(data);
    if (features.has('refs') && r.chance(0.2)) return this.ref(data);
    if (features.has('refLists') && r.chance(0.5)) return this.list(data);
    if (features.has('functions') && r.chance(0.2)) return this.compute(data);
    if (features.has('filters') && r.chance(0.5)) return this.view(data);
    if (features.has('filters') && r.chance(0.3)) return ['data', '_v'];
    if (r.chance(0.05)) {
      const {path, value} = this.target(data);
      // Arrays have no holes here, and the members of an object no order of their own if they are named by digits.
      const isOther = Array.isArray(value) || isContainer(value) && Object.keys(value).some((key) => /^\d+$/.test(key));
      return [r.chance(0.5) || isOther ? 'get' : 'getValues', path];
    }
    return this.write(data);
  }
}

function object(step) {
  return Array.isArray(step) ? {do: step} : step;
}

// JSON again, with undefined marked.
function plain(value) {
  if (value === undefined) return UNDEFINED;
  if (Array.isArray(value)) return Array.from(value, plain);
  if (!isContainer(value)) return typeof value === 'number' && !Number.isFinite(value) ? {$: 'NaN'} : value;
  const copy = {};
  for (const key of Object.keys(value)) copy[key] = plain(value[key]);
  return copy;
}

function shuffled(list, random) {
  const copy = list.slice();
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}

module.exports = {Programs};
