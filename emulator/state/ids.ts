/** Where each kind of id starts: small file ids, DAG and instance ids of 15 digits. */
const STARTS = {
  file: 1_000_001n,
  node: 7_000_000_001n,
  deployment: 3_000_001n,
  dag: 300_000_000_000_001n,
  instance: 310_000_000_000_001n,
  process: 60_001n,
  folder: 1n,
};

export type IdKind = keyof typeof STARTS;

/** Added to every start on demand: ids of 19 digits, which a double cannot hold. */
const LARGE = 9_100_000_000_000_000_000n;

/** Ids in ascending order, each kind counted for itself. */
export class Ids {
  #next = new Map<IdKind, bigint>();

  /** `large`: all ids are above 2^53. */
  constructor(private readonly large: boolean) {}

  /** The next id of that kind. */
  next(kind: IdKind): bigint {
    const id = this.#next.get(kind) ?? STARTS[kind] + (this.large ? LARGE : 0n);
    this.#next.set(kind, id + 1n);
    return id;
  }
}
