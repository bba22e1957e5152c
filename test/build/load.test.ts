import { execFileSync } from 'node:child_process';
import { join, relative } from 'node:path';

import { connectionTest, properties } from '../../credentials/definition';
import { nodeProperties } from '../../nodes/DataWorks/resources';
import { loadBuiltPackage, packageRoot } from '../engine/harness/builtPackage';

const dist = join(packageRoot, 'dist');
const node = join(dist, 'nodes/DataWorks/DataWorks.node.js');
const credential = join(dist, 'credentials/AlibabaCloudAccessKeyApi.credentials.js');

/** The files of dist/ that a process has loaded after it ran this code. */
function loadedBy(code: string): string[] {
  const program = `(async () => { ${code}; console.log(JSON.stringify(Object.keys(require.cache))); })()`;
  const output = execFileSync(process.execPath, ['-e', program], { cwd: packageRoot });
  return (JSON.parse(output.toString()) as string[])
    .filter((file) => file.startsWith(dist))
    .map((file) => relative(dist, file).replaceAll('\\', '/'))
    .sort();
}

/** A resource with one operation, run without an item's parameters. */
const run = (resource: string, operation: string) =>
  `new DataWorks().execute.call({ getInputData: () => [{}], getNode: () => ({ parameters: {} }), getNodeParameter: (name) => name === 'resource' ? ${JSON.stringify(resource)} : ${JSON.stringify(operation)} }).catch(() => {})`;

describe('the built package', () => {
  it('loads definitions alone when n8n asks what the node and the credential are', () => {
    const code = [node, credential].map(
      (file) => `for (const Class of Object.values(require(${JSON.stringify(file)}))) new Class()`,
    );
    expect(loadedBy(code.join(';'))).toEqual([
      'credentials/AlibabaCloudAccessKeyApi.credentials.js',
      'credentials/definition.js',
      'nodes/DataWorks/DataWorks.node.js',
      'nodes/DataWorks/properties.js',
      'types/credentials.json',
      'types/nodes.json',
    ]);
  });

  it('has the fields and the test of the sources', async () => {
    const built = await loadBuiltPackage();
    expect(built.node.description.properties).toStrictEqual(nodeProperties());
    expect(built.credential.properties).toStrictEqual(properties);
    expect(built.credential.test).toStrictEqual(connectionTest);
  });

  it.each([
    [
      'an execution',
      `new DataWorks().execute.call({ getInputData: () => [] })`,
      'nodes/DataWorks/execute.js',
    ],
    [
      'a list',
      `new DataWorks().methods.listSearch.listTasks.call({}).catch(() => {})`,
      'chunks/lists.js',
    ],
  ])('loads the code of %s when it is first used', (_what, use, file) => {
    const before = `const { DataWorks } = require(${JSON.stringify(node)})`;
    expect(loadedBy(before)).not.toContain(file);
    expect(loadedBy(`${before}; await ${use}`)).toContain(file);
  });

  it('loads no other operation than the one that runs', () => {
    const use = `const { DataWorks } = require(${JSON.stringify(node)}); await ${run('instance', 'getLog')}`;
    const files = loadedBy(use).filter((file) => file.startsWith('nodes/DataWorks/resources/'));
    const operations = files.filter((file) => /resources\/\w+\//.test(file));
    expect(operations).toEqual(['nodes/DataWorks/resources/instance/getLog.js']);
  });
});
