import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import getPort from 'get-port';
import { startChild, logTail } from './child-process';
import { newLog, whenItSays, type Service } from './service';

/** Where Debian keeps the programs, by major version. */
const versions = '/usr/lib/postgresql';
const user = 'n8n';
const database = 'postgres';

/** A program of the newest installed PostgreSQL. */
function program(name: string): string {
  const installed = existsSync(versions) ? readdirSync(versions) : [];
  const newest = installed.sort((a, b) => Number(a) - Number(b)).at(-1);
  if (newest === undefined) throw new Error(`There is no PostgreSQL in ${versions}`);
  return path.join(versions, newest, 'bin', name);
}

/** PostgreSQL does not run as root: then it runs as the user that Debian's package made. */
function uidOfServer(): number | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }));
}

/** Starts an empty PostgreSQL on 127.0.0.1, gone with its data at the end; its log goes into `folder`. */
export async function startPostgres(folder: string): Promise<Service> {
  const logFile = newLog(folder, 'postgres.log');
  const uid = uidOfServer();
  // The server's user may not be allowed into the folders of this repository.
  const data = mkdtempSync(path.join(tmpdir(), 'n8n-postgres-'));
  if (uid !== undefined) chownSync(data, uid, uid);
  const options = { logFile, cwd: data, uid };
  const remove = () => rmSync(data, { recursive: true, force: true });

  const made = startChild(
    program('initdb'),
    ['--pgdata', data, '--username', user, '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'],
    options,
  );
  const code = await made.ended;
  await made.stop();
  if (code !== 0) {
    remove();
    throw new Error(`initdb did not succeed\n${logTail(logFile)}`);
  }

  const port = String(await getPort({ host: '127.0.0.1' }));
  const settings = [`listen_addresses=127.0.0.1`, `port=${port}`, 'unix_socket_directories='];
  const server = startChild(
    program('postgres'),
    ['-D', data, ...[...settings, 'fsync=off'].flatMap((setting) => ['-c', setting])],
    options,
  );
  try {
    await whenItSays(server, 'ready to accept connections');
  } catch (cause) {
    remove();
    throw cause;
  }
  return {
    env: {
      DB_TYPE: 'postgresdb',
      DB_POSTGRESDB_HOST: '127.0.0.1',
      DB_POSTGRESDB_PORT: port,
      DB_POSTGRESDB_DATABASE: database,
      DB_POSTGRESDB_USER: user,
    },
    async stop() {
      await server.stop();
      remove();
    },
  };
}
