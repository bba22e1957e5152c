import * as n8nWorkflow from 'n8n-workflow';

import { clock } from '../../nodes/alibabaCloud/client/clock';
import type { poll as pollOf } from '../../nodes/DataWorks/poll';

/** Makes each format of dates once, which takes most of the time otherwise. */
export function keepFormats() {
  const Format = Intl.DateTimeFormat;
  const made = new Map<string, Intl.DateTimeFormat>();
  return jest.spyOn(Intl, 'DateTimeFormat').mockImplementation((locales, options) => {
    const key = JSON.stringify([locales, options]);
    const format = made.get(key) ?? new Format(locales, options);
    made.set(key, format);
    return format;
  });
}

/** The node's code in a process of its own: what it keeps in memory is lost. */
export function newProcess(): typeof pollOf {
  let poll!: typeof pollOf;
  jest.isolateModules(() => {
    // It is large, and holds nothing of the node.
    jest.doMock('n8n-workflow', () => n8nWorkflow);
    const { clock: own } = jest.requireActual<{ clock: typeof clock }>(
      '../../nodes/alibabaCloud/client/clock',
    );
    own.now = () => clock.now();
    own.sleep = (ms, signal) => clock.sleep(ms, signal);
    ({ poll } = jest.requireActual<{ poll: typeof pollOf }>('../../nodes/DataWorks/poll'));
  });
  return poll;
}
