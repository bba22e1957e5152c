import type { INodeProperties } from 'n8n-workflow';

/** What a wait is for, as the editor shows it. */
interface WaitWords {
  displayName: string;
  description: string;
}

/** The wait for the end of a run. */
export const RUN_END: WaitWords = {
  displayName: 'Wait for the End',
  description:
    'Whether to wait until the run has ended. One that fails then fails the node, with the end of its log.',
};

/** The field `wait`, which `readWait` reads; the options of waiting are shown where it is on. */
export function waitField(
  words: WaitWords = RUN_END,
  more: Partial<INodeProperties> = {},
): INodeProperties {
  return { ...words, name: 'wait', type: 'boolean', default: false, ...more };
}
