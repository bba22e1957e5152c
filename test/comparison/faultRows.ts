import type { INodeParameters } from 'n8n-workflow';

import type { Misbehaviour } from '../../emulator';

/** Something that goes wrong while one task is created. */
export interface FaultRow {
  /** As the table says it. */
  name: string;
  /** What the requests of CreateDISyncTask meet, one after the other. */
  faults?: readonly Misbehaviour[];
  /** What they all meet, until the caller asks again. */
  always?: Misbehaviour;
  /** The time limit of one call, which is real, in ms; long unless given. */
  callMs?: number;
  /** Whether a task of that name is there before, with the same script. */
  nameIsTaken?: true;
  /** Where the task is to be; a folder that is there unless given. */
  folderPath?: string;
  /** A ClientToken of the caller's own. */
  clientToken?: string;
  /** The caller asks once more when all is well again. In n8n that is "Retry execution". */
  asksAgain?: true;
  /** DataWorks has forgotten all tokens before the caller asks again. */
  forgetsTokens?: true;
  /** DataWorks gives ids above 2^53. */
  largeIds?: true;
  /** Options of the node's own, which the official client has no like of. */
  nodeOptions?: INodeParameters;
}

/** Real time that a call gets whose reply does not come, in ms. */
const SHORT = 600;

const brokenConnections: FaultRow[] = [
  { name: 'The request is lost before DataWorks acts', faults: [{ kind: 'drop-request' }] },
  { name: 'The reply is lost after DataWorks has acted', faults: [{ kind: 'drop-reply' }] },
  {
    name: 'Reply lost, and DataWorks forgets the token',
    faults: [{ kind: 'drop-reply' }, { kind: 'forget-client-tokens' }],
  },
  { name: 'Every reply is lost, also to look-ups', always: { kind: 'drop-reply' } },
  { name: 'The connection is reset before DataWorks acts', faults: [{ kind: 'reset' }] },
  {
    name: 'The connection is reset after DataWorks has acted',
    faults: [{ kind: 'reset', acts: true }],
  },
  {
    name: 'The reply comes after the time limit of the call',
    faults: [{ kind: 'delay', ms: 3_000 }],
    callMs: SHORT,
  },
  {
    name: 'The reply stalls in the middle of its body',
    faults: [{ kind: 'stall' }],
    callMs: SHORT,
  },
  { name: 'The reply breaks off in the middle of its body', faults: [{ kind: 'cut' }] },
];

const oddReplies: FaultRow[] = [
  { name: 'HTML with 502', faults: [{ kind: 'html', status: 502, acts: true }] },
  { name: 'HTML with 500', faults: [{ kind: 'html', status: 500, acts: true }] },
  { name: 'Empty reply', faults: [{ kind: 'odd-reply', reply: 'empty', acts: true }] },
  { name: 'Truncated JSON', faults: [{ kind: 'odd-reply', reply: 'truncated-json' }] },
  { name: '`null`', faults: [{ kind: 'odd-reply', reply: 'null', acts: true }] },
  { name: 'A list', faults: [{ kind: 'odd-reply', reply: 'list', acts: true }] },
  { name: 'A string', faults: [{ kind: 'odd-reply', reply: 'string', acts: true }] },
  { name: 'JSON behind a byte order mark', faults: [{ kind: 'odd-reply', reply: 'bom' }] },
  { name: 'gzip', faults: [{ kind: 'odd-reply', reply: 'gzip' }] },
  { name: 'A reply of 11 MB', faults: [{ kind: 'odd-reply', reply: 'oversized' }] },
  {
    name: "A captive portal's page with 200, after DataWorks has acted",
    faults: [{ kind: 'odd-reply', reply: 'captive-portal', acts: true }],
  },
  {
    name: 'A captive portal answers everything with 200',
    always: { kind: 'odd-reply', reply: 'captive-portal' },
  },
  { name: 'A redirect (302)', always: { kind: 'odd-reply', reply: 'redirect' } },
];

const refusals: FaultRow[] = [
  {
    name: '429 Throttling.Api, with x-acs-retry-after: 1234',
    faults: [{ kind: 'throttle', retryAfterMs: 1_234 }],
  },
  { name: '429 Throttling.Api, without it', faults: [{ kind: 'throttle' }] },
  { name: '429 Throttling.Api, and it stays so', always: { kind: 'throttle' } },
  { name: "The day's quota is spent", always: { kind: 'day-quota-spent' } },
  {
    name: '500 InternalError.System, after DataWorks has acted',
    faults: [{ kind: 'error', code: 'InternalError.System', acts: true }],
  },
  { name: 'The temporary keys have expired', always: { kind: 'expired-token' } },
  { name: 'The clock is 20 minutes off', always: { kind: 'clock-off', ms: 20 * 60_000 } },
  {
    name: 'The creation fails under HTTP 200 (`Data.Status` is `fail`)',
    folderPath: 'Business Flow/none/Data Integration',
  },
];

const otherRows: FaultRow[] = [
  { name: 'The name is taken', nameIsTaken: true },
  {
    name: 'The name is taken (*If the Name Is Taken*: Reuse)',
    nameIsTaken: true,
    nodeOptions: { ifExists: 'reuse' },
  },
  { name: 'The FileId is above 2^53', largeIds: true },
  {
    name: 'Every reply is lost; when all is well again, the caller asks again, without a token of its own',
    always: { kind: 'drop-reply' },
    asksAgain: true,
  },
  {
    name: 'The same, with a token of its own',
    always: { kind: 'drop-reply' },
    asksAgain: true,
    clientToken: 'order-4711',
  },
  {
    name: 'The same, and DataWorks has forgotten the token meanwhile',
    always: { kind: 'drop-reply' },
    asksAgain: true,
    clientToken: 'order-4711',
    forgetsTokens: true,
  },
];

/** In the order of the table. */
export const faultRows: readonly FaultRow[] = [
  ...brokenConnections,
  ...oddReplies,
  ...refusals,
  ...otherRows,
];
