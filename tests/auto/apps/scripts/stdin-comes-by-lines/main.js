process.stdin.on('line', (line) => console.log([line]));
process.stdin.on('end', () => console.log('end'));
