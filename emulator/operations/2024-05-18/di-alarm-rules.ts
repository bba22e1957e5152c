import type { DIAlarmRule } from '../../state/studio/di-job';
import { without, type JsonObject } from '../../state/studio/node';
import { oncePerClientToken } from '../client-tokens';
import type { Call, Operation } from '../operation';
import { jobOf } from './di-job-access';
import { refused } from './errors';
import { requireMember, studio } from './operation';
import { PAGE, pageOf } from './paging';

const METRIC_TYPES = ['Heartbeat', 'FailoverCount', 'Delay', 'DdlReport', 'ResourceUtilization'];

/** All are GET requests; three of them change something. */
const CHANGE = { verb: 'GET', access: 'write' } as const;

function checkMetric(MetricType: string | undefined): void {
  if (MetricType === undefined || METRIC_TYPES.includes(MetricType)) return;
  throw refused('parameter', 'MetricType is not valid.');
}

const createRule = studio({
  ...CHANGE,
  action: 'CreateDIAlarmRule',
  failure: 'none',
  query: {
    DIJobId: 'id*',
    MetricType: 'string*',
    Name: 'string*',
    NotificationSettings: 'json*',
    TriggerConditions: 'json*',
    ClientToken: 'string',
    Description: 'string',
    Enabled: 'bool',
  },
  handle(call, parameters) {
    const job = jobOf(call, { DIJobId: parameters.DIJobId });
    checkMetric(parameters.MetricType);
    return oncePerClientToken(call, parameters, () => {
      const id = call.state.ids.next('diAlarmRule');
      const rule = { Enabled: true, Description: '', ...settingsIn(parameters) };
      call.state.studio.diAlarmRules.set(id, { id, jobId: job.id, settings: rule });
      return { Id: id, DIAlarmRuleId: String(id) };
    });
  },
});

/** The settings of a rule among the parameters of a call. */
function settingsIn(parameters: Record<string, unknown>): JsonObject {
  const given = without(parameters, 'Id', 'DIAlarmRuleId', 'DIJobId', 'ClientToken');
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** How a rule is named: by Id, or by the deprecated DIAlarmRuleId. */
const RULE = { Id: 'id', DIAlarmRuleId: 'id', DIJobId: 'id' } as const;

function ruleOf(
  call: Call,
  { Id, DIAlarmRuleId }: { Id?: bigint | undefined; DIAlarmRuleId?: bigint | undefined },
): DIAlarmRule {
  requireMember(call);
  const rule = call.state.studio.diAlarmRules.get(Id ?? DIAlarmRuleId ?? -1n);
  if (!rule) throw refused('noDIJob', 'The alarm rule does not exist.');
  return rule;
}

const updateRule = studio({
  ...CHANGE,
  action: 'UpdateDIAlarmRule',
  failure: 'success',
  query: {
    ...RULE,
    MetricType: 'string',
    Name: 'string',
    NotificationSettings: 'json',
    TriggerConditions: 'json',
    Description: 'string',
    Enabled: 'bool',
  },
  handle(call, parameters) {
    const rule = ruleOf(call, parameters);
    checkMetric(parameters.MetricType);
    rule.settings = { ...rule.settings, ...settingsIn(parameters) };
    return { Success: true };
  },
});

const deleteRule = studio({
  ...CHANGE,
  action: 'DeleteDIAlarmRule',
  failure: 'success',
  query: RULE,
  handle(call, parameters) {
    call.state.studio.diAlarmRules.delete(ruleOf(call, parameters).id);
    return { Success: true };
  },
});

const listRules = studio({
  action: 'ListDIAlarmRules',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { JobId: 'id', DIAlarmRuleId: 'id', ...PAGE },
  handle(call, parameters) {
    const job = jobOf(call, { Id: parameters.JobId });
    const found = [...call.state.studio.diAlarmRules.values()].filter(
      ({ id, jobId }) => jobId === job.id && (parameters.DIAlarmRuleId ?? id) === id,
    );
    const { items, paging } = pageOf(call, found, parameters);
    const DIJobAlarmRules = items.map(({ id, jobId, settings }) => ({
      Id: id,
      DIAlarmRuleId: id,
      DIJobId: jobId,
      ...settings,
    }));
    return { PagingInfo: { DIJobAlarmRules, ...paging } };
  },
});

/** Alarm rules of DI jobs. */
export const diAlarmRules: Operation[] = [createRule, updateRule, deleteRule, listRules];
