import { createOrderedOutput } from '../../../nodes/DataWorks/orderedOutput';

const item = (name: string) => ({ json: { name } });

/** What comes out of items that come in the order of `indexes`, each with two outputs. */
function outputOf(indexes: readonly number[]) {
  const output = createOrderedOutput();
  for (const index of indexes) output.add(index, [item(`${index}a`), item(`${index}b`)]);
  const { items, done } = output.end();
  return { names: items.map(({ json }) => json.name), done };
}

test.each<[string, number[], number[]]>([
  ['in order', [0, 1, 2], [0, 1, 2]],
  ['backwards', [2, 1, 0], [0, 1, 2]],
  ['with a slow one in front', [1, 2, 3, 0, 4], [0, 1, 2, 3, 4]],
  ['with some that never came', [4, 1, 2], [1, 2, 4]],
  ['not at all', [], []],
])('items that come %s go out in order', (_how, indexes, expected) => {
  expect(outputOf(indexes)).toEqual({
    names: expected.flatMap((index) => [`${index}a`, `${index}b`]),
    done: indexes.length,
  });
});

it('takes an item that gives nothing', () => {
  const output = createOrderedOutput();
  output.add(1, [item('1')]);
  output.add(0, []);
  expect(output.end()).toEqual({ items: [item('1')], done: 2 });
});

it('takes more than the arguments of a call can be', () => {
  const output = createOrderedOutput();
  const many = Array.from({ length: 200_000 }, () => item('x'));
  output.add(0, many);
  expect(output.end().items).toHaveLength(many.length);
});
