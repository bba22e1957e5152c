import { join } from 'node:path';

import type { clock as packageClock } from '../nodes/alibabaCloud/client/clock';
import { packageRoot } from '../test/engine/harness/builtPackage';

/** A clock for the built package that jumps to the end of each sleep. For one sleeper at a time. */
export async function useJumpingClock(): Promise<typeof packageClock & { restore(): void }> {
  const { clock } = (await import(
    join(packageRoot, 'dist/nodes/alibabaCloud/client/clock.js')
  )) as {
    clock: typeof packageClock;
  };
  const real = { ...clock };
  let now = Date.UTC(2024, 0, 1);
  const jumping = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  Object.assign(clock, jumping);
  return { ...jumping, restore: () => void Object.assign(clock, real) };
}
