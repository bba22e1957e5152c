import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { documents, read, renewed, root } from '../scripts/documentation';

const inDocs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => `docs/${file}`);
const all = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'AGENTS.md', ...inDocs];
const all1 = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, found]) => found!);

describe.each(Object.keys(documents))('%s', (document) => {
  it('has its tables and files as the code has them (npm run docs)', () => {
    const text = read(document);
    for (const part of Object.keys(documents[document]!)) {
      expect(text).toContain(`<!-- ${part} -->`);
      expect(text).toContain(`<!-- /${part} -->`);
    }
    expect(renewed(document)).toBe(text);
  });
});

/** How GitHub names the heading's anchor. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replace(/ /g, '-');

const anchors = (document: string) =>
  all1(read(document).replace(/```[\s\S]*?```/g, ''), /^#+ (.+)$/gm).map(anchor);

describe.each(all)('%s', (document) => {
  const text = read(document);
  const links = all1(text, /\]\((?!https?:|mailto:)([^)\s]+)\)/g);

  it('links to files that are there, and to headings that they have', () => {
    const broken = links.filter((link) => {
      const [file = '', heading] = link.split('#');
      const target = file ? path.join(path.dirname(document), file) : document;
      if (!existsSync(path.join(root, target))) return true;
      return heading !== undefined && !anchors(target).includes(heading);
    });
    expect(broken).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = all1(
      text,
      /npm (?:run )?((?:start|test|unit|e2e|emulator|bench|docs|build|lint|types|scan|check|catalog|format)\b(?::\w+)*)/g,
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names only files and folders of the repository that are there', () => {
    // From the root: `engine/` and the like stand for a folder of the row that they are in.
    const named = all1(
      text,
      /`((?:bench|credentials|docs|e2e|emulator|examples|nodes|scripts|test)\/[\w./-]*)`/g,
    );
    expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});

describe('README.md', () => {
  const readme = read('README.md');

  it('is short enough to be read', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(250);
  });

  it('shows pictures, the examples and a page for each subject', () => {
    const linked = all1(readme, /\]\(([^)#\s]+)/g);
    const examples = readdirSync(path.join(root, 'examples')).map((file) => `examples/${file}`);
    const pages = inDocs.filter((file) => path.dirname(file) === 'docs');
    expect(linked.filter((file) => file.endsWith('.png')).length).toBeGreaterThan(1);
    expect([...examples, ...pages].filter((file) => !linked.includes(file))).toEqual([]);
  });
});
