const main = require('./main');
module.exports = {seen: Object.keys(main)};
