/** Somebody who creates tasks, one after the other. */
export interface Peer {
  name: string;
  /** @throws when a creation fails */
  create(taskNames: readonly string[]): Promise<void>;
}

/** One call for each name, each when the one before is done. */
export const oneByOne =
  (create: (taskName: string) => Promise<unknown>): Peer['create'] =>
  async (taskNames) => {
    for (const name of taskNames) await create(name);
  };
