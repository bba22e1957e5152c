/**
 * What an emulator holds when it starts. The main key and workspace are the same everywhere
 * in this project; the rest is there so that lists have something to tell apart.
 */

/** The Alibaba Cloud account that owns everything. */
export const ACCOUNT_ID = '1000000000000001';

/**
 * Permanent AccessKeys. `member` says whether the key's user has a role in the workspaces,
 * `mayAssumeRoles` whether it may call AssumeRole and the roles trust it.
 */
export const ACCESS_KEYS = [
  {
    id: 'testid',
    secret: 'testsecret',
    userId: '2000000000000001',
    userName: 'n8n',
    member: true,
    mayAssumeRoles: true,
  },
  {
    id: 'testid-norole',
    secret: 'testsecret-norole',
    userId: '2000000000000002',
    userName: 'norole',
    member: false,
    mayAssumeRoles: false,
  },
];

/** Temporary keys of the role `dataworks`: one lives a year, one had expired before the start. */
export const TEMPORARY_KEYS = [
  {
    id: 'STS.testid',
    secret: 'testsecret-sts',
    token: 'test-security-token',
    livesMs: 365 * 24 * 60 * 60 * 1000,
  },
  {
    id: 'STS.testid-expired',
    secret: 'testsecret-sts-expired',
    token: 'test-security-token-expired',
    livesMs: -60_000,
  },
];

/**
 * RAM roles that AssumeRole hands out; the second demands its external id, the third allows sessions
 * of 12 hours.
 */
export const ROLES = [
  { name: 'dataworks', roleId: '300000000000000001', maxSessionSeconds: 3600 },
  {
    name: 'dataworks-partner',
    roleId: '300000000000000002',
    externalId: 'partner-4711',
    maxSessionSeconds: 3600,
  },
  { name: 'dataworks-long', roleId: '300000000000000003', maxSessionSeconds: 43_200 },
];

/** Workspaces; the second is empty, the third uses the new Data Studio. */
export const WORKSPACES = [
  {
    projectId: 10000n,
    identifier: 'demo_workspace',
    name: 'Demo workspace',
    newStudio: false,
  },
  {
    projectId: 10001n,
    identifier: 'empty_workspace',
    name: 'Empty workspace',
    newStudio: false,
  },
  { projectId: 20000n, identifier: 'demo_studio', name: 'Demo studio', newStudio: true },
];

/** The business flow of workspace 10000 and its folders, each with its parent listed before it. Replies
 * name them as the settings say. */
export const BUSINESS_FLOW = { businessId: 300001n, name: 'demo' };
export const FOLDERS = ['业务流程', '业务流程/demo', '业务流程/demo/folderDi'];

/** Resource groups; ResourceGroupType 4 is Data Integration, 1 scheduling. */
export const RESOURCE_GROUPS = [
  { id: 400001n, identifier: 'S_res_group_demo_1', name: 'Demo Data Integration', type: 4 },
  { id: 400002n, identifier: 'S_res_group_demo_scheduling', name: 'Demo scheduling', type: 1 },
];

/** A data source with its tables and columns. */
export interface DataSource {
  id: bigint;
  name: string;
  type: string;
  content: Record<string, string>;
  database: string;
  tables: { name: string; columns: string[] }[];
}

/** Data sources of workspace 10000 (production environment). */
export const DATA_SOURCES: DataSource[] = [
  {
    id: 500001n,
    name: 'mysql_pub',
    type: 'mysql',
    content: { jdbcUrl: 'jdbc:mysql://mysql.example.internal:3306/demo', username: 'reader' },
    database: 'demo',
    tables: [
      { name: 'u_pk', columns: ['id', 'name', 'create_time', 'age', 'score', 't_01'] },
      { name: 'orders', columns: ['order_id', 'customer_id', 'amount', 'created_at'] },
    ],
  },
  {
    id: 500002n,
    name: 'odps_source',
    type: 'odps',
    content: { endpoint: 'http://service.odps.example.internal/api', project: 'demo_project' },
    database: 'demo_project',
    tables: [
      { name: 'u_pk', columns: ['id', 'name', 'create_time', 'age', 'score', 't_01'] },
      { name: 'ods_orders', columns: ['order_id', 'customer_id', 'amount', 'created_at'] },
    ],
  },
];

/** The destination of whole databases. */
const HOLOGRES = {
  name: 'holo_dwh',
  type: 'holo',
  content: { endpoint: 'hologres.example.internal:80', database: 'dwh' },
  database: 'dwh',
  tables: [],
};

/** The same data sources in workspace 20000, under ids of their own, and one more. */
export const STUDIO_DATA_SOURCES: DataSource[] = [...DATA_SOURCES, HOLOGRES].map(
  (source, index) => ({
    ...source,
    id: 510001n + BigInt(index),
  }),
);

/** Folders of workspace 20000's Data Studio, each with its parent listed before it. */
export const STUDIO_FOLDERS = ['demo', 'demo/sync'];

/** A workflow of workspace 20000, in which nodes can live. */
export const STUDIO_WORKFLOW = { id: 8_500_000_000_000_000_001n, name: 'demo_workflow' };

/** Resource groups as 2024-05-18 lists them; `projectIds`: the workspaces bound to each. */
export const STUDIO_RESOURCE_GROUPS = [
  {
    id: 'Serverless_res_group_demo_1',
    number: 410001n,
    name: 'Demo serverless',
    type: 'CommonV2',
    projectIds: [20000n],
  },
  {
    id: 'Serverless_res_group_demo_2',
    number: 410002n,
    name: 'Serverless of another network',
    type: 'CommonV2',
    projectIds: [20000n],
  },
  {
    id: 'S_res_group_demo_1',
    number: 400001n,
    name: 'Demo Data Integration',
    type: 'ExclusiveDataIntegration',
    projectIds: [10000n],
  },
];
