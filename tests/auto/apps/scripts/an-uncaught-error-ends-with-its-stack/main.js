function inner() {
    throw new TypeError('bad');
}
setTimeout(() => console.log('never'), 50);
setTimeout(() => inner(), 1);
