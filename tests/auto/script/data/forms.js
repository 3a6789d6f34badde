// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// Every argument form of every mutator: the call, the value afterwards, what it returned.
'use strict';

const start = {n: 5, text: 'abc', list: [10, 11, 12, 13], o: {a: 1}};
const done = () => {};
const forms = [
    // at, method, arguments, returned, path that has changed, its value
    ['_p.d.n', 'set', [1], 5, 1],
    ['_p.d', 'set', ['n', 1], 5, {n: 1}],
    ['_p.d', 'set', ['n', 1, done], 5, {n: 1}],
    ['_p.d.n', 'set', [1, done], 5, 1],
    ['_p.d', 'set', ['n', undefined], 5, {n: undefined}],
    ['_p.d', 'set', ['n', null], 5, {n: null}],
    ['_p.d', 'set', [7, 1], undefined, {7: 1}],
    ['_p.d.n', 'setNull', [1], 5, 5],
    ['_p.d', 'setNull', ['x', 1], 1, {x: 1}],
    ['_p.d.n', 'setNull', [1, done], 5, 5],
    ['_p.d.n', 'setDiff', [1], 5, 1],
    ['_p.d', 'setDiff', ['n', 1, done], 5, {n: 1}],
    ['_p.d.o', 'setEach', [{b: 2}], undefined, {a: 1, b: 2}],
    ['_p.d', 'setEach', ['o', {b: 2}], undefined, {o: {a: 1, b: 2}}],
    ['_p.d', 'setEach', ['o', {b: 2}, done], undefined, {o: {a: 1, b: 2}}],
    ['_p.d.o', 'setDiffDeep', [{b: 2}], undefined, {b: 2}],
    ['_p.d', 'setDiffDeep', ['o', {b: 2}, done], undefined, {o: {b: 2}}],
    ['_p.d.list', 'setArrayDiff', [[11]], undefined, [11]],
    ['_p.d', 'setArrayDiff', ['list', [11], done], undefined, {list: [11]}],
    ['_p.d.list', 'setArrayDiffDeep', [[11]], undefined, [11]],
    ['_p.d.list', 'push', ['v'], 5, [10, 11, 12, 13, 'v']],
    ['_p.d', 'push', ['list', 'v'], 5, {list: [10, 11, 12, 13, 'v']}],
    ['_p.d', 'push', ['list', ['a', 'b'], done], 5, {list: [10, 11, 12, 13, ['a', 'b']]}],
    ['_p.d.list', 'push', ['v', done], 5, [10, 11, 12, 13, 'v']],
    ['_p.d.list', 'unshift', ['v'], 5, ['v', 10, 11, 12, 13]],
    ['_p.d', 'unshift', ['list', 'v'], 5, {list: ['v', 10, 11, 12, 13]}],
    ['_p.new', 'create', [], undefined, {}],
    ['_p.new', 'create', [{a: 1}], undefined, {a: 1}],
    ['_p.new', 'create', [done], undefined, {}],
    ['_p.new', 'create', [{a: 1}, done], undefined, {a: 1}],
    ['_p', 'create', ['new', {a: 1}], undefined, {new: {a: 1}}],
    ['_p', 'create', ['new', {a: 1}, done], undefined, {new: {a: 1}}],
    ['_p.new', 'createNull', [], undefined, {}],
    ['_p.d.n', 'del', [], 5, undefined],
    ['_p.d.n', 'del', [done], 5, undefined],
    ['_p.d', 'del', ['n'], 5, {n: undefined}],
    ['_p.d', 'del', ['n', done], 5, {n: undefined}],
    ['_p.d.n', 'increment', [], 6, 6],
    ['_p.d.n', 'increment', [3], 8, 8],
    ['_p.d.n', 'increment', [done], 6, 6],
    ['_p.d.n', 'increment', [3, done], 8, 8],
    ['_p.d', 'increment', ['n'], 6, {n: 6}],
    ['_p.d', 'increment', ['n', done], 6, {n: 6}],
    ['_p.d', 'increment', ['n', 2], 7, {n: 7}],
    ['_p.d', 'increment', ['n', 2, done], 7, {n: 7}],
    ['_p.d', 'increment', ['3'], 1, {3: 1}],
    ['_p.d.list', 'insert', [1, 'v'], 5, [10, 'v', 11, 12, 13]],
    ['_p.d.list', 'insert', ['1', 'v'], 5, [10, 'v', 11, 12, 13]],
    ['_p.d.list', 'insert', [1, ['v', 'w']], 6, [10, 'v', 'w', 11, 12, 13]],
    ['_p.d.list', 'insert', [1, 'v', done], 5, [10, 'v', 11, 12, 13]],
    ['_p.d', 'insert', ['list', 1, 'v'], 5, {list: [10, 'v', 11, 12, 13]}],
    ['_p.d', 'insert', ['list', 1, 'v', done], 5, {list: [10, 'v', 11, 12, 13]}],
    ['_p.d.list', 'insert', [-1, 'v'], 5, [10, 11, 12, 'v', 13]],
    ['_p.d.list', 'pop', [], 13, [10, 11, 12]],
    ['_p.d.list', 'pop', [done], 13, [10, 11, 12]],
    ['_p.d', 'pop', ['list'], 13, {list: [10, 11, 12]}],
    ['_p.d', 'pop', ['list', done], 13, {list: [10, 11, 12]}],
    ['_p.d.list', 'shift', [], 10, [11, 12, 13]],
    ['_p.d', 'shift', ['list', done], 10, {list: [11, 12, 13]}],
    ['_p.d.list', 'remove', [1], [11], [10, 12, 13]],
    ['_p.d.list', 'remove', ['1'], [11], [10, 12, 13]],
    ['_p.d.list.1', 'remove', [], [11], undefined],
    ['_p.d.list.1', 'remove', [done], [11], undefined],
    ['_p.d', 'remove', ['list.1', done], [11], {list: [10, 12, 13]}],
    ['_p.d.list', 'remove', [1, done], [11], [10, 12, 13]],
    ['_p.d.list', 'remove', [1, 2], [11, 12], [10, 13]],
    ['_p.d', 'remove', ['list', 1], [11], {list: [10, 12, 13]}],
    ['_p.d.list', 'remove', [1, 2, done], [11, 12], [10, 13]],
    ['_p.d', 'remove', ['list', 1, done], [11], {list: [10, 12, 13]}],
    ['_p.d', 'remove', ['list', 1, 2], [11, 12], {list: [10, 13]}],
    ['_p.d', 'remove', ['list', 1, 2, done], [11, 12], {list: [10, 13]}],
    ['_p.d.list', 'move', [0, 2], [10], [11, 12, 10, 13]],
    ['_p.d.list', 'move', [0, 2, done], [10], [11, 12, 10, 13]],
    ['_p.d.list', 'move', [0, 2, 2], [10, 11], [12, 13, 10, 11]],
    ['_p.d', 'move', ['list', 0, 2], [10], {list: [11, 12, 10, 13]}],
    ['_p.d.list', 'move', [0, 2, 2, done], [10, 11], [12, 13, 10, 11]],
    ['_p.d', 'move', ['list', 0, 2, done], [10], {list: [11, 12, 10, 13]}],
    ['_p.d', 'move', ['list', 0, 2, 2], [10, 11], {list: [12, 13, 10, 11]}],
    ['_p.d', 'move', ['list', 0, 2, 2, done], [10, 11], {list: [12, 13, 10, 11]}],
    ['_p.d.text', 'stringInsert', [1, 'Z'], undefined, 'aZbc'],
    ['_p.d.text', 'stringInsert', [1, 'Z', done], undefined, 'aZbc'],
    ['_p.d', 'stringInsert', ['text', 1, 'Z'], undefined, {text: 'aZbc'}],
    ['_p.d', 'stringInsert', ['text', 1, 'Z', done], undefined, {text: 'aZbc'}],
    ['_p.d.text', 'stringRemove', [1, 99], undefined, 'a'],
    ['_p.d', 'stringRemove', ['text', 0, 1, done], undefined, {text: 'bc'}],
];

for (const [path, method, args, returned, after] of forms) {
    const shown = args.map((each) => typeof each === 'function' ? 'cb' : text(each)).join(', ');
    test('at(' + path + ').' + method + '(' + shown + ')', () => {
        const model = racer.createModel();
        model.set('_p.d', racer.util.deepCopy(start));
        const order = [];
        const given = args.map((each) => each === done ? (error) => order.push(error) : each);
        model.on('all', '**', () => order.push('event'));
        same(model.at(path)[method](...given), returned, 'returned');
        if (path === '_p.d.list.1') {
            same(model.get('_p.d.list'), [10, 12, 13]);
        } else if (after && typeof after === 'object' && !Array.isArray(after) && path.split('.').length <= 2) {
            for (const key of Object.keys(after))
                same(model.get(path + '.' + key), after[key], 'after');
        } else {
            same(model.get(path), after, 'after');
        }
        if (args.includes(done)) {
            same(order.filter((each) => each !== 'event'), [undefined], 'called back');
            if (order.includes('event') && !['setEach', 'setDiffDeep', 'setArrayDiff'].includes(method))
                same(order[0], undefined, 'before the event');
        }
    });
    const base = args.filter((each) => each !== done);
    test('at(' + path + ').' + method + 'Promised(' + base.map(text).join(', ') + ') settles', () => {
        const model = racer.createModel();
        model.set('_p.d', racer.util.deepCopy(start));
        const value = model.at(path)[method + 'Promised'](...base);
        return value.then((result) => {
            same(result, undefined);
            if (path.split('.').length > 2 && path !== '_p.d.list.1')
                same(model.get(path), after);
        });
    });
}

for (const method of ['insert', 'move', 'stringInsert', 'stringRemove', 'subtypeSubmit']) {
    test(method + ' needs its arguments', () => {
        const model = racer.createModel();
        throws(() => model[method](), 'Not enough arguments for ' + method);
        throws(() => model[method](1), 'Not enough arguments for ' + method);
    });
}

test('add in all its forms', () => {
    const model = racer.createModel();
    const byCallback = [];
    const cb = (error, id) => byCallback.push([error, id]);
    const object = {a: 1};
    const id = model.add('_c', object);
    same(id.length, 36);
    same(object.id, id, "the caller's object");
    same(model.get('_c.' + id), {a: 1, id});
    same(model.at('_c').add({id: 'x'}), 'x');
    same(model.add(model.at('_c'), {id: 'y'}), 'y', 'a model as the path');
    same(model.at('_c').add({id: 'z'}, cb), 'z');
    same(model.add('_c', {id: 'w'}, cb), 'w');
    same(model.add('_c', {id: 7}), 7);
    ok(model.at('_c').add().length === 36);
    same(byCallback, [[undefined, 'z'], [undefined, 'w']]);
    return model.addPromised('_c', {id: 'p'}).then((result) => same(result, 'p'));
});

test('a model is its absolute path', () => {
    const model = racer.createModel();
    const place = model.at('_p.a.b');
    model.at('_p.elsewhere').set(place, 5);
    same(model.get('_p'), {a: {b: 5}});
    same(model.at('_p.x').get(place), 5);
    model.push(model.at('_p.list'), 1);
    same(model.at('_p.other').pop(model.at('_p.list')), 1);
    same(place.path(model.at('_q')), '_q');
});
