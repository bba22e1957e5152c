import type { Client } from '../../../alibabaCloud/client/call';
import {
  parseExact,
  serializeExact,
  type JsonObject,
} from '../../../alibabaCloud/client/exactJson';
import { actions } from '../../api/dataworks-2024-05-18';
import type { HarmlessWrite } from '../../flows/ports';
import {
  changedNodeSpec,
  withExtend,
  type NodeSettings,
  type ReadNode,
} from '../../script/flowSpec';
import { withExtendOf } from '../../script/sameScript';
import { readNode, type NodeReference } from './readNodes';

/** What runs the synchronization itself, as its script says it. */
export interface Extend {
  resourceGroup?: string;
  cu?: number;
}

const isDifferent = (value: object) => Object.keys(value).length > 0;

/** The script as text, with what runs it. Empty drafts stay empty. */
export function extended(content: string, extend: Extend): string {
  if (content.trim() === '') return content;
  return serializeExact(withExtend(parseExact(content) as JsonObject, extend), content);
}

/** The script of a node, as text; empty where it has none. */
export function contentOf({ node }: Pick<ReadNode, 'node'>): string {
  const { script } = node;
  const content =
    typeof script === 'object' && script !== null && !Array.isArray(script)
      ? script.content
      : undefined;
  return typeof content === 'string' ? content : '';
}

/** New settings of a node, or a new script; what is not there stays. */
export interface NodeUpdateRequest extends NodeReference {
  settings: NodeSettings;
  extend: Extend;
  secrets: readonly string[];
}

/** The settings of an update: the script keeps what runs it, as far as nothing else is asked for. */
function settingsFor(read: ReadNode, { settings, extend }: NodeUpdateRequest): NodeSettings {
  const stored = contentOf(read);
  if (settings.content === undefined && !isDifferent(extend)) return settings;
  const base = settings.content === undefined ? stored : withExtendOf(settings.content, stored);
  return { ...settings, content: extended(base, extend) };
}

/** UpdateNode: the whole Spec with the changes, as callers send it whose nodes run. */
export function nodeUpdate(client: Client, update: NodeUpdateRequest): HarmlessWrite {
  const { projectId, nodeId, secrets } = update;
  const action = actions.UpdateNode;
  let spec = '';
  const look = async () => {
    const read = await readNode(client, update);
    if (!read.ok) return read;
    spec = JSON.stringify(changedNodeSpec(read.spec, settingsFor(read.spec, update)));
    const done = spec === JSON.stringify(changedNodeSpec(read.spec, {}));
    return { ok: true, done, requestId: read.requestId } as const;
  };
  return {
    action,
    async begin() {
      const seen = await look();
      return seen.ok ? { ok: true, isThere: seen.done, requestId: seen.requestId } : seen;
    },
    send: () => client.call(action, { Id: nodeId, ProjectId: projectId, Spec: spec }, secrets),
    isDone: look,
  };
}
