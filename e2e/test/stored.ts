import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { nodeForN8n } from '../n8n';

/** A text that n8n left somewhere, and where. */
export interface Left {
  readonly place: string;
  readonly text: string;
}

/** Prints each row of each table as JSON; n8n's Node has SQLite in it. */
const readAll = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1]);
const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
for (const { name } of tables) {
  for (const row of database.prepare('SELECT * FROM "' + name + '"').iterate()) {
    console.log(name + ' ' + JSON.stringify(row));
  }
}`;

/** Every row of n8n's SQLite database, whole: in the file a long text is spread over pages. */
function databaseRows(userFolder: string): Left {
  const file = path.join(userFolder, '.n8n', 'database.sqlite');
  const text = execFileSync(nodeForN8n(), ['--no-warnings', '-e', readAll, file], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  return { place: 'the rows of the database', text };
}

/** Every file that n8n wrote below its user folder, logs and database alike, byte for byte. */
function writtenFiles(userFolder: string): Left[] {
  // The installed package and the compiled code of n8n's own, which hold nothing of a run.
  const unwritten = [path.join('.n8n', 'nodes'), '.cache'];
  return readdirSync(userFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ file, place: path.relative(userFolder, file) }))
    .filter(({ place }) => !unwritten.some((folder) => place.startsWith(folder + path.sep)))
    .map(({ file, place }) => ({ place, text: readFileSync(file, 'latin1') }));
}

/** All that an n8n which has ended left in its user folder. */
export function leftIn(userFolder: string): Left[] {
  return [databaseRows(userFolder), ...writtenFiles(userFolder)];
}
