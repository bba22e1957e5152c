import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
import { dataWorks } from '../../../../nodes/DataWorks/api/dataWorks';
import { errors } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18/errors';
import { sts } from '../../../../nodes/alibabaCloud/role/sts';
import { stsErrors } from '../../../../nodes/alibabaCloud/role/stsErrors';
import { commonErrors } from '../../../../nodes/alibabaCloud/errors';
import { hintFor } from '../../../../nodes/alibabaCloud/hintFor';
import { describeFailure } from '../../../../nodes/alibabaCloud/client/describeFailure';
import type { Failure, FailureKind } from '../../../../nodes/alibabaCloud/client/outcome';

const hints = { ...errors, ...commonErrors(dataWorks) };

const failure = (changes: Partial<Failure> = {}): Failure => ({
  ok: false,
  kind: 'refused',
  action: actions.CreateDISyncTask,
  detail: 'The words of the server.',
  httpStatus: 400,
  requestId: 'r-1',
  tries: 1,
  mayHaveActed: false,
  resent: false,
  ...changes,
});

/** Sentences in plain text, without the words that n8n's guidelines advise against. */
function expectPlain(text: string): void {
  expect(text).toMatch(/^[\p{L}\p{N}"].*[.)]$/u);
  expect(text).not.toMatch(/[<>\p{Cc}]|\b(error|problem|failure|mistake|please|oops)\b/iu);
  expect(text).not.toMatch(/\.\.|\s\s|undefined|\[object/);
}

const coded = [
  ...Object.keys(hints).map((code): [string, number] => [code, 400]),
  ['MissingProjectId', 400],
  ['Throttling', 429],
  ['Throttling.Api.Quota', 429],
  ['Something.New', 400],
  ['Something.New', 401],
  ['Something.New', 403],
  ['Something.New', 404],
  ['Something.New', 500],
  ['Something.New', 502],
  ['Something.New', 503],
  ['Something.New', 504],
] satisfies Array<[string, number]>;

describe('a failure with a code', () => {
  test.each(coded)('%s under HTTP %d', (code, httpStatus) => {
    const { message, todo, facts, cause } = describeFailure(failure({ code, httpStatus }));
    expectPlain(message);
    expectPlain(todo);
    expect(message).toMatch(
      hints[code]?.quoted
        ? /^DataWorks did not create the task: The words of the server\.$/
        : /^DataWorks did not create the task: [^:]+ \(The words of the server\)\.$/,
    );
    expect(todo).not.toBe(message);
    expect(facts).toBe(
      `Operation: CreateDISyncTask, Code: ${code}, RequestId: r-1, HTTP status: ${httpStatus}, Tries: 1`,
    );
    expect(cause).toBeDefined();
  });

  test.each([
    [403, 'NoPermission', /sts:AssumeRole.*trust policy.*External ID/],
    [404, 'EntityNotExist.Role', /ARN.*RAM console/],
    [400, 'Something.New', /Role ARN, External ID/],
    [403, 'Something.New', /Role ARN, External ID/],
  ])('of STS with HTTP %d %s speaks of the role', (httpStatus, code, todo) => {
    const told = describeFailure(
      failure({ action: sts.AssumeRole, kind: 'no keys', code, httpStatus }),
    );
    expectPlain(told.message);
    expectPlain(told.todo);
    expect(told.message).toMatch(/^STS did not give keys of the RAM role: /);
    expect(told.todo).toMatch(todo);
    expect(told.cause).toBe('credential-invalid');
  });

  it('has no words that n8n takes for a code of the system', () => {
    const replaced =
      /ECONN|ENOTFOUND|ETIMEDOUT|EADDR|EHOST|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM/i;
    const texts = [...Object.values(hints), ...Object.values(stsErrors)].flatMap(
      ({ means, todo }) => [means, todo],
    );
    expect(texts.filter((text) => replaced.test(text))).toEqual([]);
  });

  it('that is for a parameter names it', () => {
    expect(
      hintFor(actions.CreateDISyncTask.service, { code: 'MissingTaskName', httpStatus: 400 }),
    ).toMatchObject({
      means: expect.stringContaining('TaskName'),
      todo: expect.stringContaining('TaskName'),
    });
  });

  test.each([
    ['Forbidden.Access', /RAM.*dataworks:\*.*AliyunDataWorksFullAccess.*Enterprise edition/],
    ['NoPermission', /RAM.*dataworks:\*.*AliyunDataWorksFullAccess/],
    ['Forbidden.DI.NoPrivilege', /workspace.*role Develop.*dataworks:\*/],
    ['ResourceNotAuthorized.Api', /member of the workspace/],
    ['Forbidden.Not.Server', /Region.*2024-05-18/],
    ['Throttling.Api.Risk', /tomorrow.*100 calls a day/],
    ['Invalid.DI.Parameter.File.Existed', /Task Name.*"If the Name Is Taken"/],
    ['IdempotentParameterMismatch', /another Client Token/],
    ['InvalidTimeStamp.Expired', /clock/],
    ['MissingSecurityToken', /Security Token/],
  ])('%s says what to do', (code, todo) => {
    expect(describeFailure(failure({ code })).todo).toMatch(todo);
  });

  test.each([
    ['Throttling.Api', 'rate-limited'],
    ['Throttling.User', 'rate-limited'],
    ['Throttling.System', 'rate-limited'],
    ['Throttling.Api.Risk', 'quota-exhausted'],
    ['Throttling.Resource', 'rate-limited'],
    ['InternalError.System', 'temporarily-unavailable'],
    ['InvalidAccessKeyId.NotFound', 'credential-invalid'],
    ['SignatureDoesNotMatch', 'credential-invalid'],
    ['InvalidSecurityToken.Expired', 'credential-invalid'],
    ['Invalid.DI.Parameter', 'configuration-invalid'],
    ['Forbidden.Access', 'configuration-invalid'],
  ])('%s has the cause %s', (code, cause) => {
    expect(describeFailure(failure({ code })).cause).toBe(cause);
  });
});

describe('a failure without a code', () => {
  const kinds: FailureKind[] = [
    'unreachable',
    'not sent',
    'network',
    'damaged reply',
    'odd reply',
    'throttled',
    'unavailable',
    'refused',
    'no keys',
    'deadline',
    'ended badly',
    'cancelled',
  ];
  test.each(
    kinds.flatMap((kind) => [true, false].map((acted): [FailureKind, boolean] => [kind, acted])),
  )('%s, may have acted: %p', (kind, mayHaveActed) => {
    const { httpStatus, requestId, ...bare } = failure({ kind, mayHaveActed, detail: '' });
    const { message, todo, facts } = describeFailure(bare);
    expectPlain(message);
    expectPlain(todo);
    expect(facts).toBe('Operation: CreateDISyncTask, Tries: 1');
    expect([httpStatus, requestId]).toEqual([400, 'r-1']);
  });

  it('says that something may have happened when it may', () => {
    const todo = (mayHaveActed: boolean) =>
      describeFailure(failure({ kind: 'network', mayHaveActed })).todo;
    expect(todo(true)).toMatch(/may have acted/);
    expect(todo(false)).not.toMatch(/acted/);
  });

  it('points to the words of DataWorks where it refused with words alone', () => {
    const { todo } = describeFailure(failure({ code: undefined }));
    expect(todo).toBe('Correct what DataWorks names, then run the node again.');
    expect(describeFailure(failure({ code: 'Something.New' })).todo).toBe(todo);
  });

  it('says why it was not tried again', () => {
    const { facts } = describeFailure(
      failure({ kind: 'throttled', gaveUp: 'time limit', tries: 3 }),
    );
    expect(facts).toMatch(/Tries: 3, Not tried again: time limit used up$/);
    expect(describeFailure(failure({ kind: 'deadline', gaveUp: 'time limit' })).todo).toMatch(
      /"Time Limit per Call"/,
    );
  });
});
