// The last step of the build: writes the published files with less in them. What the editor shows of a
// field (its description, its placeholder, hints) is in n8n's list of types, from which the node takes
// its fields, and is not published a second time; tabs for the compiler's four blanks, wider lines and
// previews of outputs on one line do the rest. It stays readable.
// Usage: node scripts/compact.mjs, after the compiler and the copy of the assets
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { format } from 'prettier';
import ts from 'typescript';

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const style = {
  parser: 'babel',
  arrowParens: 'avoid',
  objectWrap: 'collapse',
  printWidth: 200,
  singleQuote: true,
  trailingComma: 'none',
  useTabs: true,
};

/** What of a field, or of one of its options, only the editor reads. */
const SHOWN = ['description', 'placeholder', 'builderHint'];
const isField = (names) =>
  names.includes('name') && (names.includes('type') || names.includes('value'));

/** The code without what fields show. */
function withoutShown(file) {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
  );
  const transformer = (context) => (root) => {
    const visit = (node) => {
      const seen = ts.visitEachChild(node, visit, context);
      if (!ts.isObjectLiteralExpression(seen)) return seen;
      const nameOf = (member) =>
        member.name && ts.isIdentifier(member.name) ? member.name.text : '';
      if (!isField(seen.properties.map(nameOf))) return seen;
      const kept = seen.properties.filter((member) => !SHOWN.includes(nameOf(member)));
      return ts.factory.updateObjectLiteralExpression(seen, kept);
    };
    return ts.visitNode(root, visit);
  };
  const { transformed } = ts.transform(source, [transformer]);
  return ts.createPrinter().printFile(transformed[0]);
}

for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  const file = path.join(dist, name);
  if (name.endsWith('.js')) {
    const isOfFields = /nodes.DataWorks.(?:fields|resources)./.test(name);
    const code = isOfFields ? withoutShown(file) : readFileSync(file, 'utf8');
    writeFileSync(file, await format(code, style));
  } else if (name.includes('__schema__') && name.endsWith('.json')) {
    writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
  }
}
