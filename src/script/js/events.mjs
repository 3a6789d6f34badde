// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// What happened, as listeners with {useEventObjects: true} see it.

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
}

export class InsertEvent extends ModelEvent {
    constructor(index, values, passed) {
        super();
        this.index = index;
        this.values = values;
        this.passed = passed;
    }
    get type() { return 'insert'; }
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
}

export class LoadEvent extends ModelEvent {
    constructor(value, passed) {
        super();
        this.value = value;
        this.document = value;
        this.passed = passed;
    }
    get type() { return 'load'; }
}

export class UnloadEvent extends ModelEvent {
    constructor(previous, passed) {
        super();
        this.previous = previous;
        this.previousDocument = previous;
        this.passed = passed;
    }
    get type() { return 'unload'; }
}

// In the order of Racer::Event::Type.
export const typeNames = ['change', 'insert', 'remove', 'move', 'load', 'unload'];

// From what the native listener is called with.
export function eventOf(type, passed, a, b, c) {
    const given = passed || {};
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
    const given = passed || {};
    if (type === 3)
        return [a, b, c, given];
    return type < 3 ? [a, b, given] : [a, given];
}
