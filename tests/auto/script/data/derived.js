// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

function colors() {
    const model = racer.createModel();
    model.set('_p.colors', {g: {id: 'g', hex: 1}, r: {id: 'r', hex: 2}});
    model.set('_p.ids', ['r', 'g']);
    return model;
}

test('refs in all their forms', () => {
    const model = colors();
    same(model.ref('_p.a', '_p.colors.g').path(), '_p.a');
    same(model.get('_p.a.hex'), 1);
    same(model.at('_p.b').ref(model.at('_p.colors.r')).path(), '_p.b');
    same(model.get('_p.b.hex'), 2);
    model.set('_p.b.hex', 3);
    same(model.get('_p.colors.r.hex'), 3);
    same(model.dereference('_p.b.hex'), '_p.colors.r.hex');
    model.ref('_p.first', '_p.ids.0', {updateIndices: true});
    model.unshift('_p.ids', 'g');
    same(model.dereference('_p.first'), '_p.ids.1');
    model.at('_p.third').ref(model.at('_p.ids.1'), {updateIndices: true});
    same(model.get('_p.third'), 'r');
    model.removeRef('_p.a');
    same(model.get('_p.a'), undefined);
    same(model.get('_p.colors.g.hex'), 1);
    model.removeAllRefs('_p');
    same(throws(() => model.ref('_p', '_q.x')).message,
         'ref must be performed under a collection and document id. Invalid path: _p');
});

test('ref lists in all their forms', () => {
    const model = colors();
    same(model.refList('_p.list', '_p.colors', '_p.ids').path(), '_p.list');
    same(model.get('_p.list').map((each) => each.hex), [2, 1]);
    model.at('_p.two').refList(model.at('_p.colors'), model.at('_p.ids'));
    same(model.get('_p.two.1.hex'), 1);
    model.push('_p.list', {id: 'b', hex: 4});
    same(model.get('_p.ids'), ['r', 'g', 'b']);
    model.set('_p.list.2.hex', 5);
    same(model.get('_p.colors.b.hex'), 5);
    model.refList('_p.three', '_p.colors', '_p.ids', {deleteRemoved: true});
    model.pop('_p.three');
    same(model.get('_p.colors.b'), undefined);
});

test('functions in all their forms', () => {
    const model = racer.createModel();
    const log = [];
    model.set('_n.a', 1);
    model.set('_n.b', 2);
    const sum = function (...values) {
        log.push(this instanceof racer.ChildModel);
        return values.reduce((x, y) => x + y, 0);
    };
    same(model.start('_n.s', '_n.a', '_n.b', sum), 3);
    same(model.start('_n.t', ['_n.a', '_n.b'], sum), 3);
    same(model.at('_n').start('u', ['a', 'b'], {mode: 'diff'}, sum), 3);
    same(model.at('_n').start('v', model.at('_n.a'), {copy: 'none'}, sum), 1);
    same(model.start('_n.none', sum), 0);
    model.fn('sum', sum);
    same(model.start('_n.w', '_n.a', '_n.b', 'sum'), 3);
    same(model.evaluate('_n.a', '_n.b', 'sum'), 3);
    same(model.evaluate(['_n.a'], {copy: 'input'}, sum), 1);
    model.set('_n.a', 5);
    for (const out of ['s', 't', 'u', 'w'])
        same(model.get('_n.' + out), 7, out);
    ok(log.every((each) => each));
    model.stop('_n.s');
    model.at('_n').stopAll();
    model.set('_n.a', 6);
    same(model.get('_n.s'), 7);
    same(model.get('_n.t'), 7);
});

test('two-way functions', () => {
    const model = racer.createModel();
    const log = [];
    model.set('_n', undefined, () => {});
    model.set('_n.first', 'J');
    model.set('_n.last', 'S');
    model.fn('full', {
        get(first, last) { return first + ' ' + last; },
        set(full) { return full.split(' '); },
    });
    model.start('_n.full', '_n.first', '_n.last', 'full');
    model.on('change', '_n.*', (name) => log.push(name));
    model.set('_n.full', 'A B');
    same([model.get('_n.first'), model.get('_n.last')], ['A', 'B']);
    same(log, ['full', 'first', 'last']);
    model.start('_n.pair', '_n.first', {get: (a) => a, set: (value) => ({0: value})});
    model.set('_n.pair', 'X');
    same(model.get('_n.full'), 'X B');
});

test('deferred functions', () => new Promise((resolve) => {
    const model = racer.createModel();
    let runs = 0;
    model.start('_n.out', '_n.in', {async: true}, (value) => { runs++; return value; });
    same(runs, 1);
    model.on('change', '_n.out', (value) => {
        same(runs, 2);
        same(value, 9);
        resolve();
    });
    for (let i = 0; i < 10; i++)
        model.set('_n.in', i);
    same(runs, 1);
}));

test('functions that throw', () => {
    const model = racer.createModel();
    model.set('_n.a', 1);
    const thrown = new RangeError('not this');
    let bad = true;
    const error = throws(() => model.start('_n.b', '_n.a', (a) => {
        if (bad)
            throw thrown;
        return a;
    }), 'not this');
    ok(error === thrown, 'the very error');
    throws(() => model.start('_n.c', '_n.a', 'nobody'), 'Model function not found: nobody');
    throws(() => model.evaluate('_n.a', () => () => 1), 'Cannot store a function');
});

test('filters in all their forms', () => {
    const model = racer.createModel();
    model.set('_p.items', {a: {v: 3}, b: {v: 1}, c: {v: 2}});
    model.set('_p.least', 1);
    const filter = model.filter('_p.items', (item) => item && item.v > 1);
    ok(filter instanceof racer.Filter);
    same(filter.ids(), ['a', 'c']);
    same(filter.get(), [{v: 3}, {v: 2}]);
    filter.sort((x, y) => x.v - y.v);
    same(filter.ids(), ['c', 'a']);
    same(filter.ref('_p.out').path(), '_p.out');
    same(model.get('_p.out'), [{v: 2}, {v: 3}]);
    model.set('_p.items.b.v', 9);
    same(model.get('_p.out.2.v'), 9);
    filter.limit = 1;
    filter.update();
    same(model.get('_p.out'), [{v: 2}]);
    filter.destroy();
    same(model.get('_p.out') || [], []);

    same(model.filter('_p.items', null).ids(), ['a', 'b', 'c']);
    same(model.filter('_p.items').ids(), ['a', 'b', 'c']);
    same(model.at('_p').filter('items', 'least', (item, key, items, least) => item.v > least * 2).ids(), ['a', 'b']);
    same(model.at('_p').filter('items', ['least'], {limit: 1}, (item, key, items, least) => {
        same(Object.keys(items), ['a', 'b', 'c']);
        return item.v > least;
    }).getInputs(), [1]);
    model.fn('big', (item) => item.v > 2);
    same(model.filter('_p.items', 'big').sort((x, y) => y.v - x.v).ids(), ['b', 'a']);
    same(model.filter('_p.items', {skip: 1, limit: 1}, null).ids(), ['b']);
    same(model.filter('_p.items', {v: {$gt: 2}}).ids(), ['a', 'b'], 'a query');
    same(model.sort('_p.items', (x, y) => y.v - x.v).ids(), ['b', 'a', 'c']);
    model.at('_p.list').ref(model.filter('_p.items', 'big'));
    same(model.get('_p.list').length, 2);
    model.removeAllFilters('_p');
});

test('objects that go into a ref list are given ids', () => {
    const model = racer.createModel();
    model.refList('_page.list', '_page.items', '_page.ids');
    model.ref('_page.alias', '_page.list');
    const items = [{n: 0}, {n: 1}, {n: 2}, {n: 3}, {n: 4, id: 'own'}];
    model.push('_page.list', items[0]);
    model.unshift('_page.alias', items[1]);
    model.at('_page.list').insert(1, [items[2], items[3]]);
    model.push('_page.list', items[4]);
    same(items[4].id, 'own');
    same(model.get('_page.ids'), [1, 2, 3, 0, 4].map((n) => items[n].id));
    const plain = {n: 5};
    model.push('_page.plain', plain);
    model.insert('_page.plain', 0, [{n: 6}]);
    same(plain, {n: 5});
    same(model.get('_page.plain'), [{n: 6}, {n: 5}]);
});
