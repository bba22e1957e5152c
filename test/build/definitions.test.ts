import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { packageRoot } from '../engine/harness/builtPackage';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'definitions-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, 'dist', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** What tsc and n8n's `generate-metadata` make of a package of two nodes and a credential. */
const built = {
  'known/nodes.json': JSON.stringify({
    one: { className: 'One', sourcePath: 'dist/nodes/N/One.node.js' },
    two: { className: 'Two', sourcePath: 'dist/nodes/N/Two.node.js' },
  }),
  'known/credentials.json': JSON.stringify({
    key: { className: 'Key', sourcePath: 'dist/credentials/Key.credentials.js' },
  }),
  'types/nodes.json': JSON.stringify([
    { name: 'one', properties: ['of one'] },
    { name: 'two', properties: ['of two'] },
  ]),
  'types/credentials.json': JSON.stringify([
    { name: 'key', properties: ['of the key'], test: { url: '/' } },
  ]),
  'nodes/N/One.node.js': `"use strict";
const n8n_workflow_1 = require("n8n-workflow");
const oneFields_1 = require("./oneFields");
exports.run = () => Promise.resolve().then(() => require('./run'));
`,
  'nodes/N/Two.node.js': `const twoFields_1 = require("./twoFields");\n`,
  'nodes/N/oneFields.js': `const parts_1 = require("./parts");\nexports.properties = parts_1.one;\n`,
  'nodes/N/twoFields.js': `const parts_1 = require("./parts");\nexports.properties = parts_1.two;\n`,
  'nodes/N/parts.js': `exports.one = ['of one'];\nexports.two = ['of two'];\n`,
  'nodes/N/run.js': `const shared_1 = require("../../shared");\n`,
  'shared/index.js': `exports.shared = 1;\n`,
  'credentials/Key.credentials.js': `const definition_1 = require("./definition");\n`,
  'credentials/definition.js': `exports.fields = ['of the key'];\nexports.connection = { url: '/' };\n`,
};

const run = () =>
  execFileSync(process.execPath, [path.join(packageRoot, 'scripts/definitions.mjs')], {
    cwd: root,
    stdio: 'pipe',
  });

describe('the last step of the build', () => {
  it('has each node and credential read its definition from the list, by its own name', () => {
    write(built);
    run();
    const load = (file: string): unknown =>
      createRequire(path.join(root, 'any.js'))(`./dist/${file}`);
    expect(load('nodes/N/oneFields.js')).toEqual({ properties: ['of one'] });
    expect(load('nodes/N/twoFields.js')).toEqual({ properties: ['of two'] });
    expect(load('credentials/definition.js')).toEqual({
      fields: ['of the key'],
      connection: { url: '/' },
    });
  });

  it('leaves what is imported later, and nothing that is not', () => {
    write(built);
    run();
    const isThere = (file: string) => existsSync(path.join(root, 'dist', file));
    expect(['nodes/N/run.js', 'shared/index.js'].filter(isThere)).toHaveLength(2);
    expect(isThere('nodes/N/parts.js')).toBe(false);
  });

  it('refuses what a list cannot hold', () => {
    write({
      ...built,
      'nodes/N/parts.js': `exports.one = [() => 1];\nexports.two = ['of two'];\n`,
    });
    expect(run).toThrow(/"properties" of nodes\/N\/oneFields\.js is not in what n8n lists of one/);
  });
});
