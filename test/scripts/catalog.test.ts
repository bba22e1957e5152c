import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { versions } from '../../nodes/DataWorks/api/catalog';
import { catalogText, changes, readSdk, renewed, type Rows } from '../../scripts/catalog';

/** A few actions in the form of the SDKs' generated code: text here, so that nobody compiles it. */
const folder = mkdtempSync(join(tmpdir(), 'sdk-'));
cpSync(join(__dirname, 'sdk'), folder, { recursive: true });
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (name.endsWith('.txt')) renameSync(join(folder, name), join(folder, name.slice(0, -4)));
}
const studio = readSdk(join(folder, 'dataworks-public-20240518'));
const legacy = readSdk(join(folder, 'dataworks-public-20200518'));
rmSync(folder, { recursive: true });

it('reads verb, places, kinds, required and deprecated marks from an SDK', () => {
  expect(renewed(studio, {})).toEqual({
    GetDIThing: ['Gr', 'Get DI thing', 'Id:i*,PageNumber:n,WithDetails:b'],
    ListAll: ['Pr', 'List all'],
    UpdateThings: [
      'Pd',
      'Update things',
      'ProjectId:i',
      'Ids:j*,Types:l,force:b',
      '2024-05-18 BatchUpdateThings',
    ],
  });
  expect(renewed(legacy, {})).toEqual({
    CreateGrid: ['Ud', 'Create grid', 'Name:s', 'Cells:f,WorkspaceId:i*'],
  });
});

describe('what is known already', () => {
  const before: Rows = {
    CreateGrid: ['Pr', 'Draw a grid', 'Name:s', 'Cells:f,WorkspaceId:n*'],
    DeleteGrid: ['P', 'Delete a grid', 'Name:s'],
  };
  const after = renewed(legacy, before);

  it('keeps its title, whether it reads, and how wide its integers are', () => {
    expect(after).toEqual({
      CreateGrid: ['Urd', 'Draw a grid', 'Name:s', 'Cells:f,WorkspaceId:n*'],
    });
  });

  it('is compared with what the SDK has', () => {
    expect(changes(before, after)).toEqual([
      '- DeleteGrid ["P","Delete a grid","Name:s"]',
      'was CreateGrid ["Pr","Draw a grid","Name:s","Cells:f,WorkspaceId:n*"]',
      'is  CreateGrid ["Urd","Draw a grid","Name:s","Cells:f,WorkspaceId:n*"]',
    ]);
    expect(changes({}, after)).toEqual([expect.stringMatching(/^\+ CreateGrid /)]);
    expect(changes(after, after)).toEqual([]);
  });
});

it.each(versions)('writes the file of %s as it is', (version) => {
  const file = join(__dirname, `../../nodes/DataWorks/api/catalog/${version}.json`);
  const text = readFileSync(file, 'utf8');
  expect(catalogText((JSON.parse(text) as { actions: Rows }).actions)).toBe(text);
});
