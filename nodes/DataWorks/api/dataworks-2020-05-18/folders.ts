/**
 * Folders of DataStudio whose names DataWorks shows in the language of the account, and takes in any
 * of these. Source: ListFolders and GetFolder as aliyun/terraform-provider-alicloud (alicloud/
 * resource_alicloud_data_works_folder.go) and aliyun/dataworks-spec (FolderUtils.java) have them.
 */

/** The first folder of each path of a business flow. The first name is sure to be taken. */
export const FLOWS = ['业务流程', 'Business Flow', 'Workflow'] as const;

/** The folder for Data Integration in a business flow. The first name is what replies have. */
export const DATA_INTEGRATION = ['folderDi', '数据集成', 'Data Integration'] as const;

/** The path of the Data Integration folder of a business flow, as it is sure to be taken. */
export const dataIntegrationFolder = (flow: string): string =>
  `${FLOWS[0]}/${flow}/${DATA_INTEGRATION[0]}`;

const EQUALS: ReadonlyArray<ReadonlySet<string>> = [FLOWS, DATA_INTEGRATION].map(
  (names) => new Set(names.map((name) => name.toLowerCase())),
);

const isSameName = (a: string, b: string) =>
  a === b || EQUALS.some((names) => names.has(a.toLowerCase()) && names.has(b.toLowerCase()));

const parts = (path: string) => path.split('/').filter((name) => name !== '');

/** Whether two paths name one folder, whatever language each is in. */
export function sameFolder(a: string, b: string): boolean {
  const [left, right] = [parts(a), parts(b)];
  return (
    left.length === right.length &&
    left.every((name, index) => isSameName(name, right[index] ?? ''))
  );
}
