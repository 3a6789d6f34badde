// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// What happened, as listeners with {useEventObjects: true} see it.

export class Passed {}

class ModelEvent {
    clone() { return Object.assign(Object.create(Object.getPrototypeOf(this)), this); }
}

export class ChangeEvent extends ModelEvent {
    constructor(value, previous, passed) {
        super();
        this.value = value;
        this.previous = previous;
        this.passed = passed;
    }
    get type() { return 'change'; }
    get _args() { return [this.value, this.previous, this.passed]; }
}

export class InsertEvent extends ModelEvent {
    constructor(index, values, passed) {
        super();
        this.index = index;
        this.values = values;
        this.passed = passed;
    }
    get type() { return 'insert'; }
    get _args() { return [this.index, this.values, this.passed]; }
}

export class RemoveEvent extends ModelEvent {
    constructor(index, values, passed) {
        super();
        this.index = index;
        this.values = values;
        this.removed = values;
        this.passed = passed;
    }
    get type() { return 'remove'; }
    get _args() { return [this.index, this.values, this.passed]; }
}

export class MoveEvent extends ModelEvent {
    constructor(from, to, howMany, passed) {
        super();
        this.from = from;
        this.to = to;
        this.howMany = howMany;
        this.passed = passed;
    }
    get type() { return 'move'; }
    get _args() { return [this.from, this.to, this.howMany, this.passed]; }
}

export class LoadEvent extends ModelEvent {
    constructor(value, passed) {
        super();
        this.value = value;
        this.document = value;
        this.passed = passed;
    }
    get type() { return 'load'; }
    get _args() { return [this.value, this.passed]; }
}

export class UnloadEvent extends ModelEvent {
    constructor(previous, passed) {
        super();
        this.previous = previous;
        this.previousDocument = previous;
        this.passed = passed;
    }
    get type() { return 'unload'; }
    get _args() { return [this.previous, this.passed]; }
}

// In the order of Racer::Event::Type.
export const typeNames = ['change', 'insert', 'remove', 'move', 'load', 'unload'];

function toPassed(passed) {
    return Object.assign(new Passed(), passed);
}

// From what the native listener is called with.
export function eventOf(type, passed, a, b, c) {
    const given = toPassed(passed);
    switch (type) {
    case 0: return new ChangeEvent(a, b, given);
    case 1: return new InsertEvent(a, b, given);
    case 2: return new RemoveEvent(a, b, given);
    case 3: return new MoveEvent(a, b, c, given);
    case 4: return new LoadEvent(a, given);
    default: return new UnloadEvent(a, given);
    }
}

// The arguments of listeners without event objects.
export function argumentsOf(type, passed, a, b, c) {
    const given = toPassed(passed);
    if (type === 3)
        return [a, b, c, given];
    return type < 3 ? [a, b, given] : [a, given];
}
