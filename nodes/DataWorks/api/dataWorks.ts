import type { Product } from '../../alibabaCloud/service';

/**
 * What all versions of DataWorks' API have in common. Source of the hosts: the page on endpoints
 * (help.aliyun.com: dataworks/developer-reference/api-dataworks-public-2020-05-18-endpoint).
 */
export const dataWorks = {
  name: 'DataWorks',
  rights: 'the RAM action dataworks:* (system policy AliyunDataWorksFullAccess)',
  membership: 'Make its owner a member of the workspace, with the role Develop or higher.',
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
