/**
 * Where each kind of id starts: small file ids, DAG and instance ids of 15 digits. Of the new Data
 * Studio: ids of 19 digits, tasks of 12, instances of 13.
 */
const STARTS = {
  file: 1_000_001n,
  node: 7_000_000_001n,
  deployment: 3_000_001n,
  dag: 300_000_000_000_001n,
  instance: 310_000_000_000_001n,
  process: 60_001n,
  folder: 1n,
  studioNode: 8_614_000_000_000_000_001n,
  task: 700_000_000_001n,
  workflowInstance: 1_000_000_000_001n,
  taskInstance: 1_100_000_000_001n,
  diJob: 11_001n,
  diAlarmRule: 21_001n,
};

export type IdKind = keyof typeof STARTS;

/** Added to every start on demand: ids of 19 digits, which a double cannot hold. */
const LARGE = 9_100_000_000_000_000_000n;
/** Ids from here on have 19 digits as they are. */
const LARGE_ALREADY = 10n ** 18n;

/** Ids in ascending order, each kind counted for itself. */
export class Ids {
  #next = new Map<IdKind, bigint>();

  /** `large`: all ids are above 2^53. */
  constructor(private readonly large: boolean) {}

  /** The next id of that kind. */
  next(kind: IdKind): bigint {
    const start = STARTS[kind];
    const enlarged = this.large && start < LARGE_ALREADY ? start + LARGE : start;
    const id = this.#next.get(kind) ?? enlarged;
    this.#next.set(kind, id + 1n);
    return id;
  }
}
