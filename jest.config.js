// How many cases a random test draws, and by which seed: test/random.ts. Printed before the tests.
process.env.SCHEDULES ||= '300';
process.env.SEED ||= String(Date.now() % 2 ** 31);

const compile = (syntax) => [
  '@swc/jest',
  { jsc: { parser: { syntax }, target: 'es2022' }, module: { type: 'commonjs' } },
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/announceSeed.js',
  // A busy machine is slow, not wrong.
  testTimeout: Math.max(60_000, 200 * Number(process.env.SCHEDULES)),
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.slow\\.test\\.ts$'],
  transform: {
    '^.+\\.ts$': compile('typescript'),
    // It is an ES module.
    '/node_modules/markdown-table/.+\\.js$': compile('ecmascript'),
  },
  transformIgnorePatterns: ['/node_modules/(?!markdown-table/)'],
  modulePathIgnorePatterns: ['<rootDir>/e2e/.work/', '<rootDir>/e2e/node_modules/'],
};
