// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';
// A program for Racer, as its users write them: two people and a list of things to do. It runs on Node with the npm package
// and in Qt's engine, and prints the same.
const racer = require('racer');

const backend = racer.createBackend();
backend.on('model', function(model) {
  model.fn('countDone', function(todos) {
    return Object.keys(todos || {}).filter(function(id) { return todos[id] && todos[id].done; }).length;
  });
  model.fn('byTitle', function(a, b) {
    return a.title < b.title ? -1 : a.title > b.title ? 1 : 0;
  });
});

function print() {
  console.log(Array.prototype.map.call(arguments, function(each) {
    return typeof each === 'string' ? each : JSON.stringify(each);
  }).join(' '));
}

function logEvents(name, model, pattern) {
  model.on('all', pattern, {useEventObjects: true}, function(event, captures) {
    print(name, event.type, captures.join('.'), event.value || event.values || null, event.passed.$remote ? 'remote' : 'own');
  });
}

const ann = backend.createModel();
const bob = backend.createModel();
ann.root.unloadDelay = 0;
bob.root.unloadDelay = 0;

function fill(next) {
  const todos = ann.at('todos');
  todos.add({id: 't1', title: 'Milk', tags: ['food'], done: false}, function(error, id) {
    print('added', error || null, id);
  });
  todos.add({id: 't2', title: 'Bread', tags: [], done: true});
  todos.add({id: 't3', title: 'Soap', tags: ['house'], done: false});
  ann.set('_session.user', {name: 'Ann', visits: 0});
  ann.increment('_session.user.visits');
  ann.at('_session.user').increment('visits', 2);
  ann.whenNothingPending(next);
}

function query(next) {
  const open = bob.query('todos', {});
  bob.subscribe(open, 'todos.t1', function(error) {
    print('subscribed', error || null, open.getIds().slice().sort());
    open.refIds('_page.ids');
    const filter = bob.filter('todos', function(todo) { return todo && !todo.done; }).sort('byTitle');
    filter.ref('_page.open');
    bob.start('_page.count', 'todos', 'countDone');
    bob.ref('_page.first', 'todos.t1');
    print('open', bob.get('_page.open').map(function(todo) { return todo.title; }), bob.get('_page.count'));
    next();
  });
}

function edit(next) {
  logEvents('bob', bob, '_page.**');
  ann.setPromised('todos.t2.done', false).then(function() {
    return ann.pushPromised('todos.t1.tags', 'cold');
  }).then(function() {
    return ann.stringInsertPromised('todos.t1.title', 0, 'Oat ');
  }).then(function() {
    return ann.delPromised('todos.t3');
  }).then(function() {
    return bob.fetchPromised('todos.t1');
  }).then(function() {
    const check = function() {
      if (bob.get('todos.t3') !== undefined || bob.get('_page.first.title') !== 'Oat Milk') {
        setTimeout(check, 5);
        return;
      }
      bob.removeAllListeners('all', '_page');
      print('open', bob.get('_page.open').map(function(todo) { return todo.title; }), bob.get('_page.count'));
      print('first', bob.get('_page.first.tags'), bob.dereference('_page.first.title'));
      next();
    };
    check();
  });
}

function local(next) {
  const page = ann.at('_page');
  page.set('colors', {g: {id: 'g', hex: '#0f0'}, r: {id: 'r', hex: '#f00'}});
  page.set('palette', ['r', 'g', 'r']);
  page.refList('list', 'colors', 'palette');
  logEvents('ann', ann, '_page.list.**');
  ann.push('_page.list', {id: 'b', hex: '#00f'});
  ann.set('_page.list.0.hex', '#e00');
  ann.move('_page.list', -1, 0);
  ann.pass({by: 'test'}).pop('_page.list');
  ann.removeAllListeners('all', '_page.list');
  print('list', ann.get('_page.list').map(function(each) { return each.hex; }), ann.get('_page.palette'));

  page.set('first', 'Ann');
  page.set('last', 'Lee');
  page.fn('fullName', {
    get: function(first, last) { return first + ' ' + last; },
    set: function(full) { return full.split(' '); }
  });
  print(page.start('full', 'first', 'last', 'fullName'));
  ann.set('_page.full', 'Bob Ray');
  print(ann.get('_page.first'), ann.get('_page.last'));
  page.setDiffDeep('tree', {a: [1, 2, 3], b: {c: null}});
  const changes = [];
  const listener = ann.on('all', '_page.tree.**', function(path, type) { changes.push(type + ' ' + path); });
  page.setDiffDeep('tree', {a: [1, 9, 3], b: {c: 1, d: 2}});
  ann.removeListener('all', listener);
  print(changes.sort());
  next();
}

function errors(next) {
  ann.once('error', function(error) { print('error', error.message); });
  ann.set('_page', 1);
  try {
    ann.set('_page', 1);
  } catch (error) {
    print('thrown', error.message);
  }
  ann.fetch('todos.t1.title', function(error) { print('fetch', error.message); });
  try {
    ann.getOrThrow('_page.nothing');
  } catch (error) {
    print(error instanceof Error, error.message);
  }
  ann.createPromised('todos.t1', {}).catch(function(error) {
    print('create', error.code);
    next();
  });
}

function leave(next) {
  bob.once('unload', 'todos.t1', function(previous) { print('unloaded', previous.title); });
  bob.unsubscribeDoc('todos', 't1', function(error, count) {
    print('left', error || null, count);
    bob.unload();
    bob.close(function() {
      ann.close(function() { print('closed'); next(); });
    });
  });
}

[leave, errors, local, edit, query, fill].reduce(function(next, step) {
  return function() { print('--', step.name); step(next); };
}, function() { backend.close(); })();
