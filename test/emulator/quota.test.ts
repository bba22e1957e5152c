import { createCall, emulatorUnderTest } from './emulator-under-test';

const read = { action: 'ListProjects' };

test('there is no limit unless one is set', () => {
  const { call } = emulatorUnderTest();
  for (let n = 0; n < 200; n += 1) expect(call(read).status).toBe(200);
});

test('reads and writes of one second are limited apart, and the header says how long to wait', () => {
  const { call, emulator } = emulatorUnderTest({
    quota: { readsPerSecond: 2, writesPerSecond: 1 },
  });
  emulator.clock.advance(250);
  expect([call(read), call(read), call(createCall())].map(({ status }) => status)).toEqual([
    200, 200, 200,
  ]);
  for (const one of [read, createCall({ TaskName: 'second' })]) {
    expect(call(one)).toMatchObject({
      status: 400,
      headers: { 'x-acs-retry-after': '750' },
      body: { Code: '9990020002', Message: expect.stringContaining('Throttling.User') },
    });
  }
  emulator.clock.advance(750);
  expect(call(read).status).toBe(200);
});

test('the Basic edition has 100 calls a day, counted by China time', () => {
  const { call, emulator } = emulatorUnderTest({ quota: 'basic' });
  for (let n = 0; n < 100; n += 1) {
    expect(call(read).status).toBe(200);
    emulator.clock.advance(1000);
  }
  const refused = call(read);
  expect(refused).toMatchObject({ status: 429, body: { Code: 'Throttling.Api.Risk' } });
  expect(refused.headers['x-acs-retry-after']).toBeUndefined();
  emulator.clock.set(Date.UTC(2026, 2, 2, 16));
  expect(call(read).status).toBe(200);
});

test('a month ends in Throttling.Resource, and STS is not counted', () => {
  const { call } = emulatorUnderTest({ quota: { callsPerMonth: 1 } });
  expect(call(read).status).toBe(200);
  expect(call(read).body.Code).toBe('Throttling.Resource');
  expect(call({ action: 'GetCallerIdentity', version: '2015-04-01' }).status).toBe(200);
});
