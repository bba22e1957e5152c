import { lastLines, logTail } from '../../../../nodes/alibabaCloud/client/logText';
import { createRedactor } from '../../../../nodes/alibabaCloud/client/redact';

const redact = createRedactor([]);

describe('the end of a log', () => {
  it('is its last lines that say something', () => {
    expect(lastLines('a\r\n\nb\n  \nc\n', 2)).toBe('b\nc');
    expect(lastLines('a\n\nb', 5)).toBe('a\nb');
    expect(lastLines('', 2)).toBe('');
    expect(lastLines('a\n\nb\n', Infinity)).toBe('a\n\nb\n');
  });

  it('has 20 lines, each clean and of 300 characters at most', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `${index} \u0007<b>${'x'.repeat(400)}`);
    const shown = logTail(lines.join('\n'), redact).split('\n');
    expect(shown).toHaveLength(20);
    expect(shown[0]).toMatch(/^30 x+…$/);
    expect(shown.every(({ length }) => length <= 300)).toBe(true);
  });

  it('shows no value whose name is before what is shown', () => {
    const block = Array.from({ length: 30 }, (_, at) => `MIIEvQ${at}`).join('\n');
    const key = `-----BEGIN PRIVATE KEY-----\n${block}\n-----END PRIVATE KEY-----`;
    expect(lastLines(`a\n${key}\nb`, 3, redact)).toBe('***-----END PRIVATE KEY-----\nb');
    expect(logTail(`x\n${key}\nb`, redact)).not.toContain('MIIEvQ');
    const line = `${'y'.repeat(50_000)} password="${'s'.repeat(39_990)}" end`;
    expect(logTail(line, redact)).toBe('ord=*** end');
  });

  it('is looked at alone, however long the log is', () => {
    const seen: number[] = [];
    const watched: typeof redact = (text, { from = 0 } = {}) => {
      seen.push(text.length - from);
      return text.slice(from);
    };
    logTail(`${'a'.repeat(5_000_000)}\npassword=abc`, watched);
    logTail('line\n'.repeat(1_000_000), watched);
    lastLines('line\n'.repeat(1_000_000), 2, watched);
    expect(seen).toEqual([40_000, 100, 10]);
  });
});
