import { codeRows } from '../failureRows';
import { fileRows } from './files';
import { listRows } from './lists';
import { refusalRows } from './refusals';
import { runRows } from './runs';

/**
 * The 36 differences that official code, help pages and recorded replies have shown, one after the
 * other, each through n8n's engine in the form that its source shows.
 */
const ROWS = [...fileRows, ...refusalRows, ...runRows, ...listRows].sort((a, b) => a.row - b.row);
const HOW_MANY = 36;

it('each of the differences has a row', () => {
  const numbers = Array.from({ length: HOW_MANY }, (_, index) => index + 1);
  expect(ROWS.map(({ row }) => row)).toEqual(numbers);
});

it.each(ROWS)('$row: $about', ({ show }) => show());

/**
 * Error codes that were met beside those of the public list, with the statuses at which they came.
 * failureRows.ts has what the node makes of each; faults.test.ts runs them through n8n's engine.
 */
const MET: Record<string, number[]> = {
  '9990020002': [400],
  '9990040003': [400],
  '9990010001': [403],
  '9990030003': [400],
  'Rejected.Throttling': [417],
  Throttling: [429],
  '1201111431': [400],
  '1201111279': [400],
  '1010019999': [400],
  '1101080008': [400],
  '1101080166': [403],
  '400010': [403],
  '100002001': [403],
  '500130': [500],
  '1000010005': [500],
  '1000011038': [500],
  '5801489541076353033': [400],
  InvalidParameter: [400],
  InvalidTaskName: [400],
  'Invalid.Wkbench.Some': [500],
  'Invalid.Tenant.ProjectNotExist': [400],
  'Invalid.Tenant.ProjectNotExists': [400],
  'Invalid.Tenant.ConnectionNotExists': [400],
  'Forbidden.RAM': [403],
  ServiceUnavailable: [503],
  IncompleteSignature: [400],
  'InvalidTimeStamp.Format': [400],
  'InternalError.Meta.TenantTimeOut': [500],
  'InternalError.Meta.Unknown': [500],
};
/** The public list, and CreateDISyncTask's own. */
const PUBLIC = [
  ...['Forbidden.Access', 'ResourceNotAuthorized.Api', 'Throttling.Api', 'Throttling.User'],
  ...['Throttling.System', 'Throttling.Api.Risk', 'Throttling.Resource', 'InternalError.System'],
  ...['InternalError.UserId.Missing', 'Forbidden.Not.Server', 'Invalid.DI.Parameter'],
  ...[
    'Invalid.DI.Parameter.File.Existed',
    'Forbidden.DI.NoPrivilege',
    'InternalError.DI.Parameter',
  ],
];

it.each(Object.entries(MET))('the code %s is run through the engine at %j', (code, statuses) => {
  const seen = codeRows.filter((one) => one.code === code).map(({ status }) => status);
  expect(seen).toEqual(expect.arrayContaining(statuses));
});

it.each(PUBLIC)('the code %s of the public list is run through the engine', (code) => {
  expect(codeRows.map((one) => one.code)).toContain(code);
});
