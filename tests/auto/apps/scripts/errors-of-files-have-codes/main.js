// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
const fs = require('fs');
function tell(call) {
    try {
        call();
        console.log('done');
    } catch (error) {
        console.log(error.code, error.syscall, error.path, error instanceof Error);
    }
}
tell(() => fs.readFileSync('/no/such'));
tell(() => fs.readFileSync('/tmp'));
tell(() => fs.writeFileSync('/no/such', 'x'));
tell(() => fs.writeFileSync(__filename, 'x', {flag: 'wx'}));
tell(() => fs.readdirSync(__filename));
tell(() => fs.mkdirSync('/tmp'));
tell(() => fs.rmSync('/no/such'));
tell(() => fs.rmSync('/usr/lib'));
tell(() => fs.statSync('/no/such'));
tell(() => fs.renameSync('/no/such', '/no/other'));
console.log(fs.existsSync('/no/such'), fs.existsSync(undefined));
fs.promises.readFile('/no/such').catch((error) => console.log(error.message));
try {
    fs.readFileSync(__filename, 'latin1');
} catch (error) {
    console.log(error.message);
}
