// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

const model = racer.createModel();

test('scopes', () => {
    same(model.at('a', 'b', 3).path(), 'a.b.3');
    same(model.at('a').at(0).path(), 'a.0');
    same(model.at('a').at().path(), 'a');
    same(model.at('a').at(null).path(), 'a');
    same(model.at('a', null).path(), 'a.null');
    same(model.at('a').scope('b', 4).path(), 'b.4');
    same(model.at('a').scope().path(), '');
    same(model.at('a').scope(5).path(), '5');
    same(model.at('a').scope(model.at('b.c')).path(), 'b.c');
    same(model.at('a').at(model.at('b.c')).path(), 'b.c');
    same(model.at('a.b.c').parent().path(), 'a.b');
    same(model.at('a.b.c').parent(2).path(), 'a');
    same(model.at('a.b.c').parent('2').path(), 'a');
    same(model.at('a.b.c').parent(9).path(), '');
    same(model.at('a.b.c').parent(0).path(), 'a.b.c');
    same(model.at('a.b').path('c'), 'a.b.c');
    same(model.at('a.b').path(0), 'a.b.0');
    same(model.path(NaN), 'NaN');
    same(model.path({}), undefined);
    same(model.at('a.b').leaf(), 'b');
    same(model.leaf('x.'), '');
    same(model.leaf(), '');
});

test('what is a path', () => {
    for (const path of [null, undefined, '', NaN, 3, 'a.b', model.at('a')])
        ok(model.isPath(path), String(path));
    for (const other of [{}, [], true, () => 1])
        ok(!model.isPath(other), String(other));
    throws(() => model.get({}), 'A path is text, a number or a model, not [object Object]');
});

test('classes', () => {
    ok(model instanceof racer.Model && model instanceof racer.RootModel);
    const child = model.at('a');
    ok(child instanceof racer.Model && child instanceof racer.ChildModel && !(child instanceof racer.RootModel));
    ok(model.root === model && child.root === model && child.silent().at('b').root === model);
    ok(new racer.RootModel().get() !== undefined);
    same(model.id().length, 36);
});

test('reading', () => {
    const m = racer.createModel();
    m.set('_p.x', {none: null, zero: 0, list: [1, 2], text: 'abc'});
    same(m.get('_p.x.none'), null);
    same(m.get('_p.x.none.below'), null);
    same(m.get('_p.x.nothing.below'), undefined);
    same(m.get('_p.x.zero.below'), undefined);
    same(m.get('_p.x.list.length'), 2);
    same(m.get('_p.x.text.length'), 3);
    same(m.get(), {_p: {x: m.get('_p.x')}});
    same(m.data, m.get());
    same(m.getOrDefault('_p.x.zero', 5), 0);
    same(m.getOrDefault('_p.x.none', 5), 5);
    same(m.getValues('_p.x.list'), [1, 2]);
    same(m.getValues('_p.nothing'), []);
    throws(() => m.getValues('_p.x.zero'), "Found non-object type for getValues('_p.x.zero')");
    throws(() => m.getOrThrow('_p.q'), 'No value at path _p.q');
    same(m.getCollection('_p').get(), m.get('_p'));
    same(m.getCollection('_none'), undefined);
    same(m.getDoc('_p', 'x').get('list.1'), 2);
    same(m.getDoc('_p', 'none'), undefined);
    m.getOrCreateDoc('_p', 'made', {a: 1});
    same(m.get('_p.made.a'), 1);
    m.get('_p.x.list').push(3);
    same(m.getCopy('_p.x.list'), [1, 2], 'a copy');
});

test('undefined and null', () => {
    const m = racer.createModel();
    m.set('_p.a', undefined);
    m.set('_p.b', null);
    same(m.get('_p'), {a: undefined, b: null});
    same(m.setNull('_p.b', 1), 1);
    m.set('_p.list', [undefined, null, , 1]);
    same(m.get('_p.list'), [undefined, null, undefined, 1]);
});

test('what is no data', () => {
    const m = racer.createModel();
    const error = throws(() => m.set('_p.x', {a: [() => 1]}), 'Cannot store a function (at a.0)');
    same(error.code, 'ERR_JS_VALUE_NOT_JSON');
    throws(() => m.set('_p.x', {a: /x/}));
    same(m.get('_p'), undefined);
    m.set('_p.date', new Date(Date.UTC(2026, 0, 2)));
    same(m.get('_p.date'), '2026-01-02T00:00:00.000Z');
    return m.setPromised('_p.x', {f() {}}).then(() => ok(false), (e) => same(e.code, 'ERR_JS_VALUE_NOT_JSON'));
});
