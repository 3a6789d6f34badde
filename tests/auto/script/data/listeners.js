// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

test('event objects and captures', () => {
    const model = racer.createModel();
    const log = [];
    model.on('change', '_p.*.b.**', {useEventObjects: true}, (event, captures) => {
        ok(event instanceof racer.ChangeEvent);
        log.push([event.type, event.value, event.previous, event.passed, captures]);
        same(event.clone().value, event.value);
    });
    model.pass({by: 'me'}).set('_p.a.b.c.d', 1);
    same(log, [['change', 1, undefined, {by: 'me'}, ['a', 'c.d']]]);
});

test('legacy arguments', () => {
    const model = racer.createModel();
    const log = [];
    const note = (...args) => log.push(args);
    model.on('change', '_p.x', note);
    model.on('insert', '_p.*', note);
    model.on('remove', '_p.**', note);
    model.on('move', '_p.l', note);
    model.set('_p.x', 1);
    model.push('_p.l', 'a');
    model.push('_p.l', 'b');
    model.move('_p.l', 0, 1);
    model.pop('_p.l');
    same(log, [[1, undefined, {}], ['l', 0, ['a'], {}], ['l', 1, ['b'], {}], [0, 1, 1, {}], ['l', 1, ['a'], {}]]);
});

test('all types', () => {
    const model = racer.createModel();
    const log = [];
    model.on('all', '_p.**', (...args) => log.push(args));
    model.set('_p.x', 1);
    model.push('_p.l', 2);
    same(log, [['x', 'change', 1, undefined, {}], ['l', 'insert', 0, [2], {}]]);
});

test('raw listeners', () => {
    const model = racer.createModel();
    const log = [];
    model.on('change', (segments, event) => log.push([segments, event.value]));
    model.at('_p.x').on('change', (value) => log.push(value));
    model.set('_p.x', 1);
    model.set('_p.y', 2);
    same(log, [[['_p', 'x'], 1], 1, [['_p', 'y'], 2]]);
});

test('a scope, and a model as the pattern', () => {
    const model = racer.createModel();
    const log = [];
    model.at('_p').on('change', 'x', (value) => log.push(['scope', value]));
    model.at('_q').on('change', model.at('_p.x'), (value) => log.push(['model', value]));
    model.set('_p.x', 1);
    same(log, [['scope', 1], ['model', 1]]);
});

test('order by pattern', () => {
    const model = racer.createModel();
    const log = [];
    for (const pattern of ['_p.a', '_p.*', '*.a', '**'])
        model.on('change', pattern, () => log.push(pattern));
    model.set('_p.a', 1);
    same(log, ['**', '*.a', '_p.*', '_p.a']);
});

test('a change inside a listener is delivered after the present one', () => {
    const model = racer.createModel();
    const log = record(model);
    model.on('change', '_p.a', (value) => {
        model.set('_p.b', value + 1);
        model.set('_p.c', value + 2);
    });
    model.set('_p.a', 1);
    same(log.map((line) => line[1]), ['_p.a', '_p.b', '_p.c']);
});

test('immediate listeners', () => {
    const model = racer.createModel();
    const log = [];
    model.on('change', '_p.a', () => log.push('change'));
    model.on('changeImmediate', '_p.a', () => log.push('immediate'));
    model.set('_p.a', 1);
    same(log, ['immediate', 'change']);
});

test('once and removing', () => {
    const model = racer.createModel();
    const log = [];
    model.once('change', '_p.a', () => log.push('once'));
    const listener = model.on('change', '_p.a', () => log.push('on'));
    model.set('_p.a', 1);
    model.set('_p.a', 2);
    model.removeListener('change', listener);
    model.removeListener('change', listener);
    model.set('_p.a', 3);
    same(log, ['once', 'on', 'on']);
    throws(() => model.removeListener('change', () => {}));
});

test('removing all of a path', () => {
    const model = racer.createModel();
    const log = [];
    model.on('change', '_p.a', () => log.push('a'));
    model.on('change', '_p.*', () => log.push('*'));
    model.on('all', '_p.a', () => log.push('all'));
    model.removeAllListeners('change', '_p.a');
    model.set('_p.a', 1);
    same(log, ['*', 'all']);
    model.removeAllListeners('all', '_p');
    model.set('_p.a', 2);
    same(log, ['*', 'all', '*']);
    model.removeAllListeners();
    model.set('_p.a', 3);
    same(log.length, 3);
});

test('event contexts', () => {
    const model = racer.createModel();
    const log = [];
    model.eventContext('x').at('_p').on('change', '*', () => log.push('x'));
    model.on('change', '_p.*', () => log.push('-'));
    model.set('_p.a', 1);
    model.eventContext('x').removeContextListeners();
    model.set('_p.a', 2);
    same(log, ['x', '-', '-']);
});

test('pass and silent', () => {
    const model = racer.createModel();
    const log = [];
    model.on('change', '**', (path, value, previous, passed) => log.push(passed));
    model.pass({a: 1, b: 1}).pass({b: 2, c: 3}).set('_p.x', 1);
    model.pass({a: 1, b: 1}).pass({b: 2, c: 3}, true).set('_p.x', 2);
    model.silent().set('_p.x', 3);
    model.silent().silent(false).set('_p.x', 4);
    model.pass({x: 1}).stringInsert('_p.s', 0, 'hi');
    same(log.map((each) => [each.a, each.b, each.c]).slice(0, 3), [[1, 2, 3], [1, 1, 3], [undefined, undefined, undefined]]);
    same(log[3], {x: 1, $stringInsert: {index: 0, text: 'hi'}});
    same(model.get('_p.x'), 4);
});

test('on() refuses', () => {
    const model = racer.createModel();
    throws(() => model.on('change', '_p'), 'No expected callback function');
    throws(() => model.on('change', 'a.**.b', () => {}), 'Path pattern may contain `**` at end only');
});

test('other events are those of an emitter, shared by all models', () => {
    const model = racer.createModel();
    const log = [];
    const listener = (...args) => log.push(args);
    same(model.at('a').on('zed', listener) === listener, true);
    ok(model.emit('zed', 1, 2));
    model.at('b').emit('zed', 3);
    same(model.listenerCount('zed'), 1);
    model.removeListener('zed', listener);
    ok(!model.emit('zed'));
    model.once('zed', listener);
    model.emit('zed');
    model.emit('zed');
    same(log, [[1, 2], [3], []]);
});
