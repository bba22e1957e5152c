import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Takes a folder for this process alone, since two n8n on one database spoil it. Gives back a
 * function that notes further processes (they may outlive this one when it is killed) and one
 * that frees the folder. Throws when a noted process still runs.
 */
export function takeForSoleUse(folder: string): {
  note(pid: number): void;
  free(): void;
} {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'in-use-by.json');
  const noted = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as number[]) : [];
  const alive = noted.filter(isRunning);
  if (alive.length > 0) {
    throw new Error(
      `${folder} is in use by process ${alive.join(' and ')}, an earlier start. End it first, or delete ${file} when it is something else.`,
    );
  }
  const pids = [process.pid];
  const write = () => writeFileSync(file, JSON.stringify(pids));
  write();
  return {
    note(pid) {
      pids.push(pid);
      write();
    },
    free: () => rmSync(file, { force: true }),
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
