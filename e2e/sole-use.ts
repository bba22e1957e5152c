import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { lock } from 'proper-lockfile';

/**
 * Takes a folder for this process alone, since two n8n on one database spoil it: a function that
 * frees it. One whose process was killed is free after 10 s. Throws when another process has it.
 */
export async function takeForSoleUse(folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  try {
    return await lock(folder, { lockfilePath: path.join(folder, 'in-use.lock') });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ELOCKED') throw cause;
    throw new Error(
      `${folder} is in use by an earlier start. End that one first, or wait 10 seconds when it was killed.`,
      { cause },
    );
  }
}
