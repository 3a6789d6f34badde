// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// Seeded random programs for two models of one server: documents of the collection c, queries, and refs and refLists
// into it. Only what both sides take the same way is written: values of the right type, indexes inside the array, no
// digits as names (see "Remote documents" in doc/differences-from-racer.md). Each step works on what its model has
// loaded at that moment.

const DOCUMENTS = ['d1', 'd2', 'd3', 'd4'];
const KEYS = ['a', 'b', 'l', 'n'];
const TEXTS = ['', 'x', 'abc', 'café'];
const isContainer = (value) => value !== null && typeof value === 'object';

class RemotePrograms {
  constructor(random) {
    this.random = random;
    // Either queries, or documents that are subscribed before they are created: where a document is both, the servers
    // differ in what they send first, its creation or the query's new result.
    this.hasQueries = random.chance(0.5);
    this.created = new Set();
    this.held = {M: [], O: []}; // what each model has to release
    this.queries = {M: 0, O: 0};
    this.lists = {M: 0, O: 0};
  }

  scalar() {
    const r = this.random;
    return r.chance(0.3) ? r.pick(TEXTS) : r.chance(0.1) ? r.pick([true, false, null]) : r.below(6);
  }

  value(depth = 2) {
    const r = this.random;
    if (depth <= 0 || r.chance(0.5)) return this.scalar();
    if (r.chance(0.5)) return Array.from({length: r.below(4)}, () => this.value(depth - 1));
    return this.object(depth - 1);
  }

  object(depth) {
    const object = {};
    for (let n = this.random.below(4); n > 0; n--) object[this.random.pick(KEYS)] = this.value(depth);
    return object;
  }

  place(path, value) {
    const r = this.random;
    while (isContainer(value) && !r.chance(0.25)) {
      const keys = Array.isArray(value) ? Array.from(value.keys()) : Object.keys(value).filter((key) => !['id', 'order'].includes(key));
      if (!keys.length) break;
      const key = r.pick(keys);
      path = `${path}.${key}`;
      value = value[key];
    }
    return {path, value};
  }

  variation(value) {
    const r = this.random;
    if (Array.isArray(value)) {
      const list = JSON.parse(JSON.stringify(value));
      for (let n = 1 + r.below(2); n > 0; n--) {
        if (r.chance(0.5)) list.splice(r.below(list.length + 1), 0, this.value(1));
        else list.splice(r.below(list.length + 1), 1);
      }
      return list;
    }
    return {...JSON.parse(JSON.stringify(value)), [r.pick(KEYS)]: this.scalar()};
  }

  edit(id, data) {
    const r = this.random;
    const {path, value} = this.place(`c.${id}`, data);
    const isDocument = path.split('.').length === 2;
    const member = () => ['set', `${path}.${r.pick(KEYS)}`, this.value()];
    if (Array.isArray(value)) {
      const length = value.length;
      return r.pick([
        () => ['push', path, this.value(1)], () => ['unshift', path, this.value(1)],
        () => ['insert', path, r.below(length + 1), [this.value(1), this.value(1)]],
        () => length ? ['remove', path, r.below(length)] : ['push', path, 1],
        () => length ? ['pop', path] : ['push', path, 2], () => length ? ['shift', path] : ['push', path, 3],
        () => length ? ['move', path, r.below(length), r.below(length)] : ['push', path, 4],
        () => ['setArrayDiff', path, this.variation(value)], () => ['setArrayDiffDeep', path, this.variation(value)]
      ])();
    }
    if (isContainer(value)) {
      if (!isDocument && r.chance(0.2)) return ['setDiffDeep', path, this.variation(value)];
      return r.chance(0.2) ? ['setEach', path, {a: this.scalar(), b: this.scalar()}] : member();
    }
    if (path.endsWith('.v')) return r.chance(0.5) ? ['increment', path] : ['set', path, r.below(3)]; // queries look at it
    const inList = /\.\d+$/.test(path);
    if (typeof value === 'number' && r.chance(0.6)) return ['increment', path, 1 + r.below(3)];
    if (typeof value === 'string' && r.chance(0.6)) {
      const at = r.below(value.length + 1);
      return r.chance(0.6) || !value ? ['stringInsert', path, at, r.pick(['x', 'yz'])]
        : ['stringRemove', path, Math.min(at, value.length - 1), 1];
    }
    if (r.chance(0.2) && !inList) return ['del', path];
    return ['set', path, this.value(1)];
  }

  load(name) {
    const r = this.random;
    const held = this.held[name];
    if (held.length && r.chance(0.35)) {
      const [method, ...args] = held.splice(r.below(held.length), 1)[0];
      return [{subscribe: 'unsubscribe', fetch: 'unfetch', 'query.subscribe': 'query.unsubscribe'}[method], ...args];
    }
    if (this.queries[name] && r.chance(0.3)) {
      const step = ['query.subscribe', `${name}${r.below(this.queries[name])}`];
      held.push(step);
      return step;
    }
    const known = this.hasQueries && this.created.size ? Array.from(this.created) : DOCUMENTS;
    const step = [r.chance(0.75) ? 'subscribe' : 'fetch', `c.${r.pick(known)}`];
    held.push(step);
    return step;
  }

  follow(name) {
    const r = this.random;
    switch (r.below(4)) {
      case 0: return ['ref', `_r.${r.pick(KEYS)}`, `c.${r.pick(DOCUMENTS)}${r.chance(0.5) ? '.' + r.pick(KEYS) : ''}`];
      case 1: return ['set', '_p.ids', DOCUMENTS.filter(() => r.chance(0.5))];
      case 2:
        if (this.lists[name]++) return ['push', '_p.ids', r.pick(DOCUMENTS)];
        return ['refList', '_p.list', 'c', '_p.ids'];
      default: {
        if (!this.hasQueries) return ['get', 'c'];
        if (this.queries[name] >= 2) return ['query.getIds', `${name}0`];
        const number = this.queries[name]++;
        return ['query', `${name}${number}`, 'c', {v: r.below(3), $sort: {order: 1}}];
      }
    }
  }

  // "models": the data of each.
  step(models) {
    const r = this.random;
    const name = r.pick(['M', 'M', 'O']);
    const own = ([method, ...args]) => [name === 'M' ? method : `${name}.${method}`, ...args];
    const collection = models[name].c || {};
    const loaded = DOCUMENTS.filter((id) => isContainer(collection[id]));
    const fresh = DOCUMENTS.filter((id) => !this.created.has(id));
    if (fresh.length && r.chance(0.25)) {
      const id = r.pick(fresh);
      this.created.add(id);
      return own(r.chance(0.5) ? ['create', `c.${id}`, {...this.object(2), v: r.below(3), order: Number(id[1])}]
        : ['add', 'c', {id, ...this.object(2), v: r.below(3), order: Number(id[1])}]);
    }
    if (r.chance(0.3) && (!this.hasQueries || this.created.size)) return own(this.load(name));
    if (r.chance(0.2)) return own(this.follow(name));
    if (!loaded.length) return this.created.size || !this.hasQueries ? own(this.load(name)) : own(['get', 'c']);
    const id = r.pick(loaded);
    return own(this.edit(id, collection[id]));
  }
}

module.exports = {RemotePrograms};
