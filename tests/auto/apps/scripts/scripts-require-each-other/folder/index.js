module.exports = {name: __dirname.split('/').pop()};
