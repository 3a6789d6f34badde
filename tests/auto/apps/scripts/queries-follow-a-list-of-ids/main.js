// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
const racer = require('racer');
const backend = racer.createBackend();
const author = backend.createModel();
const model = backend.createModel();
author.create('users.a', {name: 'A'});
author.create('users.b', {name: 'B'}, () => {
    model.set('_page.ids', ['a']);
    const query = model.query('users', model.at('_page.ids'));
    console.log(query === model.query('users', model.at('_page.ids')));
    query.ref('_page.users');
    query.subscribe((error) => {
        console.log(!error, JSON.stringify(query.get()), JSON.stringify(query.getIds()));
        model.on('insert', '_page.users', (index, values) => {
            console.log(index, JSON.stringify(values));
            query.unsubscribe((failed, remaining) => {
                console.log(failed, remaining);
                process.exit(0);
            });
        });
        model.push('_page.ids', 'b');
    });
});
