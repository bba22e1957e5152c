import './environment';

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType } from 'n8n-workflow';

/** The package as n8n loads it: compiled code out of dist/, codex and icons included. */
export interface BuiltPackage {
  name: string;
  node: INodeType;
  trigger: INodeType;
  credential: ICredentialType;
}

/** The root of this package, where package.json and dist/ are. */
export const packageRoot = resolve(__dirname, '../../..');

/** The nodes and the credential by the names that users' workflows hold. */
export const nodeName = 'dataWorks';
export const triggerNodeName = 'dataWorksTrigger';
export const credentialName = 'alibabaCloudAccessKeyApi';

/**
 * Loads the package with n8n-core's own loader. Jest has a module registry per test file, so the
 * code is loaded once per file, and a test that requires a file of dist/ gets the same instance.
 *
 * @throws Error when a file that package.json names is not built
 */
export async function loadBuiltPackage(directory = packageRoot): Promise<BuiltPackage> {
  const loader = new PackageDirectoryLoader(directory);
  const { nodes = [], credentials = [] } = loader.packageJson.n8n ?? {};
  const missing = [...nodes, ...credentials].filter((file) => !existsSync(join(directory, file)));
  if (missing.length > 0) {
    throw new Error(`${missing.join(', ')} missing: run "npm run build" first.`);
  }
  await loader.loadAll();
  return {
    name: loader.packageJson.name,
    node: loader.getNode(nodeName).type as INodeType,
    trigger: loader.getNode(triggerNodeName).type as INodeType,
    credential: loader.getCredential(credentialName).type,
  };
}
