import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
// Version 5 is the last that CommonJS can import, which the tests run as.
import execa from 'execa';

/** A server that runs beside this process, with everything it started in turn. */
export interface ChildProcess {
  /** The file that holds what it printed, both streams. */
  readonly logFile: string;
  /** Whether it has ended, by itself or not. */
  hasEnded(): boolean;
  /** Resolves with the exit code, or with the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Asks it to end (SIGTERM), and ends it and all that it started after graceMs (SIGKILL). */
  stop(graceMs?: number): Promise<void>;
  /** Ends it and all that it started at once (SIGKILL), as a crash would. */
  kill(): Promise<void>;
}

const running = new Set<number>();

// No child outlives this process, whatever ends it: Linux sees to that even when it is killed.
const setpriv = '/usr/bin/setpriv';
const endsWithThis = existsSync(setpriv) ? [setpriv, '--pdeathsig', 'KILL', '--'] : [];
process.on('exit', () => running.forEach((pid) => signalGroup(pid, 'SIGKILL')));

/** Sends a signal to a process and to all that it started; one that has ended is no matter. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}

/**
 * The environment of a child: the few variables that any program needs, and its own. n8n's
 * behaviour hangs on many variables (N8N_*, NODE_ENV, proxies), so none comes along by accident.
 */
function environment(own: Record<string, string>): Record<string, string> {
  const needed = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TEMP', 'SystemRoot', 'USERPROFILE', 'APPDATA'];
  const kept = needed.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), ...own };
}

/**
 * Starts a program in a process group of its own. One that cannot be started throws, or ends at once
 * with the reason in its log.
 */
export function startChild(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; logFile: string; uid?: number },
): ChildProcess {
  const { cwd, uid, logFile } = options;
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const [program = command, ...rest] = [...endsWithThis, command, ...args];
  const child = execa(program, rest, {
    cwd,
    env: environment(options.env ?? {}),
    extendEnv: false,
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
    reject: false,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  closeSync(log);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  running.add(pid);

  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  // execa's own grace time is the program's alone: here all that it started is meant.
  const finish = async () => {
    await child;
    signalGroup(pid, 'SIGKILL');
    running.delete(pid);
  };
  return {
    logFile,
    hasEnded,
    ended: child.then(({ exitCode, signal }) => exitCode ?? signal ?? 0),
    async stop(graceMs = 15_000) {
      if (!hasEnded()) child.kill('SIGTERM', { forceKillAfterTimeout: graceMs });
      await finish();
    },
    async kill() {
      signalGroup(pid, 'SIGKILL');
      await finish();
    },
  };
}

/** The last lines of a child's log, for a message about why it did not work. */
export function logTail(logFile: string, lines = 30): string {
  if (!existsSync(logFile)) return '(no log)';
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
