/** What the log of a run of Data Integration says that it moved; what it does not say is left out. */
export interface RunStatistics {
  /** Read, with those that failed at reading. Text where a number would not be exact. */
  RowsRead?: number | string;
  /** Failed at reading and at writing together. */
  RowsFailed?: number | string;
  BytesRead?: number | string;
  /** The log gives BytesRead with a unit only, e.g. 1.25MB. */
  BytesReadIsRounded?: true;
  RowsPerSecond?: number | string;
  BytesPerSecond?: number | string;
  /** In s, with the time that it waited for resources where the log's scheduler says it. */
  DurationSeconds?: number;
}

// No line with a figure is longer; others hold scripts and rows.
const LONGEST_LINE = 1_000;

const SIZE = String.raw`([\d.]+)\s*([KMGT]?B)`;

// The client's line, every 10 s. Names differ in case and blanks between versions.
const STATE_LINE = new RegExp(
  String.raw`State:\s*\d+\s*\((\w+)\)\s*\|\s*Total:\s*(\d+)R\s+${SIZE}\s*\|\s*Speed:\s*(\d+)R/s\s+${SIZE}/s\s*\|\s*Error:\s*(\d+)R\s`,
  'i',
);

// The engine's line.
const PROGRESS_LINE = new RegExp(
  String.raw`JobContainerCommunicator\s+-\s+Total (\d+) records, (\d+) bytes \| Speed ${SIZE}/s, (\d+) records/s \| Error (\d+) records,`,
);

// The engine's summary, printed at a good end alone.
const SUMMARY_LINE =
  /^(任务总计耗时|任务平均流量|记录写入速度|读出记录总数|读写失败总数)\s*:\s*([\d.]+)\s*([KMGT]?B)?(?:s|\/s|rec\/s)?$/;

const COST_LINE = /Cost time is:\s*(\d+(?:\.\d+)?)s/;

// Lines of these states come before anything is read.
const BEFORE_READING = /^(?:submit|wait)$/i;

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

// A match has all its groups, which its type does not say.
const exact = (digits = ''): number | string =>
  Number.isSafeInteger(Number(digits)) ? Number(digits) : digits;

const bytes = (count = '', unit = ''): number | string => {
  const power = UNITS.indexOf(unit.toUpperCase());
  return power === 0 ? exact(count) : Math.round(Number(count) * 1024 ** power);
};

function ofState(line: string): RunStatistics | undefined {
  const found = STATE_LINE.exec(line);
  if (!found) return undefined;
  const [, state = '', rows, size, unit = '', rowSpeed, speed, speedUnit, failed] = found;
  if (BEFORE_READING.test(state)) return undefined;
  return {
    RowsRead: exact(rows),
    RowsFailed: exact(failed),
    BytesRead: bytes(size, unit),
    ...(unit.length > 1 && { BytesReadIsRounded: true }),
    RowsPerSecond: exact(rowSpeed),
    BytesPerSecond: bytes(speed, speedUnit),
  };
}

function ofProgress(line: string): RunStatistics | undefined {
  const found = PROGRESS_LINE.exec(line);
  if (!found) return undefined;
  const [, rows, size, speed, speedUnit, rowSpeed, failed] = found;
  return {
    RowsRead: exact(rows),
    RowsFailed: exact(failed),
    BytesRead: exact(size),
    RowsPerSecond: exact(rowSpeed),
    BytesPerSecond: bytes(speed, speedUnit),
  };
}

function ofSummary(line: string): RunStatistics | undefined {
  const found = SUMMARY_LINE.exec(line.trim());
  if (!found) return undefined;
  const [, label, count, unit = 'B'] = found;
  if (label === '任务总计耗时') return { DurationSeconds: Number(count) };
  if (label === '任务平均流量') return { BytesPerSecond: bytes(count, unit) };
  if (label === '记录写入速度') return { RowsPerSecond: exact(count) };
  return label === '读出记录总数' ? { RowsRead: exact(count) } : { RowsFailed: exact(count) };
}

/**
 * Reads what a run moved from its log: the client's state lines, the engine's progress lines and its
 * summary, each by its names. The last of a kind counts; the summary, which is written at the end,
 * before the state lines, and these before progress.
 * @param log GetInstanceLog's Data or GetTaskInstanceLog's TaskInstanceLog
 * @returns `undefined` for a log without any of them, as of a dry run. Rows written are printed nowhere
 */
export function statisticsOf(log: string): RunStatistics | undefined {
  let summary: RunStatistics = {};
  let state: RunStatistics = {};
  let progress: RunStatistics = {};
  let cost: RunStatistics = {};
  // A script that was sent again within the run begins anew.
  const start = Math.max(log.lastIndexOf('Start Job['), 0);
  for (const whole of log.slice(start).split('\n')) {
    if (whole.length > LONGEST_LINE) continue;
    state = ofState(whole) ?? state;
    progress = ofProgress(whole) ?? progress;
    summary = { ...summary, ...ofSummary(whole) };
    const seconds = COST_LINE.exec(whole)?.[1];
    if (seconds !== undefined) cost = { DurationSeconds: Number(seconds) };
  }
  const all = { ...progress, ...state, ...summary, ...cost };
  return Object.keys(all).length > 0 ? all : undefined;
}
