// What takes long in a real n8n: `npm run e2e:long`. SCHEDULES says how often, SEED what is drawn.
process.env.SCHEDULES ||= '20';
process.env.SEED ||= String(Date.now() % 2 ** 31);

/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config'),
  globalSetup: '<rootDir>/../test/announceSeed.js',
  testMatch: ['<rootDir>/test/**/*.long.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 6 * 3_600_000,
};
