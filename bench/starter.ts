import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import ts from 'typescript';

import { packageRoot } from '../test/engine/harness/builtPackage';

const templates = '@n8n/node-cli/dist/template/templates/declarative/github-issues/template';

/**
 * Builds the package that n8n's own starter makes ("GitHub Issues", declarative), to have something
 * to compare with.
 * @returns its credential's and its node's file
 */
export function buildStarter(): [string, string] {
  const from = join(packageRoot, 'node_modules', templates);
  // Below node_modules, so that it finds n8n-workflow.
  const to = join(packageRoot, 'node_modules', '.cache', 'bench-starter');
  rmSync(to, { recursive: true, force: true });
  const sources = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(nodes|credentials)\/.*\.ts$/.test(file.replaceAll('\\', '/')),
  );
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    esModuleInterop: true,
  };
  for (const source of sources) {
    const target = join(to, source.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const text = readFileSync(join(from, source), 'utf8');
    writeFileSync(target, ts.transpileModule(text, { compilerOptions }).outputText);
  }
  return [
    join(to, 'credentials', 'GithubIssuesApi.credentials.js'),
    join(to, 'nodes', 'GithubIssues', 'GithubIssues.node.js'),
  ];
}
