import { statisticsOf } from '../../../../nodes/DataWorks/runLog/statistics';

const engine = (figures: string) =>
  `2022-01-01 10:00:00.000 [job-0] INFO  StandAloneJobContainerCommunicator - ${figures} |  All Task WaitWriterTime 42,982.586s |  All Task WaitReaderTime 0.918s | Percentage 0.00%`;

const summary = (seconds: string, flow: string, speed: string, read: string, failed: string) => `
任务启动时刻                    : 2021-09-09 14:43:42
任务结束时刻                    : 2021-09-09 14:43:45
任务总计耗时                    : ${seconds.padStart(18)}
任务平均流量                    : ${flow.padStart(18)}
记录写入速度                    : ${speed.padStart(18)}
读出记录总数                    : ${read.padStart(19)}
读写失败总数                    : ${failed.padStart(19)}
`;

const NOTHING = { RowsRead: 0, RowsFailed: 0, BytesRead: 0, RowsPerSecond: 0, BytesPerSecond: 0 };

const moved = (
  RowsRead: number,
  BytesRead: number,
  RowsPerSecond: number,
  BytesPerSecond: number,
  RowsFailed = 0,
) => ({ RowsRead, RowsFailed, BytesRead, RowsPerSecond, BytesPerSecond });

// Published logs, without their hosts, tables and paths.
const PUBLISHED: Array<[source: string, log: string, figures: object | undefined]> = [
  [
    'a failed run of DataWorks, February 2019, a public note',
    `Start Job[1], traceId [1]
2019-02-13 14:45:42 : State: 1(SUBMIT) | Total: 0R 0B | Speed: 0R/s 0B/s | Error: 0R 0B | Stage: 0.0%
2019-02-13 14:45:52 : State: 3(RUN) | Total: 0R 0B | Speed: 0R/s 0B/s | Error: 0R 0B | Stage: 0.0%
2019-02-13 14:46:02 : State: 4(FAIL) | Total: 0R 0B | Speed: 0R/s 0B/s | Error: 0R 0B | Stage: 0.0%
ErrorMessage:
Code:[FtpReader-04], Description:[...]. - ...`,
    NOTHING,
  ],
  [
    'DataWorks, to HBase, 2017, "How do I solve Data Integration problems?"',
    '2017-08-15 11: 19: 29: State: 4 (fail) | Total: 0r 0b | speed: 0r/s 0b/S | error: 0r 0b | stage: 0.0% errormessage: Code: [..]',
    NOTHING,
  ],
  [
    'DataWorks, waiting for resources, 2017, the page on slow tasks',
    '2017-01-03 07: 16: 54: State: 2 (wait) | Total: 0r 0b | speed: 0r/s 0b/S | error: 0r 0b | stage: 0.0%',
    undefined,
  ],
  [
    'alibaba/DataX issue 34',
    engine(
      'Total 3589088 records, 61014496 bytes | Speed 224.40KB/s, 13516 records/s | Error 0 records, 0 bytes',
    ),
    moved(3589088, 61014496, 13516, 229786),
  ],
  [
    'alibaba/DataX issue 601',
    engine(
      'Total 3411 records, 3249695540 bytes | Speed 0B/s, 0 records/s | Error 0 records, 0 bytes',
    ),
    moved(3411, 3249695540, 0, 0),
  ],
  [
    'alibaba/DataX issue 1442, its logger named otherwise',
    '17:23:12.702 logback [job-68] INFO  c.j.e.c.s.c.c.j.StandAloneJobContainerCommunicator - Total 399994 records, 44590709 bytes | Speed 181.44KB/s, 1666 records/s | Error 0 records, 0 bytes |  All Task WaitWriterTime 489.891s',
    moved(399994, 44590709, 1666, 185795),
  ],
  [
    'alibaba/DataX issue 1479',
    engine(
      'Total 2669396963 records, 210426828156 bytes | Speed 9.40MB/s, 129211 records/s | Error 3 records, 229 bytes',
    ),
    moved(2669396963, 210426828156, 129211, 9856614, 3),
  ],
  [
    'alibaba/DataX issue 1520, within the lines of a scheduler',
    `[INFO] 2022-09-16 10:15:06.751 TaskLogLogger:[66] -  -> ${engine('Total 0 records, 0 bytes | Speed 0B/s, 0 records/s | Error 0 records, 0 bytes')}`,
    NOTHING,
  ],
  [
    'alibaba/DataX issue 1577, the last of its lines',
    [1, 2]
      .map(() =>
        engine(
          'Total 412384 records, 225462833 bytes | Speed 0B/s, 0 records/s | Error 0 records, 0 bytes',
        ),
      )
      .join('\n'),
    moved(412384, 225462833, 0, 0),
  ],
  [
    "Addax, the example of its Excel reader's page",
    engine(
      'Total 60 records, 3360 bytes | Speed 1.09KB/s, 20 records/s | Error 0 records, 0 bytes',
    ) + summary('3s', '1.09KB/s', '20rec/s', '60', '0'),
    { ...moved(60, 3360, 20, 1116), DurationSeconds: 3 },
  ],
  [
    'a note of March 2020 on a run of DataX',
    engine('Total 2 records, 33 bytes | Speed 3B/s, 0 records/s | Error 0 records, 0 bytes') +
      summary('11s', '3B/s', '0rec/s', '2', '0'),
    { ...moved(2, 33, 0, 3), DurationSeconds: 11 },
  ],
  [
    "MatrixOne's guide, April 2024, the summary alone",
    summary('10s', '2B/s', '0rec/s', '3', '0'),
    { RowsRead: 3, RowsFailed: 0, RowsPerSecond: 0, BytesPerSecond: 2, DurationSeconds: 10 },
  ],
];

describe('what a run moved, by its log', () => {
  it.each(PUBLISHED)('%s', (_source, log, figures) => {
    expect(statisticsOf(log)).toEqual(figures);
    expect(statisticsOf(log.replaceAll('\n', '\r\n'))).toEqual(figures);
  });

  it('has no figures where the log has none', () => {
    expect(statisticsOf('')).toBeUndefined();
    expect(statisticsOf('2026-01-01 INFO Current task status: FINISH')).toBeUndefined();
    expect(
      statisticsOf('select "Total 5 records, 3 bytes", "读出记录总数 : 5" from t'),
    ).toBeUndefined();
    expect(statisticsOf('INFO read 5 rows | Total: 5R')).toBeUndefined();
  });

  it('takes the last run in the log, the last cost, and marks bytes with a unit as rounded', () => {
    const line = (state: string, total: string) =>
      `x : State: 3(${state}) | Total: ${total} | Speed: 7R/s 2KB/s | Error: 1R 9B | Stage: 0.0%\n`;
    const log = `Start Job[1]\n${line('RUN', '900R 90B')}Cost time is: 3s\nStart Job[2]\n`;
    expect(statisticsOf(log)).toBeUndefined();
    expect(
      statisticsOf(`${log}${line('RUN', '5R 1.5KB')}Cost time is: 3s\nCost time is: 4.5s`),
    ).toEqual({
      ...moved(5, 1536, 7, 2048, 1),
      BytesReadIsRounded: true,
      DurationSeconds: 4.5,
    });
  });

  it('keeps a count exact that no number holds', () => {
    const log = engine(
      'Total 9007199254740993 records, 1 bytes | Speed 0B/s, 0 records/s | Error 0 records, 0 bytes',
    );
    expect(statisticsOf(log)?.RowsRead).toBe('9007199254740993');
  });
});
