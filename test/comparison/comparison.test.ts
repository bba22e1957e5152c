import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { withPart } from '../../scripts/markdown';
import { startEmulated, type Emulated } from '../engine/emulated';
import { packageRoot } from '../engine/harness/builtPackage';
import { faultRows, type FaultRow } from './faultRows';
import { createByNode } from './nodeCreation';
import { CREATE, isTakenIn, isToldOfAll, type Observed } from './observed';
import { clientOf, createByOfficialClient, creationCall } from './officialCreation';
import { report, type Compared } from './report';

const { version } = jest.requireActual<{ version: string }>(
  '@alicloud/openapi-client/package.json',
);
const path = join(packageRoot, 'docs/official-client.md');
/** Set it to write the table anew after something has changed. */
const isUpdate = process.env.UPDATE_DOCS === '1';

describe('the official client and this package, each in the same trouble', () => {
  let usual: Emulated;
  let large: Emulated;
  const compared: Compared[] = [];

  beforeAll(async () => {
    usual = await startEmulated();
    large = await startEmulated({}, { largeIds: true });
  });
  afterAll(() => Promise.all([usual.close(), large.close()]));

  /** Lets DataWorks misbehave as the row says, while `create` runs. */
  async function observe(
    row: FaultRow,
    create: (emulated: Emulated, calmDown: () => void) => Promise<Observed>,
  ): Promise<Observed> {
    const emulated = row.largeIds ? large : usual;
    const { emulator } = emulated.server;
    emulator.reset();
    if (row.nameIsTaken) await clientOf(emulated).call(CREATE, creationCall(row));
    for (const fault of row.faults ?? []) emulator.faults.add({ ...fault, action: CREATE });
    if (row.always) emulator.faults.add({ ...row.always, times: 'always' });
    return create(emulated, () => {
      emulator.faults.clear();
      if (row.forgetsTokens) emulator.forgetClientTokens();
    });
  }

  it.each(faultRows.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    const byClient = (runtime?: { autoretry: true; maxAttempts: number }) =>
      observe(row, (emulated, calmDown) =>
        createByOfficialClient(emulated, row, runtime, calmDown),
      );
    const official = await byClient();
    // The document says that this option changes nothing.
    expect(await byClient({ autoretry: true, maxAttempts: 4 })).toEqual(official);

    const node = await observe(row, (emulated, calmDown) => createByNode(emulated, row, calmDown));
    expect(node.tasks.length).toBeLessThanOrEqual(1);
    expect(node.creations).toBeLessThanOrEqual(4 * node.given.length);
    // With all replies lost, the first failure cannot know the FileId; asked again, it is told.
    if (row.always?.kind !== 'drop-reply' || row.asksAgain) expect(isToldOfAll(node)).toBe(true);
    expect(isTakenIn(node)).toBe(false);
    compared.push({ row, official, node });
  });

  it('stand in docs/official-client.md as they were seen (UPDATE_DOCS=1 writes them)', () => {
    const document = readFileSync(path, 'utf8');
    const asSeen = withPart(document, 'faults', report(compared, version));
    if (isUpdate) writeFileSync(path, asSeen);
    expect(compared).toHaveLength(faultRows.length);
    expect(document).toContain('<!-- faults -->');
    expect(readFileSync(path, 'utf8')).toBe(asSeen);
  });
});
