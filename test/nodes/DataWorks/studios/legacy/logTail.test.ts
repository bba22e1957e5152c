import {
  lastLines,
  logTail,
  withoutSecrets,
} from '../../../../../nodes/DataWorks/studios/legacy/logTail';

describe('what a log must not show', () => {
  it.each([
    ['password=Secr3t! user=reader', 'password=*** user=reader'],
    ['PWD: hunter22, next', 'PWD: ***, next'],
    ['"accessKeySecret": "a b\\"c", "table": "t"', '"accessKeySecret": ***, "table": "t"'],
    ["{'access_id': 'LTAI5t'}", "{'access_id': ***}"],
    ['\\"password\\":\\"abc\\"}"', '\\"password\\":\\***'],
    ['run --token abc.def --table t', 'run --token *** --table t'],
    ['x-security-token: Bearer abc.def', 'x-security-token: ***'],
    ['datax.job.reader.password=1', 'datax.job.reader.password=***'],
    ['https://host/path?sts_token=abc&x=1', 'https://host/path?sts_token=***&x=1'],
    ['jdbc:mysql://reader:hunter22@mysql:3306/shop', 'jdbc:mysql://reader:***@mysql:3306/shop'],
  ])('%s', (line, shown) => {
    expect(withoutSecrets(line)).toBe(shown);
  });

  it.each([
    'INFO 12 tokens were read',
    'INFO the password was accepted',
    'jdbc:mysql://mysql:3306/shop',
    '2026-02-28 00:23:00 INFO Read 1000 records, 0 errors',
  ])('leaves "%s" as it is', (line) => {
    expect(withoutSecrets(line)).toBe(line);
  });

  it('hides what is known to be a secret wherever it stands', () => {
    expect(withoutSecrets('connect with hunter22 or hunter%2022', ['hunter22'])).toBe(
      'connect with *** or hunter%2022',
    );
  });

  it('reads a log of 5 MB without a break in no time', () => {
    const log = `${'a'.repeat(5_000_000)}\npassword=abc`;
    // Time of this process alone, so that a busy machine does not count.
    const begin = process.cpuUsage();
    expect(withoutSecrets(log).slice(-12)).toBe('password=***');
    expect(process.cpuUsage(begin).user / 1_000).toBeLessThan(5_000);
  });
});

describe('the end of a log', () => {
  it('is its last lines that say something', () => {
    expect(lastLines('a\r\n\nb\n  \nc\n', 2)).toBe('b\nc');
    expect(lastLines('', 2)).toBe('');
  });

  it('has 20 lines, each clean and of 300 characters at most', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `${index} \u0007<b>${'x'.repeat(400)}`);
    const shown = logTail(lines.join('\n'), []).split('\n');
    expect(shown).toHaveLength(20);
    expect(shown[0]).toMatch(/^30 x+…$/);
    expect(shown.every(({ length }) => length <= 300)).toBe(true);
  });
});
