// How many cases a random test draws, and by which seed: test/random.ts. Printed before the tests.
process.env.SCHEDULES ||= '300';
process.env.SEED ||= String(Date.now() % 2 ** 31);

// The folder of an older n8n-core that the engine tests run on (scripts/older-cores.mjs).
const { N8N_CORE } = process.env;

const compile = (syntax) => [
  '@swc/jest',
  { jsc: { parser: { syntax }, target: 'es2022' }, module: { type: 'commonjs' } },
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // By default one core is left idle: of two, half of them.
  maxWorkers: '100%',
  globalSetup: '<rootDir>/test/announceSeed.js',
  // A busy machine is slow, not wrong.
  testTimeout: Math.max(60_000, 200 * Number(process.env.SCHEDULES)),
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.slow\\.test\\.ts$'],
  transform: {
    '^.+\\.ts$': compile('typescript'),
    // They are ES modules; the last two are below older cores.
    '/node_modules/(markdown-table|p-retry|is-network-error)/.+\\.js$': compile('ecmascript'),
  },
  transformIgnorePatterns: ['/node_modules/(?!(markdown-table|p-retry|is-network-error)/)'],
  moduleNameMapper:
    N8N_CORE === undefined ? {} : { '^(n8n-core|n8n-workflow)$': `${N8N_CORE}/node_modules/$1` },
  modulePathIgnorePatterns: ['<rootDir>/e2e/.work/', '<rootDir>/e2e/node_modules/'],
};
