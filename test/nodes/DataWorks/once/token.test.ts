import {
  checkClientToken,
  createDigest,
  deriveClientToken,
  seedOf,
  type UnitOfWork,
} from '../../../../nodes/DataWorks/once/token';

const unit: UnitOfWork = {
  workflowId: 'workflow',
  nodeId: 'node',
  runIndex: 0,
  itemIndex: 0,
  parameters: { projectId: '10000', taskName: 'a', taskContent: '{}' },
};
const token = (changes: Partial<UnitOfWork> = {}, seed = 'seed') =>
  deriveClientToken({ seed, digestOf: createDigest() }, { ...unit, ...changes });

const script = (end: string) => 'x'.repeat(1_000) + end;
const withScript = (end: string) => ({
  parameters: { ...unit.parameters, taskContent: script(end) },
});

describe('a derived token', () => {
  it('is always the same for one unit of work, whatever the order of its parameters', () => {
    expect(token()).toBe(token());
    const { projectId, ...others } = unit.parameters;
    expect(token({ parameters: { ...others, projectId } })).toBe(token());
  });

  it('tells long scripts apart, in any order, and finds the first one again', () => {
    const memory = { seed: 'seed', digestOf: createDigest() };
    const of = (end: string) => deriveClientToken(memory, { ...unit, ...withScript(end) });
    const [first, second] = [of('y'), of('z')];
    expect(second).not.toBe(first);
    expect(of('y')).toBe(first);
    expect(token(withScript('y'))).toBe(first);
  });

  it('fits what the API takes', () => {
    expect(token()).toMatch(/^[\x21-\x7e]{1,64}$/);
    expect(checkClientToken(token())).toBeUndefined();
  });

  test.each<[string, string]>([
    ['another seed', token({}, 'other')],
    ['another workflow', token({ workflowId: 'other' })],
    ['another node', token({ nodeId: 'other' })],
    ['another round of a loop', token({ runIndex: 1 })],
    ['another item', token({ itemIndex: 1 })],
    ['another item in another round', token({ itemIndex: 1, runIndex: 1 })],
    ['an edited parameter', token({ parameters: { ...unit.parameters, taskContent: '{ }' } })],
    ['an edited script', token(withScript('y'))],
    ['one parameter more', token({ parameters: { ...unit.parameters, cu: 1 } })],
    [
      'a value in another parameter',
      token({ parameters: { projectId: 'a', taskName: '10000', taskContent: '{}' } }),
    ],
    ['parts that are the same when joined', token({ workflowId: 'workflo', nodeId: 'wnode' })],
  ])('differs for %s', (_what, other) => expect(other).not.toBe(token()));
});

describe('the seed', () => {
  it('stays in the context of the node', () => {
    const context = {};
    const seed = seedOf(context);
    expect(seed).toMatch(/^[0-9a-f]{32}$/);
    expect(seedOf(context)).toBe(seed);
    expect(seedOf(JSON.parse(JSON.stringify(context)))).toBe(seed);
  });

  it('is new in every other context', () => expect(seedOf({})).not.toBe(seedOf({})));
});

test.each<[string, RegExp | undefined]>([
  ['order-4711', undefined],
  ['x'.repeat(64), undefined],
  ['~!"#$%&', undefined],
  ['x'.repeat(65), /65 characters; at most 64/],
  ['two words', /without spaces/],
  ['ä', /ASCII/],
  ['line\n', /ASCII/],
])('a given token %j', (given, problem) => {
  if (problem === undefined) expect(checkClientToken(given)).toBeUndefined();
  else expect(checkClientToken(given)).toMatch(problem);
});
