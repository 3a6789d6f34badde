Promise.reject(new Error('no'));
setTimeout(() => console.log('never'), 50);
