// What takes long: `npm run test:slow`.
process.env.SCHEDULES ||= '2000';

/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config'),
  testTimeout: 1_800_000,
  testMatch: ['<rootDir>/test/**/*.slow.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
