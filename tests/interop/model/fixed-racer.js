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
        _callMutationListeners: {value: (type, where, what) => call.call(model, type, where, type === immediate ? event : what)}
      }), segments, late);
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
      return moving && value == null ? [] : value;
    };
    const move = LocalDoc.prototype.move;
    LocalDoc.prototype.move = function (...args) {
      moving = false;
      return move.apply(this, args);
    };
  },

  // Confirmations always come.
  confirmations({Model}) {
    const createNull = Model.prototype._createNull;
    Model.prototype._createNull = function (segments, value, cb) {
      const [collection, id] = this._dereference(segments);
      if (id && this._get([collection, id]) != null) return void (cb && cb());
      return createNull.call(this, segments, value, cb);
    };
    const setEach = Model.prototype._setEach;
    Model.prototype._setEach = function (segments, object, cb) {
      if (cb && !(object && Object.keys(object).length)) return void cb();
      return setEach.call(this, segments, object, cb);
    };
  },

  // Empty containers of one kind are identical.
  emptyContainers({Model, util}) {
    const equal = util.equal;
    const isEmpty = (value) => value !== null && typeof value === 'object' && !Object.keys(value).length &&
      !(Array.isArray(value) && value.length);
    const same = (a, b) => a === b || isEmpty(a) && isEmpty(b) && Array.isArray(a) === Array.isArray(b);
    util.equal = (a, b) => equal(a, b) || same(a, b);
    const original = Model.prototype._setArrayDiff;
    Model.prototype._setArrayDiff = function (segments, value, cb, equality = same) {
      const before = this._get(segments);
      return original.call(this, segments, same(before, value) ? before : value, cb, equality);
    };
  },

  // setDiffDeep replaces a container by one of the other kind as a whole.
  diffDeep({Model}) {
    const original = Model.prototype._setDiffDeep;
    const isContainer = (value) => value !== null && typeof value === 'object';
    const kindChanges = (a, b) => isContainer(a) && isContainer(b) && Array.isArray(a) !== Array.isArray(b);
    // Where kinds change below, "after" is reached by replacing these first.
    Model.prototype._setDiffDeep = function (segments, value, cb) {
      if (!anyKindChange(this._get(segments), value)) return original.call(this, segments, value, cb);
      return repairedDiff(this, original, segments, this._get(segments), value, cb);
    };
    function anyKindChange(before, after) {
      if (kindChanges(before, after)) return true;
      if (!isContainer(before) || !isContainer(after)) return false;
      if (Array.isArray(before)) {
        return before.some((item) => Array.from(after).some((other) => anyKindChange(item, other)));
      }
      return Object.keys(after).some((key) => anyKindChange(before[key], after[key]));
    }
    function repairedDiff(model, plain, segments, before, after, cb) {
      if (kindChanges(before, after)) return void model._set(segments, after, cb);
      if (Array.isArray(before) || !isContainer(before) || !isContainer(after)) {
        return plain.call(model, segments, after, cb);
      }
      for (const key in before) if (!(key in after)) model._del(segments.concat(key));
      for (const key in after) {
        if (load('util').deepEqual(before[key], after[key])) continue;
        model._setDiffDeep(segments.concat(key), after[key]);
      }
      if (cb) cb();
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
