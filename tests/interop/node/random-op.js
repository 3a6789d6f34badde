// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

// A valid random op for {list: [...], text: "...", n: 0, map: {}}.
function randomOp(random, {list, text, map}) {
  const index = random.below(list.length + 1);
  const key = `k${random.below(4)}`;
  const position = random.below(text.length + 1);
  switch (random.below(7)) {
    case 0: return {p: ['list', index], li: random.below(1000)};
    case 1: return index < list.length ? {p: ['list', index], ld: list[index]} : {p: ['n'], na: 1};
    case 2: return index < list.length ? {p: ['list', index], lm: random.below(list.length)} : {p: ['n'], na: 1};
    case 3: return {p: ['text', position], si: 'ab😀'.slice(0, 1 + random.below(4))};
    case 4: return position < text.length ? {p: ['text', position], sd: text.slice(position, position + 2)} : {p: ['n'], na: 2};
    case 5: return key in map ? {p: ['map', key], od: map[key], oi: random.below(9)} : {p: ['map', key], oi: [1]};
    default: return key in map ? {p: ['map', key], od: map[key]} : {p: ['n'], na: -1};
  }
}

module.exports = {randomOp};
