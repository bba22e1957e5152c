// One part of the benchmark in a process of its own, so that parts do not disturb each other:
// `measure.ts PART` prints the part as JSON.
import './outsideJest';

import type { Part } from './figure';

async function main(): Promise<void> {
  const { measure } = (await import(`./figures/${process.argv[2]}.ts`)) as {
    measure: () => Promise<Part>;
  };
  const part = await measure();
  process.stdout.write(JSON.stringify(part), () => process.exit());
}

main().catch((failure: unknown) => {
  console.error(failure);
  process.exit(1);
});
