import { AlibabaCloudAccessKeyApi } from '../../credentials/AlibabaCloudAccessKeyApi.credentials';
import { DataWorks } from '../../nodes/DataWorks/DataWorks.node';
import { DataWorksTrigger } from '../../nodes/DataWorks/DataWorksTrigger.node';
import type { BuiltPackage } from '../engine/harness/builtPackage';

/** The package as the harness takes it, out of its sources: nothing has to be built first. */
export const sourcePackage = (): BuiltPackage => ({
  name: 'n8n-nodes-alibabacloud-dataworks',
  node: new DataWorks(),
  trigger: new DataWorksTrigger(),
  credential: new AlibabaCloudAccessKeyApi(),
});
