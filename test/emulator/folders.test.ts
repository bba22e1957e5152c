import type { EmulatorOptions } from '../../emulator';
import { createCall, emulatorUnderTest, IN_BODY } from './emulator-under-test';

const ROOTS = ['业务流程', 'Business Flow', 'Workflow'];
const ENGINES = ['folderDi', '数据集成', 'Data Integration'];
const PATHS = ROOTS.flatMap((root) => ENGINES.map((engine) => `${root}/demo/${engine}`));
const withoutEnglish = (path: string) => path.startsWith('业务') && !path.endsWith('Integration');

/** Ways to create and to find in `path`. */
function at(path: string, options: EmulatorOptions = {}) {
  const { call, emulator } = emulatorUnderTest({ ...IN_BODY, ...options });
  const TaskParam = JSON.stringify({ FileFolderPath: path });
  const file = (action: string, body: Record<string, string>) =>
    call({ action, body: { ProjectId: '10000', PageNumber: '1', PageSize: '10', ...body } }).body;
  return { create: () => call(createCall({ TaskParam })).body, file, emulator };
}

test.each(PATHS)(
  'a task is created, found and moved in %s, which replies call folderDi',
  (path) => {
    const { create, file } = at(path);
    expect(create()).toMatchObject({ Success: true });
    for (const FileFolderPath of [...PATHS, `${path}/`]) {
      const { Data } = file('ListFiles', { FileFolderPath, NeedAbsoluteFolderPath: 'true' });
      expect(Data.Files).toMatchObject([{ AbsoluteFolderPath: '业务流程/demo/folderDi' }]);
    }
    expect(file('CreateFolder', { FolderPath: `${path}/daily` }).Success).toBe(true);
    const moved = { FileId: '1000001', FileFolderPath: `${path}/daily` };
    expect(file('UpdateFile', moved).Success).toBe(true);
    expect(file('ListFiles', { NeedAbsoluteFolderPath: 'true' }).Data.Files).toMatchObject([
      { AbsoluteFolderPath: '业务流程/demo/folderDi/daily' },
    ]);
  },
);

test.each([
  ['业务流程/folderDi', '业务流程', 'folderDi'],
  ['Business Flow/folderDi', 'Business Flow', 'folderDi'],
  ['Business Flow/Data Integration', 'Business Flow', 'Data Integration'],
] as const)('replies name folders as %s', (folderNames, root, engine) => {
  const { create, file } = at('业务流程/demo/数据集成', { folderNames });
  create();
  const folders = (ParentFolderPath: string) =>
    file('ListFolders', { ParentFolderPath }).Data.Folders.map(
      ({ FolderPath }: { FolderPath: string }) => FolderPath,
    );
  expect(folders('Workflow/')).toEqual([`${root}/demo`]);
  expect(folders('业务流程/demo')).toEqual([`${root}/demo/${engine}`]);
  expect(file('GetFolder', { FolderPath: 'Workflow/demo/folderDi' }).Data).toEqual({
    FolderId: 'folder_3',
    FolderPath: `${root}/demo/${engine}`,
  });
  expect(file('ListFiles', { NeedAbsoluteFolderPath: 'true' }).Data.Files).toMatchObject([
    { AbsoluteFolderPath: `${root}/demo/${engine}`, FileFolderId: 'folder_3' },
  ]);
});

test.each(PATHS)('where English names are refused: %s', (path) => {
  const { create, file } = at(path, { requestedFolders: 'noEnglish' });
  const accepted = withoutEnglish(path);
  expect(create().Success).toBe(accepted);
  const asked: [string, Record<string, string>][] = [
    ['ListFiles', { FileFolderPath: path }],
    ['ListFolders', { ParentFolderPath: path }],
    ['GetFolder', { FolderPath: path }],
    ['CreateFolder', { FolderPath: `${path}/daily` }],
    ['CreateFile', { FileName: 'x', FileType: '23', FileFolderPath: path }],
  ];
  for (const [action, body] of asked) {
    expect(file(action, body).ErrorCode).toBe(accepted ? undefined : 'Invalid.File.FolderPath');
  }
});

test.each(PATHS)('where requests have to name folders as replies do: %s', (path) => {
  const { create } = at(path, { requestedFolders: 'asReplied' });
  expect(create().Success).toBe(path === '业务流程/demo/folderDi');
});

test('GetFolder takes a path or an id, and is empty for a folder that is not there', () => {
  const { file } = at('');
  expect(file('GetFolder', { FolderId: 'folder_2' }).Data.FolderPath).toBe('业务流程/demo');
  for (const body of [{ FolderId: 'other' }, { FolderPath: '业务流程/other' }, {}]) {
    expect(file('GetFolder', body as Record<string, string>)).toMatchObject({
      Success: true,
      Data: {},
    });
    expect(file('GetFolder', body as Record<string, string>).Data).toEqual({});
  }
});

test('a new folder needs the folder of an engine above it', () => {
  const { file } = at('');
  const make = (FolderPath: string) => file('CreateFolder', { FolderPath }).ErrorCode;
  expect(make('业务流程/demo/plain')).toBe('Invalid.Folder.Path');
  expect(make('业务流程/demo/MaxCompute/ods')).toBeUndefined();
  const found = file('ListFolders', { ParentFolderPath: '业务流程/demo' }).Data.Folders;
  expect(found).toMatchObject([
    { FolderPath: '业务流程/demo/folderDi' },
    { FolderPath: '业务流程/demo/folderMaxCompute' },
  ]);
});
