/** Why a run failed, by its log, and what to do. */
export interface RunCause {
  /** Goes on after a semicolon. */
  cause: string;
  /** A sentence. */
  todo: string;
}

const CHECK_SCRIPT = 'Check the script against the page of the plug-in.';
const NO_CONNECTION: [string, string] = [
  'no connection to the data source',
  "Test the data source from the run's resource group (Data Source: Test Connectivity), and add the group's addresses to the whitelist of the database.",
];
const GRANT: [string, string] = [
  'the account of the data source lacks a right',
  'Grant the right in the database, or use another account.',
];

/**
 * What the error's code and text say, the closer pattern first. Sources: the codes of the open engine
 * (alibaba/DataX, DBUtilErrorCode and its like) and DataWorks' page on Data Integration problems.
 */
const CAUSES: ReadonlyArray<readonly [pattern: RegExp, cause: string, todo: string]> = [
  [
    /Framework-14\b/,
    'more dirty rows than errorLimit allows',
    'Look at the lines "Dirty data" of the log; correct type or length of the column, or raise setting.errorLimit.record.',
  ],
  [/Framework-143\b/, 'the run was killed', 'Somebody or a timeout has stopped it.'],
  [/command denied|DBUtilErrorCode-(?:11|16)\b/i, ...GRANT],
  [
    /Access denied for user/i,
    'the database refused the account',
    'Check user, password and whitelist of the data source.',
  ],
  [
    /DBUtilErrorCode-10\b|not in whitelist|Communications link failure|Connection refused|while waiting for a server/i,
    ...NO_CONNECTION,
  ],
  [
    /could not be blank/i,
    'a setting is missing, often the data source',
    "The data source must exist in the run's environment: development and production have their own.",
  ],
  [
    /Cannot allocate memory|OutOfMemory/i,
    'out of memory',
    'Run fewer at the same time (setting.speed.concurrent), or give it more CU.',
  ],
  [
    /max_allowed_packet|Packet for query is too large|read-only option/i,
    'a setting of the database forbids it',
    'Change that setting of the database.',
  ],
  [
    /OdpsWriter-10[01]\b/,
    'project or table not found',
    'The target table must exist; check its name and project.',
  ],
  [/OdpsWriter-10[234]\b/, ...GRANT],
  [
    /OdpsWriter-(?:08|31|32)\b/,
    'the partition or a column does not fit the table',
    'Check partition and columns of the target.',
  ],
  [
    /OdpsWriter-1[13]\b/,
    'a MaxCompute statement failed',
    'Take quotes away from around ${…} in the partition, and check the parameter.',
  ],
  [
    /DBUtilErrorCode-01\b/,
    'the columns of the table cannot be read',
    'Check the name of the table and the rights of the account.',
  ],
  [
    /DBUtilErrorCode-(?:04|13|15)\b/,
    'the splitPk cannot be used',
    'Give one column of whole numbers or text as splitPk.',
  ],
  [
    /DBUtilErrorCode-05\b/,
    'writing failed',
    'Check constraints of the table and the rights of the account.',
  ],
  [
    /Unknown column/i,
    'the table has no column of that name',
    'Correct the name in the script, or take the column out: of the reader and of the writer.',
  ],
  [
    /DBUtilErrorCode-0[67]\b/,
    'a SQL statement failed',
    'Quote or rename columns that are reserved words, and check the rights of the account.',
  ],
  [
    /DBUtilErrorCode-0[89]\b/,
    'table and querySql are both there, or neither is',
    'Give exactly one of them.',
  ],
  [
    /Common-0[12]\b/,
    'a value does not fit the type of its column',
    'Map the column to text, or clean the source.',
  ],
  [
    /Framework-02\b|ClassCastException|Common-00\b|DBUtilErrorCode-0[023]\b/,
    'the script does not fit the plug-in',
    CHECK_SCRIPT,
  ],
  [
    /(?:Ftp|Hdfs)Reader-0[48]\b/,
    'a path is not there or cannot be read',
    'Check path, rights and the encoding of names.',
  ],
];

const LONGEST_ERROR = 2_000;
/** The end of a log that is searched where no error has a code. */
const LONGEST_END = 40_000;

const FULL: RunCause = {
  cause: 'it was still waiting for resources',
  todo: 'The resource group is full: run fewer tasks at a time, or give it more.',
};

/** What the log gives as its error; empty where there is none. */
function errorIn(log: string): string {
  const told = Math.max(log.indexOf('ErrorMessage:'), 0);
  const coded = log.slice(told).search(/Code:\s?\[/);
  if (coded >= 0) return log.slice(told + coded, told + coded + LONGEST_ERROR);
  // Rows, which stand in a log too, are no errors.
  const errors = log.slice(-LONGEST_END).match(/^.*(?:ERROR|Exception|Error:).*$/gm) ?? [];
  return errors.filter((line) => !/Dirty data|"rawData"/.test(line)).join('\n');
}

/**
 * The cause of a failed run that its log names, where it is one of the frequent ones.
 * @param log GetInstanceLog's Data or GetTaskInstanceLog's TaskInstanceLog
 */
export function causeIn(log: string): RunCause | undefined {
  const error = errorIn(log);
  const found = CAUSES.find(([pattern]) => pattern.test(error));
  if (found) return { cause: found[1], todo: found[2] };
  const states = log.slice(-LONGEST_END).match(/State:\s*\d+\s*\(\w+\)/gi) ?? [];
  return /\(wait\)/i.test(states.at(-1) ?? '') ? FULL : undefined;
}
