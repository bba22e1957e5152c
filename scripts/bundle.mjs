// The last step of the build: writes the code that is published from the sources. An operation has a
// file of its own; a folder of the architecture is one file in `chunks`. What the editor shows of a
// field (its description, its placeholder, hints) and the fields of operations are in n8n's list of
// types, from which the nodes take them; they are left out, and with them whatever served them alone.
// It stays readable.
// Usage: node scripts/bundle.mjs, after definitions.mjs
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { format } from 'prettier';
import { rollup } from 'rollup';
import ts from 'typescript';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));

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
/** What of an operation only the editor reads. */
const OF_OPERATION = [...SHOWN, 'name', 'action', 'fields'];

/** What an object is written without. */
function leftOut(names) {
  if (names.includes('fields') && names.includes('execute')) return OF_OPERATION;
  const isField = names.includes('name') && (names.includes('type') || names.includes('value'));
  return isField ? SHOWN : [];
}

const nameOf = ({ name }) => (name && ts.isIdentifier(name) ? name.text : '');

/** Takes out what only the editor reads; of fields in their own files alone. */
const withoutShown = (context) => (source) => {
  const visit = (node) => {
    const seen = ts.visitEachChild(node, visit, context);
    if (!ts.isObjectLiteralExpression(seen)) return seen;
    const out = leftOut(seen.properties.map(nameOf));
    const kept = seen.properties.filter((member) => !out.includes(nameOf(member)));
    return ts.factory.updateObjectLiteralExpression(seen, kept);
  };
  return ts.visitNode(source, visit);
};

const PURE = '#__PURE__';

/** Says of values that modules compute when they are loaded that nothing else comes of it. */
const pureValues = (context) => (source) => {
  const visit = (node) => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return node;
    const seen = ts.visitEachChild(node, visit, context);
    if (!ts.isCallExpression(seen) && !ts.isNewExpression(seen)) return seen;
    return ts.addSyntheticLeadingComment(seen, ts.SyntaxKind.MultiLineCommentTrivia, PURE);
  };
  // A call that is a statement is there for what comes of it.
  const visitStatement = (node) => (ts.isExpressionStatement(node) ? node : visit(node));
  return ts.visitEachChild(source, visitStatement, context);
};

const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ES2022,
  removeComments: true,
};

const entries = ['nodes', 'credentials'].flatMap((list) =>
  Object.values(json(path.join(dist, 'known', `${list}.json`))).map(({ sourcePath }) =>
    path.join(root, path.relative('dist', sourcePath).replace(/\.js$/, '.ts')),
  ),
);
/** Operations are loaded by the names of their folder and file. */
const resources = path.join(root, 'nodes/DataWorks/resources');
const operations = filesIn(resources).filter((file) =>
  /\/resources\/\w+\/(?!index\.)\w+\.ts$/.test(file),
);
/** What can be loaded by its own name: it looks for operations beside it; tests give the clock another time. */
const named = [
  'nodes/DataWorks/resources/loadOperation.ts',
  'nodes/alibabaCloud/client/clock.ts',
].map((file) => path.join(root, file));

const sourceOf = (id, importer) => {
  const file = path.resolve(path.dirname(importer), id);
  return [`${file}.ts`, path.join(file, 'index.ts'), file].find(
    (one) => existsSync(one) && path.extname(one) !== '',
  );
};

const sources = {
  name: 'sources',
  resolveId(id, importer) {
    if (importer === undefined) return id;
    if (!id.startsWith('.')) return { id, external: true };
    const file = sourceOf(id, importer);
    // Nodes and credentials take their fields from n8n's list: definitions.mjs wrote that file.
    if (entries.includes(importer)) return { id: file.replace(/\.ts$/, '.js'), external: true };
    return file.endsWith('.json') ? { id: file, external: true } : file;
  },
  resolveDynamicImport(id, importer) {
    return typeof id === 'string' ? sourceOf(id, importer) : null;
  },
  transform(code, fileName) {
    const { outputText } = ts.transpileModule(code, { compilerOptions, fileName });
    const source = ts.createSourceFile(fileName, outputText, compilerOptions.target, true);
    const isOfFields = /nodes\/DataWorks\/(?:fields|resources)\//.test(fileName);
    const steps = isOfFields ? [withoutShown, pureValues] : [pureValues];
    const { transformed } = ts.transform(source, steps);
    return { code: ts.createPrinter().printFile(transformed[0]), map: null };
  },
};

/** The file of a module that is an entry, or that is loaded later; beside its siblings, as its source. */
const ownFile = ({ facadeModuleId }) =>
  path.relative(root, facadeModuleId).replaceAll(path.sep, '/').replace(/\.ts$/, '.js');

/** The file in `chunks` for what stands in a floor's folder: flows, once, a studio, … */
function floorOf(id) {
  if (operations.includes(id)) return null;
  const [, floor] =
    /\/nodes\/(alibabaCloud|DataWorks\/(?!resources\/)(?:studios\/)?\w+)\//.exec(id) ?? [];
  return floor && path.basename(floor);
}

const bundle = await rollup({
  input: [...entries, ...operations, ...named],
  plugins: [sources],
  treeshake: { moduleSideEffects: false, propertyReadSideEffects: false },
  onwarn(warning) {
    throw new Error(warning.message);
  },
});
const { output } = await bundle.generate({
  dir: dist,
  format: 'cjs',
  esModule: false,
  exports: 'named',
  interop: 'esModule',
  dynamicImportInCjs: false,
  generatedCode: { preset: 'es2015', symbols: false },
  minifyInternalExports: false,
  manualChunks: floorOf,
  onlyExplicitManualChunks: true,
  entryFileNames: ownFile,
  chunkFileNames: (chunk) => (chunk.facadeModuleId ? ownFile(chunk) : 'chunks/[name].js'),
});
await bundle.close();

// What definitions.mjs wrote is no output of the bundle.
const written = new Set(
  entries.flatMap((entry) =>
    [...readFileSync(entry, 'utf8').matchAll(/^import \{[^}]*\} from '(\.[^']+)';$/gm)].map(
      ([, id]) => path.join(dist, path.relative(root, sourceOf(id, entry))).replace(/\.ts$/, '.js'),
    ),
  ),
);
for (const file of filesIn(dist)) {
  if (file.endsWith('.js') && !written.has(file)) rmSync(file);
  else if (file.includes('__schema__') && file.endsWith('.json'))
    writeFileSync(file, JSON.stringify(json(file)));
}
for (const { fileName, code } of output) {
  const file = path.join(dist, fileName);
  const text = await format(code.replaceAll(`/*${PURE}*/ `, ''), style);
  ts.sys.createDirectory(path.dirname(file));
  writeFileSync(file, text.replace(/\n{2,}/g, '\n'));
}
