import type { DeploymentKind } from './state/deployment';
import { TurnList, type Turn } from './turns';

/** How a submission, deployment or deletion is to fail. */
export interface DeploymentPlan extends Turn {
  of: DeploymentKind;
  fails: 'check' | 'deployment';
  message?: string;
}

/** How a run is to go: its result, what its log ends with, how long it takes and is checked (ms). */
export interface RunPlan extends Turn {
  of: 'run';
  /** Only runs of this node; default: of any. */
  nodeName?: string;
  result?: 'SUCCESS' | 'FAILURE';
  log?: string;
  ms?: number;
  /** How long it is in CHECKING afterwards; default not at all. */
  checkingMs?: number;
}

/** A generation of a script that fails, or takes `ms`. */
export interface GenerationPlan extends Turn {
  of: 'generation';
  fails?: boolean;
  message?: string;
  ms?: number;
}

/** A start of a real-time task or solution that fails. */
export interface StartPlan extends Turn {
  of: 'start';
  message?: string;
}

/** What happens at a stage of a pipeline run: it fails, waits for a person, or its start is refused. */
export interface StagePlan extends Turn {
  of: 'stage';
  /** Only stages of this code, e.g. "PROD_CHECK"; default: any. */
  stage?: string;
  does: 'fail' | 'wait' | 'refuse';
  message?: string;
}

/** A backfill whose creation fails. */
export interface BackfillPlan extends Turn {
  of: 'backfill';
  message?: string;
}

/** What the world behind the API is to do, beyond going well in the usual time. */
export type Plan = DeploymentPlan | RunPlan | GenerationPlan | StartPlan | StagePlan | BackfillPlan;

const SUBJECTS: Record<Plan['of'], true> = {
  submit: true,
  deploy: true,
  delete: true,
  'deploy-deletion': true,
  run: true,
  generation: true,
  start: true,
  stage: true,
  backfill: true,
};

/** The plans that wait for their turn. */
export class Plans extends TurnList<Plan> {
  /** The plan for the next deployment of that kind, if any. */
  deployment(kind: DeploymentKind): DeploymentPlan | undefined {
    return this.next((plan) => plan.of === kind) as DeploymentPlan | undefined;
  }

  /** The plan for the next run of that node, if any. */
  run(nodeName: string): RunPlan | undefined {
    return this.next((plan) => plan.of === 'run' && (plan.nodeName ?? nodeName) === nodeName) as
      | RunPlan
      | undefined;
  }

  /** The plan for the next generation, if any. */
  generation(): GenerationPlan | undefined {
    return this.next((plan) => plan.of === 'generation') as GenerationPlan | undefined;
  }

  /** The plan for the next start, if any. */
  start(): StartPlan | undefined {
    return this.next((plan) => plan.of === 'start') as StartPlan | undefined;
  }

  /** The plan for the stage `code` when it begins (`fail`, `wait`) or is asked to (`refuse`), if any. */
  stage(code: string, when: 'begins' | 'is-asked'): StagePlan | undefined {
    return this.next(
      (plan) =>
        plan.of === 'stage' &&
        (plan.stage ?? code) === code &&
        (plan.does === 'refuse') === (when === 'is-asked'),
    ) as StagePlan | undefined;
  }

  /** The plan for the next backfill, if any. */
  backfill(): BackfillPlan | undefined {
    return this.next((plan) => plan.of === 'backfill') as BackfillPlan | undefined;
  }
}

/** `value` as a plan, for what comes from outside. Throws a TypeError that says what is wrong. */
export function asPlan(value: unknown): Plan {
  const plan = value as Record<string, unknown>;
  const of = String(plan['of']);
  if (!Object.hasOwn(SUBJECTS, of)) {
    throw new TypeError(`Unknown "of": "${of}". Known: ${Object.keys(SUBJECTS).join(', ')}.`);
  }
  const deployments = ['submit', 'deploy', 'delete', 'deploy-deletion'];
  if (deployments.includes(of) && !['check', 'deployment'].includes(String(plan['fails']))) {
    throw new TypeError(`A plan of "${of}" needs fails: "check" or "deployment".`);
  }
  if (of === 'stage' && !['fail', 'wait', 'refuse'].includes(String(plan['does']))) {
    throw new TypeError('A plan of "stage" needs does: "fail", "wait" or "refuse".');
  }
  return plan as unknown as Plan;
}
