import { regions } from '../../../nodes/alibabaCloud/endpoints';
import { consoleLink } from '../../../nodes/DataWorks/consoleLink';

const CONSOLE = 'https://dataworks.data.aliyun.com';

describe('the link to a workspace in the console', () => {
  it.each([
    ['cn-shanghai', 'dataStudio', `${CONSOLE}/cn-shanghai/ide?defaultProjectId=20000`],
    ['cn-shanghai', 'legacy', `${CONSOLE}/cn-shanghai/sc?defaultProjectId=20000`],
    ['ap-southeast-1', 'dataStudio', `${CONSOLE}/ap-southeast-1/ide?defaultProjectId=20000`],
    // One that is called at an address without the region in it.
    ['ap-south-1', 'legacy', `${CONSOLE}/ap-south-1/sc?defaultProjectId=20000`],
  ] as const)('%s, %s', (region, studio, link) => {
    expect(consoleLink(region, '20000', studio)).toBe(link);
  });

  it.each([undefined, '', 'cn-nowhere', 'cn-shanghai/x', 'constructor'])(
    'is not made up for %s',
    (region) => {
      expect(consoleLink(region, '20000', 'dataStudio')).toBeUndefined();
    },
  );

  it('is there for every region but those of finance and government', () => {
    const without = regions.filter(({ id }) => !consoleLink(id, '1', 'legacy'));
    expect(without.map(({ name }) => name)).toEqual(
      regions.map(({ name }) => name).filter((name) => /Finance|Gov/.test(name)),
    );
    expect(without).toHaveLength(5);
  });
});
