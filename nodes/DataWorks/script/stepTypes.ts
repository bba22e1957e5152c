import type { Json } from '../../alibabaCloud/client/exactJson';

/** What the pages of a plug-in say about it, on the sides that it has. */
export interface StepTypeFacts {
  /** Every page of it requires `datasource`. */
  datasource?: true;
  /** Its columns go to those of the other side in their order, and each is in `column`. */
  columnsByPosition?: true;
}

const TABLE: StepTypeFacts = { datasource: true, columnsByPosition: true };
const NAMED: StepTypeFacts = { datasource: true };
const OTHER: StepTypeFacts = {};

/**
 * The plug-ins of Data Integration by their stepType (`plugin` in scripts of version 1.0). Source:
 * the pages on data sources in aliyun/alibabacloud-aiops-skills (data_integration/datasources), and
 * help.aliyun.com/dataworks/user-guide for `drds`, `hologres`, `hbase11xsql`, `hbase20xsql`,
 * `otsstream` and `public_dataset`. There are more.
 */
const stepTypes: Readonly<Record<string, StepTypeFacts>> = {
  adbpg: TABLE,
  ads: OTHER,
  analyticdb_for_mysql: TABLE,
  apsaradb_for_OceanBase: TABLE,
  azureblob: NAMED,
  bigquery: TABLE,
  clickhouse: TABLE,
  databricks: TABLE,
  datahub: OTHER,
  db2: TABLE,
  dlf: TABLE,
  dm: TABLE,
  doris: TABLE,
  drds: TABLE,
  elasticsearch: NAMED,
  ftp: NAMED,
  gbase8a: { columnsByPosition: true },
  gdb: OTHER,
  hbase: OTHER,
  hbase11xsql: OTHER,
  hbase20xsql: OTHER,
  hdfs: NAMED,
  hive: TABLE,
  holo: TABLE,
  hologres: TABLE,
  httpfile: NAMED,
  hybriddb: TABLE,
  iot: NAMED,
  kafka: TABLE,
  kingbasees: TABLE,
  lindorm: OTHER,
  LogHub: TABLE,
  loghub: TABLE,
  mariadb: TABLE,
  metaq: OTHER,
  milvus: NAMED,
  mongodb: TABLE,
  mysql: TABLE,
  ocs: NAMED,
  odps: TABLE,
  opensearch: NAMED,
  oracle: TABLE,
  oss: NAMED,
  oss_hdfs: NAMED,
  ots: OTHER,
  otsstream: OTHER,
  polardb: TABLE,
  'PolarDB-X 2.0': TABLE,
  polardbx20: TABLE,
  postgresql: TABLE,
  public_dataset: OTHER,
  redis: NAMED,
  redshift: TABLE,
  restapi: OTHER,
  s3: NAMED,
  sahistory: OTHER,
  salesforce: OTHER,
  saphana: { columnsByPosition: true },
  selectdb: TABLE,
  sqlserver: TABLE,
  starrocks: TABLE,
  stream: OTHER,
  tddl: NAMED,
  tidb: TABLE,
  tos: NAMED,
  tsdb: OTHER,
  vertica: TABLE,
};

/** What stands for a data source in the scripts on the pages of plug-ins, `datasource` first. */
export const ADDRESSES: readonly string[] = [
  'datasource',
  'jdbcUrl',
  'endpoint',
  'endPoint',
  'server',
  'address',
  'host',
  'url',
  'loadUrl',
  'configuration',
  'hbaseConfig',
  'queryServerAddress',
  'sdkDataAddress',
  'accessId',
];

const byName = new Map(Object.entries(stepTypes));
const byLowerName = new Map(Object.keys(stepTypes).map((name) => [name.toLowerCase(), name]));

/** What is known of a plug-in; `undefined` for one that is not known here. */
export function knownStepType(name: Json | undefined): StepTypeFacts | undefined {
  return typeof name === 'string' ? byName.get(name) : undefined;
}

/** The usual spelling of a plug-in that is written with other capitals; else `undefined`. */
export function spelledOtherwise(name: string): string | undefined {
  return byName.has(name) ? undefined : byLowerName.get(name.toLowerCase());
}
