import type { PipelineRun, Stage } from '../../state/studio/pipeline-run';
import type { StudioOptions } from '../../studio-options';

type Kind = Pick<Stage, 'code' | 'name' | 'type' | 'environment'>;

const BUILD: Kind = { code: 'BUILD_PACKAGE', name: 'Build package', type: 'Build' };
const OFFLINE_CHECK: Kind = { code: 'OfflineCheck', name: 'Offline check', type: 'Check' };
const DEV_CHECK: Kind = { code: 'DEV_CHECK', name: 'Development check', type: 'Check' };
const DEV: Kind = {
  code: 'DEV',
  name: 'Deploy to development',
  type: 'Deploy',
  environment: 'Dev',
};
const APPROVAL: Kind = { code: 'APPROVAL', name: 'Approval', type: 'Check' };
const PROD_CHECK: Kind = { code: 'PROD_CHECK', name: 'Production check', type: 'Check' };
const PROD: Kind = {
  code: 'PROD',
  name: 'Deploy to production',
  type: 'Deploy',
  environment: 'Prod',
};

/**
 * The stages of a new run. Those of basic mode were recorded; of standard mode DEV_CHECK and DEV occur
 * in documented samples, their order is inferred. The first stage begins by itself.
 */
export function stagesOf(
  type: PipelineRun['type'],
  { mode, approval }: Pick<StudioOptions, 'mode' | 'approval'>,
): Stage[] {
  const development = mode === 'standard' ? [DEV_CHECK, DEV] : [];
  const approved = mode === 'standard' && approval === 'waits' ? [APPROVAL] : [];
  const first = type === 'Online' ? BUILD : OFFLINE_CHECK;
  return [first, ...development, ...approved, PROD_CHECK, PROD].map((kind, at) => ({
    ...kind,
    type: kind.type === 'Deploy' && type === 'Offline' ? 'Offline' : kind.type,
    step: at + 1,
    status: 'Init',
    message: '',
    isAutomatic: at === 0,
  }));
}
