import { actions } from '../../../nodes/DataWorks/api/dataworks-2020-05-18';
import { dataWorks } from '../../../nodes/DataWorks/api/dataWorks';
import { dataWorksFamilies } from '../../../nodes/DataWorks/api/dataWorksErrors';
import { errors, labels } from '../../../nodes/DataWorks/api/dataworks-2024-05-18/errors';
import { describeFailure } from '../../../nodes/alibabaCloud/client/describeFailure';
import { readReply } from '../../../nodes/alibabaCloud/client/reply';
import type { Failure } from '../../../nodes/alibabaCloud/client/outcome';
import { hintFor, isExplained } from '../../../nodes/alibabaCloud/hintFor';
import { sts } from '../../../nodes/alibabaCloud/role/sts';
import { defineService, type Action } from '../../../nodes/alibabaCloud/service';

const { CreateNode } = defineService(
  { ...dataWorks, version: '2024-05-18', errors, families: dataWorksFamilies, labels },
  {
    CreateNode: {
      does: 'create the node',
      method: 'POST',
      effect: 'write',
      accepted: 'request id',
    },
  },
);

/** A refused call as it comes from the network, in words. */
function refused(action: Action, status: number, Code: unknown, Message: string) {
  const text = JSON.stringify({ RequestId: 'r', HostId: 'h', Code, Message });
  const reading = readReply(action, { status, headers: {}, text });
  if (reading.ok) throw new Error('It counts as a success.');
  const failure: Failure = { ...reading, tries: 1, resent: false };
  return { ...failure, ...describeFailure(failure) };
}

const legacy: Action = actions.GetFile;
type Row = [
  string,
  number,
  string,
  { says?: RegExp; todo?: RegExp; kind?: string; acted?: boolean },
];
const said = /: 服务器的话\.$/;
const words = '服务器的话';

describe.each<[string, Action]>([
  ['2020-05-18', legacy],
  ['2024-05-18', CreateNode],
])('the codes that live-differences found missing, in version %s', (_version, action) => {
  test.each<Row>([
    ['9990020002', 400, 'Throttling.User', { kind: 'throttled', says: /too many calls/ }],
    ['9990040003', 400, 'Throttling.Resource', { kind: 'throttled', says: /capacity/ }],
    ['9990040001', 400, words, { kind: 'throttled' }],
    ['Rejected.Throttling', 417, words, { kind: 'throttled' }],
    ['Throttling', 400, words, { kind: 'throttled' }],
    ['Throttling.Resource', 400, words, { kind: 'throttled' }],
    ['77', 400, 'Request was denied: Throttling.Api', { kind: 'throttled', says: /operation/ }],
    ['77', 500, 'Rejected.Throttling', { kind: 'throttled' }],
    ['77', 400, 'Throttling.Api.Risk', { kind: 'refused', says: /day's quota/ }],
    ['9990010001', 403, words, { says: /not activated/, todo: /Activate.*Region/ }],
    ['9990030003', 200, words, { says: said }],
    ['1201111279', 400, words, { says: /workspace or the file/ }],
    ['1010019999', 400, words, { says: said }],
    ['1101080008', 400, words, { says: /no such workspace/ }],
    [
      '1101080166',
      403,
      words,
      { says: /no member of the workspace/, todo: /member.*role Develop/ },
    ],
    ['400010', 403, words, { says: /no member/ }],
    ['100002001', 403, words, { says: /no member/ }],
    ['403030', 403, words, { says: /no right/, todo: /dataworks:\*/ }],
    ['500130', 500, words, { says: /no such synchronization task/, acted: false }],
    ['1000010005', 500, words, { says: /no such data source/, acted: false }],
    ['1000011038', 500, words, { says: /no such shared rule/, acted: false }],
    [
      '5801489541076353033',
      400,
      '未找到发布对象: [[1]]',
      {
        says: /: 未找到发布对象: \[\[1\]\]\.$/,
        todo: /^Choose it again \(Task, Node.* and the Workspace/,
      },
    ],
    ['5801489541076353033', 400, '资源组不存在', { todo: /^There .* choose the Resource Group/ }],
    ['1010019999', 400, '输入输出不能为空', { todo: /^Set Parent Output Names first/ }],
    ['1010019999', 400, '父节点输出名:x 不存在', { todo: /^The parent is not there/ }],
    // A code that says what to do needs no words.
    [
      '1000010005',
      500,
      'It does not exist',
      { todo: /^Choose the data source again/, acted: false },
    ],
    ['InvalidNodeId', 400, words, { says: /value of NodeId|Node ID \(NodeId\)/ }],
    ['InvalidPageSize', 500, words, { says: /value of PageSize/, acted: false }],
    ['MissingScene', 400, words, { says: /did not get the parameter Scene/, todo: /Scene/ }],
    ['MissingProjectId', 400, words, { says: /Workspace \(ProjectId\)/, todo: /Workspace/ }],
    ['InvalidParameter', 400, words, { says: /value of a parameter/ }],
    ['Invalid.Wkbench.Dag.Missing', 500, words, { says: said, acted: false, kind: 'refused' }],
    ['Invalid.Tenant.ProjectNotExist', 200, words, { says: /no such workspace/ }],
    ['Invalid.Tenant.ProjectNotExists', 200, words, { says: /no such workspace/ }],
    ['Invalid.Tenant.ConnectionNotExists', 200, words, { says: /no such data source/ }],
    ['Forbidden.RAM', 403, words, { says: /RAM policy/, todo: /dataworks:\*/ }],
    ['Forbidden.Access', 403, words, { says: /edition/, todo: /dataworks:\*.*edition/ }],
    ['ServiceUnavailable', 503, words, { kind: 'unavailable', acted: true }],
    ['IncompleteSignature', 400, words, { todo: /AccessKey Secret/ }],
    ['InvalidTimeStamp.Format', 400, words, { says: /clock/ }],
    ['InvalidTimeStamp.Other', 400, words, { says: /clock/ }],
    ['IllegalTimestamp', 400, words, { says: /clock/, todo: /NTP/ }],
    ['InternalError.Meta.TenantTimeOut', 500, words, { kind: 'unavailable', acted: true }],
    ['InternalError', 500, words, { kind: 'unavailable', acted: true }],
    ['1201111431', 400, words, { todo: /legacy|new Data Studio/ }],
    // No table has these: a number is a refusal under 500, too, but one that may have acted.
    ['123456789012', 400, words, { says: said, todo: /check the workspace, the IDs/ }],
    ['123456789012', 500, words, { says: said, kind: 'refused', acted: true }],
    ['123456789012', 403, words, { says: said, todo: /member/ }],
  ])('%s under HTTP %d (%s)', (code, status, message, expected) => {
    const { kind = 'refused', acted = false, says = /./, todo = /./ } = expected;
    const told = refused(action, status, code, message);
    expect(told).toMatchObject({ kind, mayHaveActed: acted, code });
    expect(told.message).toMatch(says);
    expect(told.todo).toMatch(todo);
    expect(told.todo).not.toMatch(/Look the code up/);
  });

  it('takes a code that comes as a number', () => {
    expect(refused(action, 400, 9990010001, words).message).toMatch(/not activated/);
    const text = `{"RequestId":"r","Code":5801489541076353033,"Message":"${words}"}`;
    expect(readReply(action, { status: 400, headers: {}, text })).toMatchObject({
      kind: 'refused',
      code: '5801489541076353033',
    });
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'knows nothing of a code %s',
    (code) => {
      expect(isExplained(action.service, code)).toBe(false);
      expect(refused(action, 400, code, words).message).toMatch(
        /refused the call \(服务器的话\)\.$/,
      );
      expect(refused(action, 400, `Missing${code}`, code).message).not.toMatch(
        /undefined|\[native/,
      );
    },
  );
});

it('says which version a workspace of the other kind needs', () => {
  expect(hintFor(legacy.service, { code: '1201111431' }).todo).toMatch(/resource Sync Node/);
  expect(hintFor(CreateNode.service, { code: '1201111431' }).todo).toMatch(/resource Sync Task/);
});

it.each(['58014884415', '0x5083000000000005'])('%s says that the Spec cannot be read', (code) => {
  const told = refused(CreateNode, 400, code, words);
  expect(told.message).toMatch(said);
  expect(told.todo).toMatch(/Spec/);
});

it.each<[string, number]>([
  ['Throttling', 400],
  ['Throttling.User', 400],
  ['Rejected.Throttling', 400],
  ['Something.New', 429],
])('STS throttles by %s under HTTP %d', (code, status) => {
  expect(refused(sts.AssumeRole, status, code, words).kind).toBe('throttled');
});

it('believes a code that it knows more than words that a script may have brought along', () => {
  const told = refused(actions.CreateDISyncTask, 400, 'Invalid.DI.Parameter', 'table Throttling.a');
  expect(told.kind).toBe('refused');
});
