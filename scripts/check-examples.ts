// What an example must not bring along from the n8n that it was made in: credentials, data of runs,
// secrets. `npm run lint:examples` checks all of them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { INode } from 'n8n-workflow';

import type { JsonObject } from '../nodes/alibabaCloud/client/exactJson';
import { redactScript } from '../nodes/DataWorks/script/scriptSecrets';
import { createRedactor, redactTexts } from '../nodes/alibabaCloud/client/redact';

const MEMBERS = ['name', 'nodes', 'connections', 'settings', 'active', 'pinData'];
const ANY_ID = /^0{8}-0{4}-4000-8000-[0-9a-f]{12}$/;

interface Exported extends JsonObject {
  active: boolean;
}

/** What has to be taken out of an exported workflow before it is published, as sentences. */
export function leftovers(workflow: JsonObject): string[] {
  const found: string[] = [];
  for (const member of Object.keys(workflow)) {
    if (!MEMBERS.includes(member)) found.push(`${member} belongs to the n8n it comes from`);
  }
  const { active, pinData, nodes } = workflow as Exported;
  if (active !== false) found.push('active is not false');
  if (Object.keys(pinData ?? {}).length > 0) found.push('pinData has data of runs');
  for (const { name, id, webhookId, credentials } of nodes as unknown as INode[]) {
    for (const one of [id, webhookId]) {
      if (one !== undefined && !ANY_ID.test(one))
        found.push(`${name}: an id of another n8n, ${one}`);
    }
    for (const credential of Object.values(credentials ?? {})) {
      if (credential.id !== '') found.push(`${name}: the id of a credential`);
    }
  }
  for (const { name, parameters } of nodes as unknown as INode[]) {
    const before = JSON.stringify(parameters);
    const after = JSON.stringify(
      redactScript(redactTexts(parameters as JsonObject, createRedactor([]))),
    );
    if (after === before) continue;
    const at = [...after].findIndex((character, index) => character !== before[index]);
    found.push(
      `${name}: what looks like a secret, near ${after.slice(Math.max(0, at - 60), at + 3)}`,
    );
  }
  return found;
}

if (require.main === module) {
  const folder = path.join(__dirname, '..', 'examples');
  for (const file of readdirSync(folder)) {
    const workflow = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as JsonObject;
    for (const what of leftovers(workflow)) {
      process.exitCode = 1;
      console.error(`examples/${file}: ${what}`);
    }
  }
}
