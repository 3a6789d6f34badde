// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import {even} from './even.mjs';
export function odd(n) { return n !== 0 && even(n - 1); }
