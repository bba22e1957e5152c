import type { Product } from '../../alibabaCloud/service';

/**
 * What all versions of DataWorks' API have in common. Source of the hosts: the page on endpoints
 * (help.aliyun.com: dataworks/developer-reference/api-dataworks-public-2020-05-18-endpoint).
 */
export const dataWorks = {
  name: 'DataWorks',
  rights: 'the RAM action dataworks:* (system policy AliyunDataWorksFullAccess)',
  membership:
    'Make the owner of the AccessKey a member of the workspace, with the role Develop or higher.',
  // DataWorks speaks Chinese where no language is asked for.
  sayings: [
    // "Input and output must not be empty", as every new task's are.
    [
      /输入输出不能为空/,
      "Set Parent Output Names first, by Sync Task: Schedule or in the Schedule of Bring Live: the workspace's name with _root, if nothing else.",
    ],
    [/父节点输出名/, 'The parent is not there: correct Parent Output Names in Schedule.'],
    [/资源组不存在/, 'There is no such resource group: choose the Resource Group again.'],
    [/^Invalid path/, 'There is no such folder: choose the Folder from the list.'],
    [
      /^the name is taken/,
      'Choose another name, or set the option "If the Name Is Taken" to reuse or update.',
    ],
    [
      /不存在|未找到|does not exist|^fileId\[/,
      'Choose it again (Task, Node, Instance …), and the Workspace: it was deleted, or belongs to another workspace.',
    ],
  ],
  hosts: {
    prefix: 'dataworks',
    centralRegions: [
      'cn-hangzhou-finance',
      'cn-huhehaote',
      'cn-qingdao',
      'ap-southeast-2',
      'ap-south-1',
    ],
    publicOnlyRegions: ['cn-huhehaote', 'cn-qingdao'],
  },
} as const satisfies Product;
