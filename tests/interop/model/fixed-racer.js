// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// The npm package racer, and on request the same with the defects repaired that doc/differences-from-racer.md lists.
// Each repair is one function here, with its reason: nothing else is left out of the comparison.
const path = require('node:path');
const {createRequire} = require('node:module');

const nodeDirectory = path.join(__dirname, '../node/');
const fromNode = createRequire(nodeDirectory);

function load(name) {
  const prefix = fromNode.resolve('racer').slice(0, -'index.js'.length);
  return fromNode(prefix + name);
}

function snapshot(value) {
  if (!value || typeof value !== 'object') return value;
  if (Array.isArray(value)) return Array.from(value, snapshot);
  const copy = {};
  for (const key of Object.keys(value)) copy[key] = snapshot(value[key]);
  return copy;
}

// Puts a value into the data as it is, where there is a parent; undefined only where something is.
function store(root, segments, value) {
  const [collection, id, ...rest] = segments;
  const parent = rest.length && root._get(segments.slice(0, -1));
  if (value === undefined && root._get(segments) === undefined) return;
  if (rest.length) {
    if (parent && typeof parent === 'object') parent[rest[rest.length - 1]] = value;
  } else {
    const doc = root.getOrCreateDoc(collection, id);
    doc.data = value;
    doc._updateCollectionData();
  }
}

// The ref below which "segments" shows what is at "source".
function refAbove(root, segments, source) {
  let found = null;
  root._refs.fromMap.forEach((ref) => {
    const rest = segments.slice(ref.fromSegments.length);
    const isBelow = rest.length && segments.join('.') === ref.fromSegments.concat(rest).join('.');
    if (isBelow && source.join('.') === ref.toSegments.concat(rest).join('.')) found = ref;
  });
  return found;
}

// Nothing but containers that were made as parents, and null.
function isHollow(value) {
  return value === null || typeof value === 'object' && Object.values(value).every(isHollow);
}

// A refList gives an item an id while the event is on its way; here it has it from the start.
function addIds(live, copy) {
  if (Array.isArray(live)) live.forEach((item, i) => copy[i] && item.id && !copy[i].id && (copy[i].id = item.id));
  else if (live && typeof live === 'object' && live.id && !copy.id) copy.id = live.id;
}

const arrayDiff = createRequire(fromNode.resolve('racer'))('arraydiff');

let mirroring = null; // the immediate event that is being delivered

const repairs = {
  // Event payloads are snapshots of the time of the mutation. The internal followers (refs, refLists), which listen
  // to the immediate events, still get the live objects: they compare by identity.
  snapshots({Model}) {
    const emit = Model.prototype._emitMutation;
    Model.prototype._emitMutation = function (segments, event) {
      const late = event.clone();
      for (const key of ['value', 'previous', 'values', 'removed', 'document', 'previousDocument']) {
        if (key in late) late[key] = snapshot(late[key]);
      }
      const call = this._callMutationListeners;
      const immediate = event._immediateType;
      const model = this;
      emit.call(Object.create(this, {
        _callMutationListeners: {
          value(type, where, what) {
            call.call(model, type, where, type === immediate ? event : what);
            if (type === immediate) addIds(event.values || event.value, late.values || late.value);
          }
        }
      }), segments, late);
    };
  },

  // An event below a ref has the payload of the event below its target. In racer the previous value is missing where
  // the target's is null, because something was written below null, or 0, because something missing was incremented.
  mirrored({Model}) {
    const emit = Model.prototype._emitMutation;
    const call = Model.prototype._callMutationListeners;
    Model.prototype._callMutationListeners = function (type, segments, event) {
      const outer = mirroring;
      if (type.endsWith('Immediate')) mirroring = {segments, event};
      try {
        return call.call(this, type, segments, event);
      } finally {
        mirroring = outer;
      }
    };
    Model.prototype._emitMutation = function (segments, event) {
      const isMirror = Object.prototype.hasOwnProperty.call(this, '_dereference');
      if (isMirror && mirroring && event.type === 'change' && refAbove(this.root, segments, mirroring.segments)) {
        event.previous = mirroring.event.previous;
      }
      return emit.call(this, segments, event);
    };
  },

  // setDiff of undefined where nothing is leaves no empty document behind.
  untouched({Model, util}) {
    const original = Model.prototype._setDiff;
    Model.prototype._setDiff = function (segments, value, cb) {
      const [collection, id] = this._dereference(segments);
      const isMissing = collection && id && !(this.getDoc(collection, id));
      return isMissing && value === undefined ? void (cb && cb()) : original.call(this, segments, value, cb);
    };
  },

  // What a ref shows is what is at its target, also where racer makes two containers of equal content.
  sharedContainers({Model, util}) {
    const call = Model.prototype._callMutationListeners;
    const sources = []; // the segments of the immediate events that are being delivered
    const written = new Set(); // refs below which something was written
    Model.prototype._callMutationListeners = function (type, segments, event) {
      if (!type.endsWith('Immediate')) return call.call(this, type, segments, event);
      for (const source of sources) written.add(refAbove(this.root, segments, source));
      sources.push(segments);
      try {
        return call.call(this, type, segments, event);
      } finally {
        sources.pop();
        if (!sources.length) share(this.root);
      }
    };
    function share(root) {
      let rounds = 0; // one for each link of a chain of refs, in whatever order they come
      root._refs.fromMap.forEach(() => rounds++);
      for (; rounds > 0; rounds--) {
        root._refs.fromMap.forEach((ref) => {
          const target = root._get(ref.toSegments);
          if (isToShow(ref, root._get(ref.fromSegments), target)) store(root, ref.fromSegments, target);
        });
      }
      written.clear();
    }
    function isToShow(ref, shown, target) {
      if (shown === target) return false;
      if (written.has(ref)) return true;
      return target && typeof target === 'object' && (shown ? util.deepEqual(shown, target) : isHollow(target));
    }
  },

  // What removeAllRefs leaves behind is a value of its own, not the object that the ref showed.
  leftBehind({Model, util}) {
    const original = Model.prototype._removeAllRefs;
    Model.prototype._removeAllRefs = function (segments) {
      const left = [];
      const note = ({fromSegments}) => util.contains(segments, fromSegments) && left.push(fromSegments);
      this.root._refs.fromMap.forEach(note);
      this.root._refLists.fromMap.forEach(note);
      original.call(this, segments);
      const moved = [];
      const follow = (from) => this.root._refs.fromMap.forEach(({fromSegments, toSegments}) => {
        if (!util.contains(from, toSegments) || moved.includes(fromSegments)) return;
        moved.push(fromSegments);
        store(this.root, fromSegments, this.root._get(toSegments));
        follow(fromSegments);
      });
      for (const from of left) {
        store(this.root, from, snapshot(this.root._get(from)));
        follow(from);
      }
    };
  },

  // A refList does not take an item that is missing for another one that is missing, too.
  missingItems({RefList}) {
    const original = RefList.prototype.idByItem;
    RefList.prototype.idByItem = function (item) {
      return item === undefined ? undefined : original.call(this, item);
    };
  },

  // A write below an item that is not there makes it, and all lists show it at once.
  madeItems({Model, util}) {
    const call = Model.prototype._callMutationListeners;
    Model.prototype._callMutationListeners = function (type, segments, event) {
      try {
        return call.call(this, type, segments, event);
      } finally {
        if (type.endsWith('Immediate')) show(this.root, segments);
      }
    };
    function show(root, segments) {
      root._refLists.fromMap.forEach(({fromSegments, toSegments, idsSegments}) => {
        if (!util.contains(toSegments, segments) || segments.length < toSegments.length + 2) return;
        const key = segments[toSegments.length];
        const item = root._get(toSegments.concat(key));
        const shown = root._get(fromSegments);
        const ids = root._get(idsSegments);
        if (!Array.isArray(shown) || !Array.isArray(ids)) return;
        ids.forEach((id, i) => String(id) === key && i < shown.length && (shown[i] = item));
      });
    }
  },

  // deleteRemoved leaves alone what is not there.
  deleteRemoved({Model}) {
    const original = Model.prototype._del;
    Model.prototype._del = function (segments, cb) {
      return segments ? original.call(this, segments, cb) : undefined;
    };
  },

  // A filter that is destroyed tells once that its ids have gone, and its output is no refList any more.
  destroyed({Filter}) {
    Filter.prototype.destroy = function () {
      delete this.filters.fromMap[this.from];
      this.model._removeRef(this.idsSegments);
      if (this.fromSegments) this.model.root._refLists.remove(this.fromSegments);
    };
  },

  // A mutator that fails makes no event, throws nothing, and reports its error once.
  failures({Model}) {
    const mutate = Model.prototype._mutate;
    const emit = Model.prototype._emitMutation;
    let failed = null;
    Model.prototype._emitMutation = function (segments, event) {
      if (!failed || !failed.now) emit.call(this, segments, event);
    };
    Model.prototype._mutate = function (segments, fn, cb) {
      const outer = failed;
      const mine = failed = {now: false};
      let called = false;
      cb = this.wrapCallback(cb);
      const once = (error) => {
        if (called) return undefined;
        called = true;
        if (error) mine.now = true;
        return cb(error);
      };
      const wrapped = {[fn.name]: function (doc, docSegments, fnCb) {
        const local = !doc.shareDoc;
        const out = fn(doc, docSegments, (error) => {
          if (error && local) mine.now = true;
          return fnCb(error);
        });
        return mine.now ? undefined : out;
      }}[fn.name];
      try {
        return mutate.call(this, segments, wrapped, once);
      } catch (error) {
        if (mine.now && error instanceof TypeError) return undefined;
        throw error;
      } finally {
        failed = outer;
      }
    };
  },

  // Writing below a truthy scalar, and a named member of an array, is an error "<method> on non-object".
  scalarParents({LocalDoc}) {
    const implied = LocalDoc.prototype._createImplied;
    LocalDoc.prototype._createImplied = function (segments, fn) {
      let node = this.data;
      for (let i = 0; i < segments.length; i++) {
        const bad = node && (typeof node !== 'object' || Array.isArray(node) && !/^\d+$/.test(segments[i]));
        if (bad) throw new NonObject(this._errorMessage(' on non-object', segments.slice(0, i), node));
        node = node && node[segments[i]];
      }
      return implied.call(this, segments, fn);
    };
    for (const method of ['set', 'del', 'increment', 'push', 'unshift', 'insert', 'pop', 'shift', 'remove', 'move',
      'stringInsert', 'stringRemove']) {
      const original = LocalDoc.prototype[method];
      LocalDoc.prototype[method] = function (...args) {
        try {
          return original.apply(this, args);
        } catch (error) {
          if (!(error instanceof NonObject)) throw error;
          return args[args.length - 1](new TypeError(method + error.message));
        }
      };
    }
  },

  // A mutator never throws: a negative index into nothing is one into an empty array.
  moves({Model, LocalDoc}) {
    let moving = false;
    const original = Model.prototype._move;
    Model.prototype._move = function (...args) {
      moving = true;
      try {
        return original.apply(this, args);
      } finally {
        moving = false;
      }
    };
    const get = LocalDoc.prototype.get;
    LocalDoc.prototype.get = function (segments) {
      const value = get.call(this, segments);
      return moving && !value ? [] : value;
    };
    const move = LocalDoc.prototype.move;
    LocalDoc.prototype.move = function (...args) {
      moving = false;
      return move.apply(this, args);
    };
  },

  // stringRemove before the string's beginning starts at the beginning.
  stringBeginning({LocalDoc}) {
    const original = LocalDoc.prototype.stringRemove;
    LocalDoc.prototype.stringRemove = function (segments, index, howMany, cb) {
      const value = this.get(segments);
      const start = typeof value === 'string' ? Math.max(index, -value.length) : index;
      return original.call(this, segments, start, howMany, cb);
    };
  },

  // Confirmations always come.
  confirmations({Model, util}) {
    const createNull = Model.prototype._createNull;
    Model.prototype._createNull = function (segments, value, cb) {
      const [collection, id] = this._dereference(segments);
      if (id && this._get([collection, id]) != null) return void (cb && cb());
      return createNull.call(this, segments, value, cb);
    };
    // Of several writes, too, and with the error of any of them: racer's group ends with the first.
    Model.prototype._setEach = function (segments, object, cb) {
      segments = this._dereference(segments);
      const group = util.asyncGroup(this.wrapCallback(cb));
      const finished = group();
      for (const key in object) this._set(segments.concat(key), object[key], group());
      finished();
    };
  },

  // Empty containers of one kind are identical.
  emptyContainers({Model}) {
    const isEmpty = (value) => value !== null && typeof value === 'object' && !Object.keys(value).length &&
      !(Array.isArray(value) && value.length);
    const same = (a, b) => a === b || isEmpty(a) && isEmpty(b) && Array.isArray(a) === Array.isArray(b);
    // What a function makes is new each time, but for empty elements of arrays.
    const setDiff = Model.prototype._setDiff;
    Model.prototype._setDiff = function (segments, value, cb) {
      const before = this._get(this._dereference(segments));
      return setDiff.call(this, segments, !this._pass.$fn && same(before, value) ? before : value, cb);
    };
    const setArrayDiff = Model.prototype._setArrayDiff;
    Model.prototype._setArrayDiff = function (segments, value, cb, equality) {
      const before = this._get(segments);
      if (this._pass.$fn) return setArrayDiff.call(this, segments, value, cb, equality || same);
      return setArrayDiff.call(this, segments, same(before, value) ? before : value, cb, equality || same);
    };
    // A ref below what was written makes no event where one follows another.
    const set = Model.prototype._set;
    Model.prototype._set = function (segments, value, cb) {
      const isMirror = Object.prototype.hasOwnProperty.call(this, '_dereference');
      if (isMirror && mirroring && isEmpty(value) && same(this._get(segments), value)) {
        const ref = this.root._refs.fromMap.getListener(segments);
        if (ref && ref.toSegments.length > mirroring.segments.length) return undefined;
      }
      return set.call(this, segments, value, cb);
    };
  },

  // setDiffDeep replaces a container by one of the other kind as a whole.
  diffDeep({Model, util}) {
    const isContainer = (value) => value !== null && typeof value === 'object';
    Model.prototype._setDiffDeep = function (segments, value, cb) {
      const group = util.asyncGroup(this.wrapCallback(cb));
      const finished = group();
      diffDeep(this, segments, this._get(segments), value, group);
      finished();
    };
    function diffDeep(model, segments, before, after, group) {
      const isScalar = !isContainer(before) || !isContainer(after);
      if (isScalar || Array.isArray(before) !== Array.isArray(after)) {
        model._setDiff(segments, after, group());
      } else if (Array.isArray(before)) {
        const edits = arrayDiff(before, after, util.deepEqual);
        const [first, second] = edits;
        const replacesOne = edits.length === 2 && first instanceof arrayDiff.RemoveDiff && first.howMany === 1 &&
          second instanceof arrayDiff.InsertDiff && second.values.length === 1 && first.index === second.index;
        if (replacesOne) {
          diffDeep(model, segments.concat(first.index), before[first.index], after[first.index], group);
        } else if (edits.length) {
          model._applyArrayDiff(segments, edits, group());
        }
      } else {
        for (const key of Object.keys(before)) if (!(key in after)) model._del(segments.concat(key), group());
        for (const key of Object.keys(after)) {
          if (!util.deepEqual(before[key], after[key])) {
            diffDeep(model, segments.concat(key), before[key], after[key], group);
          }
        }
      }
    }
  },

  // A ref with updateIndices follows its element also where an index counts from the end, and refers to nothing once
  // that element has been removed.
  updateIndices({Model}) {
    const ref = Model.prototype._ref;
    Model.prototype._ref = function (from, to, options) {
      ref.call(this, from, to, {});
      this.root._refs.fromMap.getListener(from).follows = options && options.updateIndices;
    };
    const call = Model.prototype._callMutationListeners;
    Model.prototype._callMutationListeners = function (type, segments, event) {
      if (/^(insert|remove|move)Immediate$/.test(type)) follow(this.root, segments, event);
      return call.call(this, type, segments, event);
    };
    const dereference = Model.prototype._dereference;
    Model.prototype._dereference = function (...args) {
      const segments = dereference.apply(this, args);
      return segments[0] === '$null' ? ['$null'] : segments;
    };
    function follow(root, segments, event) {
      const list = root._get(segments);
      for (const each of root._refs.toListeners.getDescendantListeners(segments)) {
        const index = Number(each.toSegments[segments.length]);
        if (!each.follows || Number.isNaN(index)) continue;
        const now = patched(event, index, list ? list.length : 0);
        if (now === index) continue;
        root._refs.toListeners.removeListener(each.toSegments, each);
        if (now < 0) {
          each.toSegments = ['$null'];
          const setter = root.pass(event.passed);
          setter._dereference = (same) => same;
          setter._set(each.fromSegments, undefined);
        } else {
          each.toSegments = each.toSegments.slice();
          each.toSegments[segments.length] = String(now);
          root._refs.toListeners.addListener(each.toSegments, each);
        }
      }
    }
    const place = (index, length) => index < 0 ? Math.max(0, index + length) : Math.min(index, length);
    function patched(event, index, size) {
      if (event.type === 'insert') {
        const count = event.values.length;
        return place(event.index, size - count) <= index ? index + count : index;
      }
      if (event.type === 'remove') {
        const count = event.values.length;
        const at = place(event.index, size + count);
        return index < at ? index : index < at + count ? -1 : index - count;
      }
      const from = place(event.from, size);
      const to = place(event.to, size - event.howMany);
      if (from <= index && index < from + event.howMany) return index + to - from;
      const rest = from <= index ? index - event.howMany : index;
      return to <= rest ? rest + event.howMany : rest;
    }
  }
};

function NonObject(message) {
  this.message = message;
}

let repaired = false;

// The package; with "fixed" the repairs are in it from then on.
function racer({fixed = false} = {}) {
  const package_ = fromNode('racer');
  if (fixed && !repaired) {
    repaired = true;
    const classes = {
      racer: package_,
      Model: package_.Model,
      util: package_.util,
      RefList: load('Model/refList.js').RefList,
      Filter: load('Model/filter.js').Filter,
      LocalDoc: load('Model/LocalDoc.js').LocalDoc || load('Model/LocalDoc.js'),
      RemoteDoc: load('Model/RemoteDoc.js').RemoteDoc || load('Model/RemoteDoc.js')
    };
    for (const repair of Object.values(repairs)) repair(classes);
  }
  return package_;
}

// Where the programs' models live: on a backend of their own if the program has a server.
function host({fixed = false, memory = false} = {}) {
  const package_ = racer({fixed});
  let backend = null;
  return {
    createModels(names, program) {
      const models = {};
      if (program.server) {
        const MingoMemory = fromNode('sharedb-mingo-memory');
        backend = package_.createBackend({db: new MingoMemory()});
        for (const rule of program.server.reject || []) reject(backend, rule);
      }
      for (const name of names) {
        models[name] = backend ? backend.createModel() : package_.createModel();
        models[name].unloadDelay = 0;
      }
      return models;
    },
    settle(models, done) {
      let idle = 0;
      const check = () => {
        const busy = backend && Object.values(models).some((model) => model.connection.hasPending());
        idle = busy ? 0 : idle + 1;
        if (idle > 12) return done();
        setImmediate(check);
      };
      setImmediate(check);
    },
    close(models, done) {
      if (!backend) return done();
      for (const model of Object.values(models)) model.connection.close();
      backend.close(() => done());
    }
  };
}

// Operations that touch the member "rule" are refused by the server.
function reject(backend, rule) {
  backend.use('apply', (request, next) => {
    const touched = (request.op.op || []).some((component) => component.p && component.p[0] === rule);
    next(touched ? new Error('rejected') : undefined);
  });
}

module.exports = {racer, host, repairs, snapshot};
