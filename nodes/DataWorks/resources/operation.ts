import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import type { Failure } from '../../alibabaCloud/client/outcome';
import type { Keep, Tools } from '../flows/ports';
import type { Journal } from '../once/journal';
import type { PollingClient } from '../once/waitFor';
import type { ParameterReader } from '../fields/parameterReader';

/** What an operation works with, for one item. */
export interface Call {
  context: IExecuteFunctions;
  itemIndex: number;
  parameters: ParameterReader;
  /** Its waits are those of the execution: see `createPoller`. */
  client: PollingClient;
  /** The scheduling time zone (IANA) of the credential's region; `undefined` where it is not known. */
  timeZone: string | undefined;
  journal: Journal;
  /**
   * A token of at most 64 ASCII characters that stays the same however often n8n runs this item
   * again, and is another for other parameters.
   */
  unitToken: (parameters: Readonly<Record<string, unknown>>) => string;
  keep: Keep;
  within: Tools['within'];
  /** Shows a hint in the output panel. */
  hint: (message: string) => void;
}

/** What an operation gives back: one output item or several, or why there is none. */
export type Result =
  /** `isRedacted`: what looks like a secret was taken out before it was cut. */
  { ok: true; body: JsonObject | JsonObject[]; isRedacted?: boolean } | Failure;

/** What names a result where it is told of in a few words: a member of its output, e.g. FileId. */
export interface ResultName {
  by: string;
  /** The object of the output that has it; without it the output itself does. */
  in?: string;
}

/** One operation: how it looks in the editor and what it does. */
export interface Operation extends INodePropertyOptions {
  value: string;
  action: string;
  description: string;
  /** What names its results beside the failure of another item. */
  named?: ResultName;
  /** Whether its output has a link to the workspace in the console. */
  links?: true;
  /** Whether what it changes takes effect when it is deployed. */
  isDraft?: true;
  /** Shown only with this operation. */
  fields: INodeProperties[];
  /** @throws NodeOperationError for a parameter that cannot be used, before anything is sent */
  execute(call: Call): Promise<Result>;
}

/** A resource and its operations. */
export interface Resource {
  name: string;
  value: string;
  description: string;
  /** The operation that is chosen at first. */
  default: string;
  operations: readonly Operation[];
}
