import {
  DATA_INTEGRATION,
  dataIntegrationFolder,
  FLOWS,
  sameFolder,
} from '../../../../nodes/DataWorks/api/dataworks-2020-05-18/folders';

describe('sameFolder', () => {
  const written = FLOWS.flatMap((first) =>
    DATA_INTEGRATION.map((last) => `${first}/orders/${last}`),
  );

  it.each(written)('knows %s in every language', (path) => {
    for (const other of written) expect(sameFolder(path, `/${other}/`)).toBe(true);
    expect(sameFolder(path, path.toLowerCase())).toBe(true);
    expect(sameFolder(path, dataIntegrationFolder('orders'))).toBe(true);
  });

  it.each([
    ['业务流程/orders/folderDi', '业务流程/Orders/folderDi'],
    ['业务流程/orders/folderDi', '业务流程/orders/folderDi/daily'],
    ['业务流程/orders/folderDi', '业务流程/orders'],
    ['业务流程/orders/folderDi', '业务流程/orders/folderMaxCompute'],
    ['业务流程/constructor', '业务流程/toString'],
  ])('tells %s from %s', (a, b) => {
    expect(sameFolder(a, b)).toBe(false);
    expect(sameFolder(b, a)).toBe(false);
  });
});
