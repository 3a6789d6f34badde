// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import {odd} from './odd.mjs';
export function even(n) { return n === 0 || odd(n - 1); }
