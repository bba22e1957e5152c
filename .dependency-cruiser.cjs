/** Imports point one way; folders are held to it, not only files. */
const layer = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

const D = '^nodes/DataWorks/';

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
    layer(
      'alibaba-cloud-knows-no-product',
      '^nodes/alibabaCloud/',
      '^(nodes/(?!alibabaCloud/)|credentials/)',
    ),
    layer('nodes-know-no-credential-type', '^nodes/', '^credentials/'),
    layer('credentials-know-no-node', '^credentials/', '^nodes/DataWorks/'),
    layer('api-is-data', `${D}api/`, `${D}(?!api/)`),
    layer('script-stands-alone', `${D}script/`, `${D}(?!script/)`),
    layer('once-knows-no-studio', `${D}once/`, `${D}(?!once/)`),
    layer('lists-beside-resources', `${D}lists/`, `${D}(resources|fields)/`),
    layer('fields-below-resources', `${D}fields/`, `${D}(resources|lists)/`),
    {
      name: 'fields-know-requests-alone',
      comment: 'The types of what a flow or a studio is asked for; days are counted in one place.',
      severity: 'error',
      from: { path: `${D}fields/` },
      to: {
        path: `${D}(flows|studios)/`,
        pathNot: `${D}flows/businessDates`,
        dependencyTypesNot: ['type-only'],
      },
    },
    layer('flows-know-no-api-and-no-field', `${D}flows/`, `${D}(?!(flows|once)/|businessDates)`),
    layer('flows-know-no-n8n', `${D}flows/`, 'n8n-workflow'),
    layer('studios-below-resources', `${D}studios/`, `${D}(resources|fields|lists|trigger)/`),
    layer('studios-know-ports-alone', `${D}studios/`, `${D}flows/(?!ports)`),
    layer('operations-stand-alone', `${D}resources/[^/]+/`, `${D}lists/`),
    layer('trigger-over-studios', `${D}trigger/`, `${D}(resources|flows|lists)/`),
    {
      name: 'only-one-way-out',
      comment: 'Operations and lists send through the client.',
      severity: 'error',
      from: { path: `${D}(resources|fields|studios|flows)/` },
      to: { path: '^nodes/alibabaCloud/client/(session|request|reply|retry)' },
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
