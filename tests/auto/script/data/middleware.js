// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// What a server in the same process lets functions of JavaScript decide.
'use strict';

function failure(promise) {
    return promise.then(() => { throw new Error('no error'); }, (error) => error);
}

// A callback of a write that shall fail, as a promise of its error.
function refused(write) {
    return new Promise((resolve, reject) => write((error) => error ? resolve(error) : reject(new Error('no error'))));
}

test('submit refuses with its error', steps(function* () {
    const backend = racer.createBackend();
    const seen = [];
    same(backend.use('submit', (request, next) => {
        ok(request.backend === backend);
        seen.push([request.action, request.collection, request.id, request.op.create.data]);
        if (request.op.create.data.secret)
            next(Object.assign(new Error('No secrets'), {code: 'FORBIDDEN'}));
        else
            next();
    }) === backend, true);
    const model = backend.createModel();
    yield model.createPromised('notes.a', {text: 'x'});
    const error = yield refused((callback) => model.create('notes.b', {secret: true}, callback));
    same([error.code, error.message], ['FORBIDDEN', 'No secrets']);
    same(model.get('notes.b'), undefined);
    same(seen[0], ['submit', 'notes', 'a', {text: 'x'}]);
    same(seen.length, 2);
}));

test('what a function throws, text, and a value that is none', steps(function* () {
    const backend = racer.createBackend();
    const answers = {
        thrown: () => { throw new Error('thrown'); },
        text: (request, next) => next('only text'),
        bad: (request, next) => {
            request.op.create.data.f = () => {};
            next();
        },
    };
    backend.use('submit', (request, next) => answers[request.id](request, next));
    const model = backend.createModel();
    same((yield refused((callback) => model.create('notes.thrown', {}, callback))).message, 'thrown');
    same((yield refused((callback) => model.create('notes.text', {}, callback))).message, 'only text');
    same((yield refused((callback) => model.create('notes.bad', {}, callback))).code, 'ERR_JS_VALUE_NOT_JSON');
}));

test('the stages of an op, and functions that answer later', steps(function* () {
    const backend = racer.createBackend();
    const model = backend.createModel();
    const log = [];
    backend.use(['submit', 'apply', 'commit', 'afterWrite'], (request, next) => {
        const snapshot = request.snapshot;
        log.push([request.action, request.op.v, snapshot && snapshot.data && snapshot.data.n]);
        request.custom.count = (request.custom.count || 0) + 1;
        if (request.action === 'afterWrite')
            same(request.custom.count, 4);
        Promise.resolve().then(() => next());
    });
    yield model.createPromised('notes.a', {n: 1});
    yield model.setPromised('notes.a.n', 2);
    same(log.slice(-4), [['submit', 1, undefined], ['apply', 1, 1], ['commit', 1, 2], ['afterWrite', 1, 2]]);
}));

test('ops are changed, amended and refused silently', steps(function* () {
    const backend = racer.createBackend();
    backend.use('submit', (request, next) => {
        if (request.op.create) {
            request.op.create.data.owner = 'ann';
            request.op.m.by = 'middleware';
        }
        next(request.op.del ? request.rejectedError() : undefined);
    });
    backend.use('apply', (request, next) => {
        if (request.op.op)
            request.$fixup([{p: ['stamp'], oi: request.snapshot.v}]);
        next();
    });
    backend.use('commit', (request, next) => {
        const error = throws(() => request.$fixup([]));
        same(error.code, 'ERR_FIXUP_IS_ONLY_VALID_ON_APPLY');
        next();
    });
    const model = backend.createModel();
    const other = backend.createModel();
    yield model.createPromised('notes.a', {n: 1});
    yield model.setPromised('notes.a.n', 2);
    yield other.fetchPromised('notes.a');
    same(other.get('notes.a'), {n: 2, owner: 'ann', stamp: 1, id: 'a'});
    same(model.get('notes.a.stamp'), 1);
    yield model.delPromised('notes.a');
    same(model.get('notes.a.n'), 2);
}));

test('readSnapshots hides and refuses', steps(function* () {
    const backend = racer.createBackend();
    backend.use('readSnapshots', (request, next) => {
        same(request.snapshotType, 'current');
        for (const snapshot of request.snapshots) {
            if (snapshot.data && snapshot.data.isPrivate)
                request.rejectSnapshotRead(snapshot, new Error('private'));
            else if (snapshot.data)
                delete snapshot.data.password;
        }
        next();
    });
    const model = backend.createModel();
    yield model.createPromised('users.a', {name: 'Ann', password: 'x'});
    yield model.createPromised('users.b', {isPrivate: true});
    const other = backend.createModel();
    yield other.fetchPromised('users.a');
    same(other.get('users.a'), {name: 'Ann', id: 'a'});
    same((yield failure(other.fetchPromised('users.b'))).message, 'private');
}));

test('query narrows what is asked for', steps(function* () {
    const backend = racer.createBackend();
    backend.use('query', (request, next) => {
        same([request.index, request.collection, request.channels], ['users', 'users', ['users']]);
        request.query = Object.assign({isPublic: true}, request.query);
        next();
    });
    const model = backend.createModel();
    yield model.createPromised('users.a', {isPublic: true});
    yield model.createPromised('users.b', {isPublic: false});
    const query = model.query('users', {});
    yield query.fetchPromised();
    same(query.getIds(), ['a']);
}));

test('connect knows the request, and the agent stays the same', steps(function* () {
    const backend = racer.createBackend();
    const session = {userId: 'ann', check: () => true};
    backend.use('connect', (request, next) => {
        if (!request.req || !request.req.session)
            return next(new Error('Who are you?'));
        request.agent.custom.userId = request.req.session.userId;
        ok(request.req.session === session, 'the very object');
        next();
    });
    const users = [];
    backend.use(['submit', 'receive', 'reply', 'op'], (request, next) => {
        users.push([request.action, request.agent.custom.userId]);
        next();
    });
    const model = backend.createModel({}, {session});
    yield model.createPromised('notes.a', {});
    ok(users.some((each) => each[0] === 'submit'));
    ok(users.every((each) => each[1] === 'ann'), text(users));
    const stranger = backend.createModel();
    const reason = yield new Promise((resolve) => {
        stranger.on('change', '$connection.reason', (value) => resolve(value));
    });
    ok(reason !== undefined);
}));

test('middleware that is none', () => {
    const backend = racer.createBackend();
    throws(() => backend.use('nothing', () => {}), 'There is no middleware action "nothing"');
    throws(() => backend.use('submit'), 'A middleware function is missing');
});

test('next() counts once, and may come after the end', steps(function* () {
    const backend = racer.createBackend();
    let late;
    backend.use('submit', (request, next) => {
        if (request.id === 'late') {
            late = next;
            return;
        }
        next();
        next(new Error('twice'));
    });
    const model = backend.createModel();
    yield model.createPromised('notes.a', {});
    model.create('notes.late', {}, () => {});
    for (let i = 0; i < 100 && !late; i++)
        yield racer.createModel().whenNothingPendingPromised();
    ok(late);
    model.disconnect();
    late(new Error('late'));
    backend.close();
    late();
}));

test('a model for each request', steps(function* () {
    const backend = racer.createBackend();
    const requests = [];
    backend.use('connect', (request, next) => {
        requests.push(request.req);
        next();
    });
    const writer = backend.createModel();
    yield writer.createPromised('notes.a', {n: 1});
    const listeners = {};
    const res = {on: (type, listener) => { listeners[type] = listener; }};
    const req = {url: '/notes'};
    const handle = backend.modelMiddleware();
    let went = 0;
    handle(req, res, () => went++);
    const model = req.model;
    handle(req, res, () => went++);
    same([went, req.model === model, model.fetchOnly, model.req === req], [2, true, true, true]);
    yield model.subscribePromised('notes.a');
    same(model.get('notes.a.n'), 1);
    ok(requests[1] === req);
    const closed = new Promise((resolve) => model.on('change', '$connection.state', (value) => resolve(value)));
    listeners.finish();
    listeners.close();
    same((yield closed), 'closed');
    ok(req.model === model);
    handle({}, undefined, () => went++);
    same(went, 3);
}));

test('plugins by name', () => {
    const plugin = (host, options) => { host.fromPlugin = options.value; };
    const module = {require: (id) => id === 'plugin' ? plugin : undefined};
    same(racer.serverUse(module, 'plugin', {value: 5}) === racer, true);
    same(racer.fromPlugin, 5);
    const host = {use: racer.util.use};
    same(host.use(plugin, {value: 6}) === host, true);
    host.use(plugin, {value: 7});
    same(host.fromPlugin, 6);
});
