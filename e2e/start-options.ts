import { parseArgs } from 'node:util';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import path from 'node:path';
import { workFolder } from './paths';

/** Where the tasks of a real run go; what is undefined stays as the example has it. */
export interface RealTarget {
  readonly projectId: string;
  readonly folder?: string;
  readonly resourceGroup?: string;
  readonly taskName?: string;
}

/** What `npm start` was asked for. */
export interface StartOptions {
  /** End after the example has run. */
  readonly once: boolean;
  /** Holds the user folder of n8n. */
  readonly folder: string;
  /** The real service instead of the emulator. */
  readonly real?: {
    readonly target: RealTarget;
    /** The credential's fields. */
    readonly credential: ICredentialDataDecryptedObject;
    /** The proxy's variables that n8n then needs. */
    readonly proxy: Record<string, string>;
  };
}

export const usage = `npm start -- [options]
  --once                 end after the example has run
  --work-folder PATH     where n8n keeps its data (e2e/.work/start)
  --real                 use the real service; the key is taken from the variables
                         ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET
                         and, for temporary keys, ALIBABA_CLOUD_SECURITY_TOKEN
    --project-id N       the workspace
    --region R           its region, e.g. cn-shanghai
    --folder PATH        the folder of the task, e.g. "业务流程/demo/folderDi"
    --resource-group ID  the identifier of the Data Integration resource group
    --task-name NAME     the name of the task
    --endpoint URL       an address that replaces the region's`;

/** Reads the command line and the environment; throws with what is missing or unknown. */
export function readOptions(
  args: string[],
  env: Readonly<Record<string, string | undefined>>,
): StartOptions {
  const { values } = parseArgs({
    args,
    options: {
      once: { type: 'boolean', default: false },
      'work-folder': { type: 'string', default: path.join(workFolder, 'start') },
      real: { type: 'boolean', default: false },
      'project-id': { type: 'string' },
      region: { type: 'string' },
      folder: { type: 'string' },
      'resource-group': { type: 'string' },
      'task-name': { type: 'string' },
      endpoint: { type: 'string' },
    },
  });
  const plain = { once: values.once, folder: path.resolve(values['work-folder']) };
  if (!values.real) return plain;

  const needed = (name: string, value: string | undefined): string => {
    if (value === undefined || value === '') throw new Error(`--real needs ${name}`);
    return value;
  };
  return {
    ...plain,
    real: {
      target: {
        projectId: needed('--project-id', values['project-id']),
        folder: values.folder,
        resourceGroup: values['resource-group'],
        taskName: values['task-name'],
      },
      credential: {
        accessKeyId: needed('ALIBABA_CLOUD_ACCESS_KEY_ID', env.ALIBABA_CLOUD_ACCESS_KEY_ID),
        accessKeySecret: needed(
          'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
          env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
        ),
        securityToken: env.ALIBABA_CLOUD_SECURITY_TOKEN ?? '',
        region: 'other',
        regionId: needed('--region', values.region),
        network: 'public',
        endpoint: values.endpoint ?? '',
      },
      proxy: Object.fromEntries(
        Object.entries(env).flatMap(([name, value]) =>
          /^(https?|no)_proxy$/i.test(name) && value !== undefined ? [[name, value]] : [],
        ),
      ),
    },
  };
}
