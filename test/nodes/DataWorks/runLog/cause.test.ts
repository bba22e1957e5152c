import { causeIn } from '../../../../nodes/DataWorks/runLog/cause';

const error = (code: string, detail = '...') =>
  `2019-02-13 14:46:02 : State: 4(FAIL) | Total: 0R 0B\nErrorMessage:\nCode:[${code}], Description:[...]. - ${detail}`;

describe('the cause of a failure in a log', () => {
  it.each<[string, string, RegExp]>([
    ['dirty rows', error('Framework-14'), /^more dirty rows/],
    ['no connection', error('DBUtilErrorCode-10'), /^no connection/],
    [
      'no connection, refused',
      error('DBUtilErrorCode-10', 'Connection refused (Connection refused)'),
      /^no connection/,
    ],
    [
      'a refused account, closer than its code',
      error('DBUtilErrorCode-10', "Access denied for user 'reader'@'10.0.0.1'"),
      /refused the account/,
    ],
    ['a killed run is no run with dirty rows', error('Framework-143'), /killed/],
    ['a missing table', error('OdpsWriter-101'), /table not found/],
    ['a missing right', error('DBUtilErrorCode-11'), /lacks a right/],
    ['a right that SQL needs', error('DBUtilErrorCode-07', 'DROP command denied'), /lacks a right/],
    [
      'a column that is not there',
      error('DBUtilErrorCode-07', "Unknown column 'agee' in 'field list'"),
      /no column of that name/,
    ],
    [
      'in one line, with blanks of a translation',
      'Start Job[1], traceId running in Pipeline[1]ErrorMessage:Code: [DBUtilErrorCode-10]',
      /^no connection/,
    ],
    [
      'of the client, without a code',
      'ERROR CDPException: configuration property [datasource] could not be blank',
      /^a setting is missing/,
    ],
    [
      'still waiting for resources',
      '2017-01-03 07: 16: 54: State: 2 (wait) | Total: 0r 0b\nINFO Exit with FAILURE',
      /waiting for resources/,
    ],
  ])('%s', (_, log, cause) => {
    const found = causeIn(log);
    expect(found?.cause).toMatch(cause);
    expect(found?.todo).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    ['an empty log', ''],
    ['an unknown code', error('MongoDBReader-99')],
    [
      'words in a row that failed',
      'ERROR StdoutPluginCollector - Dirty data: {"rawData":"Access denied for user"}',
    ],
    ['words outside of errors', 'INFO the last Framework-14 was Connection refused'],
    [
      'the first error counts, not what stands far behind it',
      error('X-99', `${'a'.repeat(3_000)} Framework-14`),
    ],
    ['a run that waited and then ran', 'State: 2(WAIT) |\nState: 4(FAIL) |'],
  ])('none in %s', (_, log) => {
    expect(causeIn(log)).toBeUndefined();
  });

  it('is found in a log of 10 MB, of whatever it consists, in linear time', () => {
    const filler = ['ERROR ', 'Code: ', 'Timed out after ', 'State: 2 (', ' '];
    for (const text of filler) {
      expect(causeIn(text.repeat(10_000_000 / text.length))).toBeUndefined();
    }
  });
});
