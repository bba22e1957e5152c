import { clock as packageClock } from '../nodes/alibabaCloud/client/clock';

/** A clock for the package's sources that jumps to the end of each sleep. For one sleeper at a time. */
export function useJumpingClock(): typeof packageClock & { restore(): void } {
  const real = { ...packageClock };
  let now = Date.UTC(2024, 0, 1);
  const jumping = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  Object.assign(packageClock, jumping);
  return { ...jumping, restore: () => void Object.assign(packageClock, real) };
}
