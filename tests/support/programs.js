// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

// Runs programs for models: steps written as JSON, on the JavaScript API that Racer has. The same file runs on Node
// with the npm package racer and in Qt's engine; modelprogram.cpp does the same with the C++ API. A program is
//   {"models": ["M", "O"], "setup": [step…], "steps": [step…]}
// and a step [method, argument…] or {"do": [method, argument…], "at": path, "pass": {…}, "silent": true, …}. A method
// belongs to the model M unless it is written "O.method". run() calls back with one list of lines for each step: the
// events of all models, what the step returned, its error.
var programs = (function () {
  var MARKERS = ['$refList', '$fn', '$filter', '$query', '$remote'];
  var UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
  var MUTATORS = ['set', 'setNull', 'setDiff', 'setDiffDeep', 'setArrayDiff', 'setArrayDiffDeep', 'setEach', 'create',
    'createNull', 'add', 'del', 'increment', 'push', 'unshift', 'insert', 'pop', 'shift', 'remove', 'move',
    'stringInsert', 'stringRemove', 'subtypeSubmit'];
  var LOADERS = ['fetch', 'subscribe', 'unfetch', 'unsubscribe'];
  var DOCUMENT_LOADERS = ['fetchDoc', 'subscribeDoc', 'unfetchDoc', 'unsubscribeDoc'];

  // What programs compute with, by name; modelfunctions.cpp has the same.
  function number(value) {
    return typeof value === 'number' ? value : 0;
  }
  function valueOf(item) {
    return item && typeof item === 'object' ? number(item.v) : number(item);
  }
  function nameText(value) {
    return typeof value === 'string' ? value : text(value);
  }
  var functions = {
    sum: function () {
      return Array.prototype.reduce.call(arguments, function (total, value) { return total + number(value); }, 0);
    },
    join: function () {
      return Array.prototype.map.call(arguments, text).join('|');
    },
    list: function () {
      return Array.prototype.map.call(arguments, function (value) { return value === undefined ? null : value; });
    },
    map: function (items) {
      return Array.isArray(items) ? Array.from(items, function (item) { return {v: valueOf(item)}; }) : [];
    },
    count: function (object) {
      if (Array.isArray(object)) return object.length;
      return object && typeof object === 'object' ? Object.keys(object).length : 0;
    },
    same: function (value) {
      return value;
    },
    fullName: {
      get: function (first, last) { return nameText(first) + ' ' + nameText(last); },
      set: function (full) { return typeof full === 'string' ? full.split(' ').slice(0, 2) : null; }
    },
    unity: {
      get: function (value) { return value; },
      set: function (value) { return [value]; }
    },
    positive: function (item) {
      return valueOf(item) > 1;
    },
    even: function (item) {
      return valueOf(item) % 2 === 0;
    },
    atLeast: function (item, key, object, limit) {
      return valueOf(item) >= number(limit);
    },
    byValue: function (a, b) {
      return valueOf(a) - valueOf(b);
    },
    byValueDown: function (a, b) {
      return valueOf(b) - valueOf(a);
    }
  };

  function isUuid(key) {
    return key.length === 36 && key.search(UUID) === 0;
  }

  // A value as text that tells undefined, null and NaN apart and does not depend on the order of keys.
  function text(value) {
    if (value === undefined) return 'undef';
    if (typeof value === 'number') return isFinite(value) ? String(value) : 'NaN';
    if (typeof value === 'function') return 'function';
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    if (Array.isArray(value)) {
      var items = [];
      for (var i = 0; i < value.length; i++) items.push(text(value[i]));
      return '[' + items.join(',') + ']';
    }
    var keys = Object.keys(value);
    var sorted = keys.filter(function (key) { return !isUuid(key); }).sort();
    return '{' + sorted.concat(keys.filter(isUuid)).map(function (key) {
      return JSON.stringify(key) + ':' + text(value[key]);
    }).join(',') + '}';
  }

  function textOfEvent(event, path) {
    var place = event.type + (path === undefined ? '' : ' ' + path);
    var passed = {};
    Object.keys(event.passed).forEach(function (key) {
      passed[key] = MARKERS.indexOf(key) < 0 ? event.passed[key] : true;
    });
    var end = Object.keys(passed).length ? ' ' + text(passed) : '';
    switch (event.type) {
      case 'change': return place + ' ' + text(event.value) + ' ' + text(event.previous) + end;
      case 'insert': return place + ' ' + event.index + ' ' + text(event.values) + end;
      case 'remove': return place + ' ' + event.index + ' ' + text(event.removed) + end;
      case 'move': return place + ' ' + event.from + ' ' + event.to + ' ' + event.howMany + end;
      case 'load': return place + ' ' + text(event.document) + end;
      default: return place + ' ' + text(event.previousDocument) + end;
    }
  }

  function Run(program, host) {
    this.program = program;
    this.host = host;
    this.names = program.models || ['M'];
    this.models = host.createModels(this.names, program);
    this.lines = [];
    this.logging = false;
    this.errors = []; // one list for each step that is running now
    this.ids = {};
    this.idCount = 0;
    this.results = {};
    this.listeners = {};
    this.objects = {}; // queries and filters by name
    var self = this;
    this.names.forEach(function (name) { self.prepare(name, self.models[name]); });
  }

  Run.prototype.prepare = function (name, model) {
    var self = this;
    var prefix = name === 'M' ? '' : name + ': ';
    model.on('all', '**', {useEventObjects: true}, function (event, captures) {
      if (captures[0].indexOf('$connection') === 0) return; // racer on a server only pretends to follow it
      self.write(prefix + textOfEvent(event, captures[0]));
    });
    model.on('error', function (error) { self.fail(error, prefix); });
    Object.keys(functions).forEach(function (key) { model.fn(key, functions[key]); });
  };

  Run.prototype.write = function (line) {
    if (!this.logging) return;
    var self = this;
    this.lines.push(line.replace(UUID, function (id) {
      if (!self.ids[id]) self.ids[id] = '<id' + (++self.idCount) + '>';
      return self.ids[id];
    }));
  };

  Run.prototype.fail = function (error, prefix) {
    // Which text the server has for a document that others created depends on who was faster.
    var line = (prefix || '') + 'error ' + (error.code === 'ERR_DOC_ALREADY_CREATED' ? error.code : error.message);
    if (this.errors.length) this.errors[this.errors.length - 1].push(line);
    else this.write(line);
  };

  Run.prototype.decode = function (model, value) {
    var self = this;
    if (Array.isArray(value)) return value.map(function (item) { return self.decode(model, item); });
    if (!value || typeof value !== 'object') return value;
    switch (value.$) {
      case 'undef': return undefined;
      case 'NaN': return NaN;
      case 'get': return model.root.get(value.path);
      case 'model': return model.root.at(value.path);
      case 'result': return this.results[value.name];
      case 'object': return this.object(value.name);
    }
    var result = {};
    Object.keys(value).forEach(function (key) { result[key] = self.decode(model, value[key]); });
    return result;
  };

  Run.prototype.object = function (name) {
    if (!this.objects[name]) throw new Error('nothing is named ' + name);
    return this.objects[name];
  };

  // Some forms have no place for a callback: their errors go to the error event.
  function takesCallback(method, args) {
    switch (method) {
      case 'create': case 'createNull': case 'add': case 'del': case 'pop': case 'shift': case 'increment':
      case 'move': case 'stringInsert': case 'stringRemove': case 'subtypeSubmit':
        return true;
      case 'remove': return args.length > 1 || typeof args[0] === 'number';
      case 'insert': return args.length > 2;
      default: return args.length > 1;
    }
  }

  Run.prototype.scoped = function (model, options) {
    if (options.scope !== undefined) model = model.scope(options.scope);
    if (options.at !== undefined) model = model.at(options.at);
    if (options.parent !== undefined) model = model.parent(options.parent);
    if (options.pass) model = model.pass(options.pass, options.invert);
    if (options.silent) model = model.silent();
    if (options.context) model = model.context(options.context);
    if (options.eventContext) model = model.eventContext(options.eventContext);
    if (options.preventCompose) model = model.preventCompose();
    return model;
  };

  // Runs one step; "host.settle" is left to the caller.
  Run.prototype.step = function (step) {
    var options = Array.isArray(step) ? {} : step;
    var call = Array.isArray(step) ? step : step.do;
    if (!call || typeof call[0] !== 'string') throw new Error('a step without a method');
    var parts = /^([A-Z])\.(.*)$/.exec(call[0]);
    var name = parts ? parts[1] : 'M';
    var method = parts ? parts[2] : call[0];
    var prefix = name === 'M' ? '' : name + ': ';
    var model = this.scoped(this.models[name], options);
    this.errors.push([]);
    try {
      var listening = method === 'listen' || method === 'unlisten';
      var args = listening ? call.slice(1) : this.decode(model, call.slice(1));
      var result = this.call(model, method, args, prefix);
      if (options.as) this.results[options.as] = result;
    } catch (error) {
      this.fail(error, prefix);
    }
    this.errors.pop().forEach(this.write, this);
  };

  Run.prototype.call = function (model, method, args, prefix) {
    var self = this;
    var called = false;
    function callback(error) {
      if (error && !called) self.fail(error, prefix);
      called = true;
    }
    function answer(error, value) {
      if (error) self.fail(error, prefix);
      else if (value !== undefined) self.write(prefix + method + ' ' + text(value));
    }
    if (MUTATORS.indexOf(method) >= 0) {
      var result = model[method].apply(model, takesCallback(method, args) ? args.concat(callback) : args);
      if (result !== undefined) this.write(prefix + '= ' + text(result));
      return result;
    }
    if (LOADERS.indexOf(method) >= 0) return void model[method].apply(model, args.concat(callback));
    if (DOCUMENT_LOADERS.indexOf(method) >= 0) return void model[method].apply(model, args.concat(answer));
    var own = method.replace('.', '_');
    if (Object.prototype.hasOwnProperty.call(methods, own)) return methods[own].call(this, model, args, prefix, answer);
    var value = model[method].apply(model, args);
    if (value && typeof value === 'object' && typeof value.path === 'function' && typeof value.at === 'function') {
      this.write(prefix + '= @' + value.path());
    } else if (value !== undefined || /^(get|evaluate|start|path)/.test(method)) {
      this.write(prefix + '= ' + text(value));
    }
    return value;
  };

  // Steps that are no methods of a model, or need a name for what they make.
  var methods = {
    listen: function (model, args, prefix) {
      var self = this;
      var name = args[0];
      var type = args[1];
      var options = args[3] || {};
      var times = options.times === undefined ? 3 : options.times;
      var pattern = this.decode(model, args[2]) || '';
      var listener = model[options.once ? 'once' : 'on'](type, pattern, {useEventObjects: true},
        function (event, captures) {
          self.write(prefix + name + '[' + captures.join(',') + '] ' + textOfEvent(event));
          if (!options.do || times-- <= 0) return;
          options.do.forEach(self.step, self);
        });
      this.listeners[name] = {model: model, type: type, listener: listener};
    },
    unlisten: function (model, args) {
      var entry = this.listeners[args[0]];
      entry.model.removeListener(entry.type, entry.listener);
    },
    filter: function (model, args) {
      this.makeFilter('filter', model, args);
    },
    sort: function (model, args) {
      this.makeFilter('sort', model, args);
    },
    filter_filter: function (model, args) { this.object(args[0]).filter(args[1]); },
    filter_sort: function (model, args) { this.object(args[0]).sort(args[1]); },
    filter_ref: function (model, args) { this.object(args[0]).ref(args[1]); },
    filter_get: function (model, args, prefix) { this.write(prefix + '= ' + text(this.object(args[0]).get())); },
    filter_ids: function (model, args, prefix) { this.write(prefix + '= ' + text(this.object(args[0]).ids())); },
    filter_update: function (model, args) { this.object(args[0]).update(); },
    filter_destroy: function (model, args) { this.object(args[0]).destroy(); },
    filter_set: function (model, args) { this.object(args[0])[args[1]] = args[2]; },
    query: function (model, args) {
      this.objects[args[0]] = model.query.apply(model, args.slice(1));
    },
    query_subscribe: function (model, args, prefix, answer) { this.object(args[0]).subscribe(answerError(answer)); },
    query_fetch: function (model, args, prefix, answer) { this.object(args[0]).fetch(answerError(answer)); },
    query_unsubscribe: function (model, args, prefix, answer) { this.object(args[0]).unsubscribe(answer); },
    query_unfetch: function (model, args, prefix, answer) { this.object(args[0]).unfetch(answer); },
    query_get: function (model, args, prefix) { this.write(prefix + '= ' + text(this.object(args[0]).get())); },
    query_getIds: function (model, args, prefix) { this.write(prefix + '= ' + text(this.object(args[0]).getIds())); },
    query_getExtra: function (model, args, prefix) {
      this.write(prefix + '= ' + text(this.object(args[0]).getExtra()));
    },
    query_ref: function (model, args) { this.object(args[0]).ref(args[1]); },
    query_refIds: function (model, args) { this.object(args[0]).refIds(args[1]); },
    query_refExtra: function (model, args) { this.object(args[0]).refExtra(args[1], args[2]); },
    close: function (model, args, prefix, answer) {
      model.root.close(function (error) { answer(error, 'closed'); });
    },
    bundle: function (model, args, prefix) {
      var self = this;
      model.root.bundle(function (error, bundle) {
        if (error) self.fail(error, prefix);
        else self.results[args[0]] = JSON.parse(JSON.stringify(bundle));
      });
    },
    data: function (model, args, prefix) {
      this.write(prefix + 'data ' + text(model.root.get(args[0])));
    }
  };

  function answerError(answer) {
    return function (error) { answer(error); };
  }

  // ["filter", name, input, extra paths, options, function]
  Run.prototype.makeFilter = function (method, model, args) {
    this.objects[args[0]] = model[method](args[1], args[2] || [], args[3] || {}, args[4]);
  };

  // Calls back with the lines of each step. Steps run one after another, and at once up to the first "settle".
  Run.prototype.run = function (steps, done) {
    var self = this;
    var log = [];
    function next(i) {
      for (; i < steps.length; i++) {
        var settles = steps[i][0] === 'settle';
        if (!settles) self.step(steps[i]);
        if (settles) {
          return self.host.settle(self.models, function (error) {
            if (error) self.fail(error);
            log.push(self.lines.splice(0));
            next(i + 1);
          });
        }
        log.push(self.lines.splice(0));
      }
      done(log);
    }
    next(0);
  };

  function run(program, host, done) {
    var runner = new Run(program, host);
    runner.run(program.setup || [], function () {
      runner.logging = true;
      runner.run(program.steps, function (log) { host.close(runner.models, function () { done(log); }); });
    });
  }

  return {Run: Run, run: run, text: text, functions: functions};
})();

if (typeof module !== 'undefined') module.exports = programs;
