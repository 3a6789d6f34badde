// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
class Mine extends Promise {}
console.log(Mine.resolve(1) instanceof Mine, Mine.resolve(1).then(() => {}) instanceof Mine);
const show = (name) => (value) => console.log(name, value);
Promise.all([1, Promise.resolve(2), {then: (resolve) => resolve(3)}]).then(show('all'))
    .then(() => Promise.all([1, Promise.reject('no')]).catch(show('all')))
    .then(() => Promise.allSettled([Promise.reject(3), 4]).then(show('allSettled')))
    .then(() => Promise.any([Promise.reject(1), 5]).then(show('any')))
    .then(() => Promise.any([Promise.reject(1)]).catch((error) => console.log(error.name, error.errors)))
    .then(() => Promise.race([new Promise(() => {}), 6]).then(show('race')))
    .then(() => Promise.resolve(7).finally(() => 8).then(show('finally')))
    .then(() => Promise.reject(new Error('kept')).finally(() => 8).catch((error) => console.log(error.message)))
    .then(() => new Promise((resolve) => { resolve(1); resolve(2); throw new Error('ignored'); }).then(show('once')))
    .then(() => { const self = Promise.resolve().then(() => self); return self; })
    .catch((error) => console.log(error.name))
    .then(() => Promise.all([]).then(show('none')));
