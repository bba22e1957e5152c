/** Imports point down only: resources → parameters → script, client → api. */
const layer = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    layer(
      'published-code-stands-alone',
      '^(nodes|credentials)/',
      '^(emulator|test|e2e|bench|scripts)/',
    ),
    layer('emulator-stands-alone', '^emulator/', '^(nodes|credentials|test|e2e|bench)/'),
    layer('api-is-data', '^nodes/DataWorks/api/', '^nodes/DataWorks/(?!api/)'),
    layer(
      'client-knows-no-parameters',
      '^nodes/DataWorks/client/',
      '^nodes/DataWorks/(?!client/|api/)',
    ),
    layer(
      'script-knows-no-parameters',
      '^nodes/DataWorks/script/',
      '^nodes/DataWorks/(?!script/|client/exactJson)',
    ),
    layer(
      'lists-beside-resources',
      '^nodes/DataWorks/lists/',
      '^nodes/DataWorks/(resources|parameters)/',
    ),
    layer(
      'parameters-below-resources',
      '^nodes/DataWorks/parameters/',
      '^nodes/DataWorks/(resources|lists)/',
    ),
    {
      name: 'only-one-way-out',
      comment: 'Operations and lists send through the client.',
      severity: 'error',
      from: { path: '^nodes/DataWorks/(resources|parameters)/' },
      to: { path: '^nodes/DataWorks/client/(openSession|encodeRequest|readReply|retry)' },
    },
    {
      name: 'no-run-time-dependency',
      severity: 'error',
      from: { path: '^(nodes|credentials)/' },
      to: {
        dependencyTypesNot: ['local', 'core', 'type-only'],
        pathNot: 'n8n-workflow',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.dev.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['require', 'import', 'node', 'default'] },
  },
};
