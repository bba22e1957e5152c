// Every regular expression in published code takes time in proportion to its text: held by recheck.
// Apart from eslint.config.mjs, which is n8n's own configuration as it is.
import redos from 'eslint-plugin-redos';
import tseslint from 'typescript-eslint';

/** Steps alone count: what takes long on a busy machine is not vulnerable. */
const bySteps = {
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  timeout: null,
};

export default [
  {
    files: ['{nodes,credentials}/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: { redos },
    rules: { 'redos/no-vulnerable': ['error', { ignoreErrors: false, ...bySteps }] },
  },
];
