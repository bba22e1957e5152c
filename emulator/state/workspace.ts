import { BUSINESS_FLOW, DATA_SOURCES, FOLDERS, STUDIO_DATA_SOURCES, WORKSPACES } from '../defaults';

/** A DataWorks workspace ("project" in the API). */
export interface Workspace {
  projectId: bigint;
  identifier: string;
  name: string;
  /** Whether it uses the new Data Studio; no field of any API says so. */
  newStudio: boolean;
  businessFlows: { businessId: bigint; name: string }[];
  /** Folder ids by full path, e.g. "Business Flow/demo/Data Integration". */
  folders: Map<string, string>;
  dataSources: typeof DATA_SOURCES;
}

/** The default workspaces by ProjectId. */
export function createWorkspaces(): Map<bigint, Workspace> {
  return new Map(
    WORKSPACES.map((workspace, index) => [
      workspace.projectId,
      {
        ...workspace,
        businessFlows: index === 0 ? [BUSINESS_FLOW] : [],
        folders: new Map(index === 0 ? FOLDERS.map((path, at) => [path, `folder_${at + 1}`]) : []),
        dataSources: index === 0 ? DATA_SOURCES : workspace.newStudio ? STUDIO_DATA_SOURCES : [],
      },
    ]),
  );
}
