import { fileOf } from './file-access';
import { dataWorks, type Operation } from './operation';
import { page } from './paging';
import { fileWorkspace } from './workspace-access';

const listFileVersions = dataWorks({
  action: 'ListFileVersions',
  access: 'read',
  failure: 'file',
  body: {
    ProjectId: 'id',
    ProjectIdentifier: 'string',
    FileId: 'id*',
    PageNumber: 'num',
    PageSize: 'num',
  },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const file = fileOf(call, workspace, parameters);
    const { visibleAfterMs, cancelledVersion } = call.settings;
    const shown = file.versions.filter(
      ({ commitTime }) => call.now - commitTime >= visibleAfterMs.versions,
    );
    const { items, paging } = page(shown.reverse(), parameters);
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: {
        FileVersions: items.map((version) => ({
          FileVersion: version.version,
          FileName: version.name,
          FileContent: version.content,
          FilePropertyContent: JSON.stringify({ fileName: version.name, fileType: file.fileType }),
          NodeContent: JSON.stringify({
            cycleType: version.nodeConfiguration.CycleType === 'DAY' ? 0 : 1,
            cronExpress: version.nodeConfiguration.CronExpress,
          }),
          NodeId: file.nodeId,
          ChangeType: version.version === 1 ? 'CREATE' : 'UPDATE',
          Comment: version.comment,
          CommitTime: version.commitTime,
          CommitUser: version.commitUser,
          IsCurrentProd: version.isCurrentProd,
          Status: version.status === 'CANCELLED' ? cancelledVersion : version.status,
          UseType: 'NORMAL',
        })),
        ...paging,
      },
    };
  },
});

/** The committed versions of a file, newest first. */
export const fileVersions: Operation[] = [listFileVersions];
