#!/usr/bin/env -S racer run
// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import five, {word} from './folder/module.mjs';
import * as names from './folder/module.mjs';
import fs, {readFileSync} from 'fs';
import {even} from './even.mjs';
console.log(five, word, Object.keys(names), typeof readFileSync, fs.readFileSync === readFileSync);
console.log(even(10), even(7));
