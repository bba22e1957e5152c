import type { INodeExecutionData } from 'n8n-workflow';

/** Somebody who creates tasks, one after the other. */
export interface Peer {
  name: string;
  /** Whether each of its calls begins an execution of n8n. */
  isAnew?: true;
  /**
   * Does what belongs to none of the calls: n8n's workflow and context, say.
   * @returns what makes the calls; it rejects when a creation fails
   */
  prepare(taskNames: readonly string[]): () => Promise<void>;
}

/** One call for each name, each when the one before is done. */
export const oneByOne =
  (create: (taskName: string) => Promise<unknown>): Peer['prepare'] =>
  (taskNames) =>
  async () => {
    for (const name of taskNames) await create(name);
  };

/** An item for each name. */
export const itemsNamed = (names: readonly string[]): INodeExecutionData[] =>
  names.map((name) => ({ json: { name } }));
