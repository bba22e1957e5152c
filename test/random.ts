/** How many cases the environment (SCHEDULES) asks for: a whole number above 0. */
const numRuns = Number(process.env.SCHEDULES);
const seed = Number(process.env.SEED);
if (!Number.isSafeInteger(numRuns) || numRuns < 1) throw new Error('SCHEDULES is not a number');
if (!Number.isSafeInteger(seed)) throw new Error('SEED is not a number');

/** The parameters of fast-check for every random test; jest.config.js has the defaults. */
export const draws = { numRuns, seed } as const;
