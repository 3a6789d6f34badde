process.on('exit', (status) => console.log('exit', status));
process.exitCode = 4;
