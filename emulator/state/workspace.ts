import type { Settings } from '../options';
import { repliedPath } from './folder-names';
import {
  BUSINESS_FLOW,
  DATA_SOURCES,
  FOLDERS,
  STUDIO_DATA_SOURCES,
  WORKSPACES,
  type DataSource,
} from '../defaults';

/** A DataWorks workspace ("project" in the API). */
export interface Workspace {
  projectId: bigint;
  identifier: string;
  name: string;
  /** Whether it uses the new Data Studio; no field of any API says so. */
  newStudio: boolean;
  /** Standard mode has a development environment beside production, basic mode has not. */
  mode: 'standard' | 'basic';
  businessFlows: { businessId: bigint; name: string }[];
  /** Folder ids by full path, with the names that replies have, e.g. "业务流程/demo/folderDi". */
  folders: Map<string, string>;
  dataSources: DataSource[];
}

/** The default workspaces by ProjectId. */
export function createWorkspaces({
  folderNames,
  projectMode,
}: Pick<Settings, 'folderNames' | 'projectMode'>): Map<bigint, Workspace> {
  return new Map(
    WORKSPACES.map((workspace, index) => [
      workspace.projectId,
      {
        ...workspace,
        mode: projectMode,
        businessFlows: index === 0 ? [BUSINESS_FLOW] : [],
        folders: new Map(
          index === 0
            ? FOLDERS.map((path, at) => [repliedPath(path, folderNames), `folder_${at + 1}`])
            : [],
        ),
        dataSources: index === 0 ? DATA_SOURCES : workspace.newStudio ? STUDIO_DATA_SOURCES : [],
      },
    ]),
  );
}
