// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
process.on('exit', (status) => {
    console.log('exit', status);
    setTimeout(() => console.log('never'), 0);
});
try {
    process.exit(3);
} finally {
    console.log('never');
}
