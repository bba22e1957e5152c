// The slow tests with full numbers: `npm run test:full`.
process.env.SCHEDULES ||= '10000';

module.exports = require('./jest.slow.config');
