import { readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../paths';

const modules = path.join(__dirname, '..', 'node_modules');
const packages = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'];

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
/** Every name that the packages of n8n know, in small letters: `known` is by name. */
const known = (kind: 'credentials' | 'nodes') =>
  packages.flatMap((name) =>
    Object.keys(read(path.join(modules, name, 'dist', 'known', `${kind}.json`))).map((one) =>
      one.toLowerCase(),
    ),
  );

test("our credential and our nodes have names that n8n's own packages do not have", () => {
  const ours = (kind: 'credentials' | 'nodes') =>
    Object.keys(read(path.join(root, 'dist', 'known', `${kind}.json`)));
  for (const kind of ['credentials', 'nodes'] as const) {
    const theirs = known(kind);
    expect(theirs.length).toBeGreaterThan(kind === 'nodes' ? 300 : 200);
    expect(ours(kind).length).toBeGreaterThan(0);
    expect(ours(kind).filter((name) => theirs.includes(name.toLowerCase()))).toEqual([]);
  }
});
