// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import {createInterface} from 'readline';
const lines = createInterface({input: process.stdin});
lines.on('line', (line) => {
    console.log(line);
    if (line === 'stop')
        lines.close();
});
lines.on('close', () => console.log('closed'));
