// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

// A shorter program for which isBad(program) still holds: steps left out, then parts of their arguments unless those
// are to stay.
async function shrink(program, isBad, {steps: stepsOnly = false} = {}) {
  let best = program;
  const better = async (candidate) => {
    if (!await isBad(candidate)) return false;
    best = candidate;
    return true;
  };
  const dropSteps = async (list) => {
    for (let size = Math.ceil(best[list].length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let i = best[list].length - size; i >= 0; i--) {
        if (i + size > best[list].length) continue;
        const steps = best[list].slice(0, i).concat(best[list].slice(i + size));
        await better({...best, [list]: steps});
      }
    }
  };
  const simplifySteps = async (list) => {
    for (let i = 0; i < best[list].length; i++) {
      for (let again = true; again;) {
        again = false;
        for (const simpler of simplerThan(best[list][i])) {
          const steps = best[list].slice();
          steps[i] = simpler;
          if (await better({...best, [list]: steps})) {
            again = true;
            break;
          }
        }
      }
    }
  };
  let length;
  do {
    length = JSON.stringify(best).length;
    for (const list of ['steps', 'setup']) {
      await dropSteps(list);
      if (!stepsOnly) await simplifySteps(list);
    }
  } while (JSON.stringify(best).length < length);
  return best;
}

// Each way to take one thing out of a step.
function* simplerThan(value, depth = 0) {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      if (depth > 0 && (i > 0 || typeof value[0] !== 'string')) yield value.slice(0, i).concat(value.slice(i + 1));
      for (const inner of simplerThan(value[i], depth + 1)) yield value.slice(0, i).concat([inner], value.slice(i + 1));
    }
  } else if (value && typeof value === 'object') {
    if (value.$) return;
    for (const key of Object.keys(value)) {
      const {[key]: old, ...rest} = value;
      if (key !== 'do' || 'times' in value) yield rest;
      for (const inner of simplerThan(old, key === 'do' && depth === 0 ? 0 : depth + 1)) yield {...value, [key]: inner};
    }
    if (depth > 1 && !value.do) yield 1;
  }
}

module.exports = {shrink};
