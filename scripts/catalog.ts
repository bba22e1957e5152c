// Refreshes the catalog of actions (nodes/DataWorks/api/catalog) from a checkout of Alibaba Cloud's
// SDKs: npm run catalog -- --sdk <checkout of aliyun/alibabacloud-typescript-sdk>. Prints what is new,
// whose titles, reads and 64-bit ids are guesses from the names then: correct them in the file.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** As nodes/DataWorks/api/catalog/index.ts describes it. */
export type Row = string[];
export type Rows = Record<string, Row>;

/** The folder of each version's package in the checkout. */
const PACKAGES = {
  '2020-05-18': 'dataworks-public-20200518',
  '2024-05-18': 'dataworks-public-20240518',
} as const;

interface Parameter {
  name: string;
  /** The SDK's type: string, number, boolean, or something made of these. */
  type: string;
  /** How a list or an object is sent; without it under numbered names. */
  style: string | undefined;
  isRequired: boolean;
}

/** An action as the SDK has it. */
interface SdkAction {
  name: string;
  method: string;
  isDeprecated: boolean;
  replacedBy: string;
  query: Parameter[];
  form: Parameter[];
}

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)];
const first = (text: string, pattern: RegExp) => pattern.exec(text)?.[1];

/** The pairs of what `names()` or `types()` of a model's class gives. */
const pairsOf = (source: string, method: string) =>
  all(
    first(source, new RegExp(`static ${method}\\(\\)[^]*?return \\{([^]*?)\\n {4}\\};`)) ?? '',
    /^ {6}(\w+): (.+),$/gm,
  ).map(([, property = '', value = '']): [string, string] => [
    property,
    value.replace(/^'(.*)'$/, '$1'),
  ]);

/** The properties of a request, by the name on the wire. */
function modelOf(source: string, name: string) {
  const text = first(source, new RegExp(`export class ${name} extends ([^]*?\\n)\\}`)) ?? '';
  const types = new Map(pairsOf(text, 'types'));
  const marked = all(text, /\/\*\*((?:(?!\*\/)[^])*)\*\/\s+(\w+)\?:/g).filter(([, comment = '']) =>
    comment.includes('This parameter is required'),
  );
  const required = new Set(marked.map(([, , property]) => property));
  return new Map(
    pairsOf(text, 'names').map(([property, wire]) => [
      wire,
      { type: types.get(property) ?? 'string', isRequired: required.has(property) },
    ]),
  );
}

const ANNOUNCED = /will be (?:discontinued|deprecated|replaced|taken offline|unpublished)/;

/** The actions of one package of the SDK. */
export function readSdk(folder: string): SdkAction[] {
  const client = readFileSync(path.join(folder, 'src/client.ts'), 'utf8');
  const models = path.join(folder, 'src/models');
  // A file's name has other capitals than its class.
  const files = new Map(readdirSync(models).map((file) => [file.toLowerCase(), file]));
  const model = (name: string) => {
    const file = files.get(`${name}.ts`.toLowerCase());
    return modelOf(file ? readFileSync(path.join(models, file), 'utf8') : '', name);
  };
  const methods = all(
    client,
    /\/\*\*((?:(?!\*\/)[^])*)\*\/\s+(?:\/\/.*\s+)?async \*?\w+WithOptions\(([^]*?)\n {2}\}\n/g,
  );
  return methods.map(([, comment = '', body = '']): SdkAction => {
    const name = first(body, /action: "(\w+)"/) ?? '';
    const styles = new Map(
      all(body, /arrayToStringWithSpecifiedStyle\(\w+\.\w+, "([^"]+)", "(\w+)"\)/g).map(
        ([, wire = '', style = '']) => [wire, style],
      ),
    );
    const request = first(body, /^\w+: \$_model\.(\w+)/);
    const fields = request === undefined ? new Map<string, never>() : model(request);
    const isWhole = body.includes('request.toMap()');
    const parameters = (place: string): Parameter[] => {
      const named = all(body, new RegExp(`\\b${place}(?:Flat)?\\["([^"]+)"\\] =`, 'g'));
      const names = place === 'query' && isWhole ? fields.keys() : named.map(([, one = '']) => one);
      return [...names].map((one) => {
        const { type = 'string', isRequired = false } = fields.get(one) ?? {};
        return { name: one, type, style: styles.get(one), isRequired };
      });
    };
    const [, version, successor] = /::([\d-]{10})::(\w+) instead/.exec(comment) ?? [];
    return {
      name,
      method: first(body, /method: "(\w+)"/) ?? 'POST',
      isDeprecated: comment.includes('@deprecated') || ANNOUNCED.test(comment),
      replacedBy: successor === undefined ? '' : `${version} ${successor}`,
      query: parameters('query'),
      form: parameters('body'),
    };
  });
}

const VERBS: Readonly<Record<string, string>> = { GET: 'G', POST: 'P', PUT: 'U' };
const TYPES: Readonly<Record<string, string>> = { string: 's', number: 'n', boolean: 'b' };
const STYLES: Readonly<Record<string, string>> = { json: 'j', simple: 'l' };

/** The letter of a parameter's kind. The SDK does not tell 64-bit integers: they are kept, or named so. */
function letterOf({ name, type, style }: Parameter, known: ReadonlyMap<string, string>): string {
  if (style !== undefined) return STYLES[style] ?? 'j';
  if (type !== 'number') return TYPES[type] ?? 'f';
  const before = known.get(name);
  if (before === 'i' || before === 'n') return before;
  return /Ids?$/.test(name) ? 'i' : 'n';
}

/** `ListAlertRules` as `List alert rules`, until somebody writes a title. */
const titleFrom = (name: string) =>
  name
    .split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word, at) => (at === 0 || /^[A-Z]{2}/.test(word) ? word : word.toLowerCase()))
    .join(' ');

const IS_READ = /^(?:Get|List|Query|Search|Find|Check|Preview|Download)(?=[A-Z])/;

function rowOf(action: SdkAction, before: Row | undefined): Row {
  const [marks = '', title = titleFrom(action.name), ...places] = before ?? [];
  const known = new Map(
    `${places[0] ?? ''},${places[1] ?? ''}`
      .split(',')
      .map((one) => [one.split(':')[0] ?? '', one.split(':')[1]?.charAt(0) ?? '']),
  );
  const isRead = before === undefined ? IS_READ.test(action.name) : marks.includes('r');
  const listed = (parameters: Parameter[]) =>
    parameters
      .map((one) => `${one.name}:${letterOf(one, known)}${one.isRequired ? '*' : ''}`)
      .join(',');
  const row = [
    `${VERBS[action.method] ?? 'P'}${isRead ? 'r' : ''}${action.isDeprecated ? 'd' : ''}`,
    title,
    listed(action.query),
    listed(action.form),
    action.replacedBy,
  ];
  while (row.at(-1) === '') row.pop();
  return row;
}

/** The rows of the actions that the SDK has, A–Z; titles, reads and ids of known ones are kept. */
export function renewed(actions: readonly SdkAction[], before: Readonly<Rows>): Rows {
  const rows = actions.map((action): [string, Row] => [
    action.name,
    rowOf(action, before[action.name]),
  ]);
  return Object.fromEntries(rows.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The text of a catalog's file: one action a line. */
export const catalogText = (rows: Readonly<Rows>): string =>
  `{"actions":{\n${Object.entries(rows)
    .map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`)
    .join(',\n')}\n}}\n`;

/** What a refresh changed, in lines to be read. */
export function changes(before: Readonly<Rows>, after: Readonly<Rows>): string[] {
  const lines = (mark: string, rows: Readonly<Rows>, names: string[]) =>
    names.map((name) => `${mark} ${name} ${JSON.stringify(rows[name])}`);
  const added = Object.keys(after).filter((name) => !Object.hasOwn(before, name));
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  const changed = Object.keys(after).filter(
    (name) =>
      Object.hasOwn(before, name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return [
    ...lines('+', after, added),
    ...lines('-', before, gone),
    ...changed.flatMap((name) => [...lines('was', before, [name]), ...lines('is ', after, [name])]),
  ];
}

if (require.main === module) {
  const { sdk } = parseArgs({ options: { sdk: { type: 'string' } } }).values;
  if (sdk === undefined) throw new Error('Give --sdk, a checkout of alibabacloud-typescript-sdk.');
  for (const [version, folder] of Object.entries(PACKAGES)) {
    const file = path.join(__dirname, '../nodes/DataWorks/api/catalog', `${version}.json`);
    const { actions: before } = JSON.parse(readFileSync(file, 'utf8')) as { actions: Rows };
    const after = renewed(readSdk(path.join(sdk, folder)), before);
    writeFileSync(file, catalogText(after));
    console.log(
      [`${version}: ${Object.keys(after).length} actions`, ...changes(before, after)].join('\n'),
    );
  }
}
