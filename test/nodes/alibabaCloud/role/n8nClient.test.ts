import { startEmulator, type RunningEmulator } from '../../../../emulator';
import { keys } from '../../../credentials/authenticated';
import { n8nClient, type Helper } from '../../../credentials/n8nClient';

describe.each<Helper>(['httpRequestWithAuthentication', 'requestWithAuthentication'])(
  "n8n's %s with a role",
  (helper) => {
    let emulator: RunningEmulator;
    let sessions = 0;
    beforeAll(async () => {
      emulator = await startEmulator();
    });
    afterAll(() => emulator.close());
    beforeEach(() => emulator.emulator.reset());

    const client = (changes = {}) =>
      n8nClient({
        ...keys,
        endpoint: emulator.url,
        assumeRole: true,
        roleArn: 'acs:ram::1000000000000001:role/dataworks',
        roleSessionName: `${helper}-${++sessions}`,
        ...changes,
      });
    const list = () => ({ url: `${emulator.url}/?Action=ListProjects&Version=2020-05-18` });
    const post = () => ({ method: 'POST' as const, ...list() });
    const calls = (action: string) =>
      emulator.emulator.log.filter((entry) => entry.action === action);

    it('sends with the keys of the role, asked for once by many calls', async () => {
      const call = client();
      await Promise.all(Array.from({ length: 20 }, () => call(helper, post())));
      await call(helper, post());
      expect(calls('AssumeRole')).toHaveLength(1);
      expect(calls('ListProjects').map(({ accessKeyId }) => accessKeyId)).toEqual(
        Array.from({ length: 21 }, () => expect.stringMatching(/^STS\./)),
      );
    });

    it('says why it has no keys, and sends nothing else', async () => {
      const call = client({ roleArn: 'acs:ram::1000000000000001:role/none' });
      await expect(call(helper, post())).rejects.toMatchObject({
        message: expect.stringContaining(
          'STS did not give keys of the RAM role: There is no RAM role with this ARN',
        ),
      });
      expect(calls('ListProjects')).toEqual([]);
    });

    it('does not send a refused request again', async () => {
      const call = client();
      emulator.emulator.faults.add({ kind: 'expired-token', action: 'ListProjects' });
      await expect(call(helper, post())).rejects.toThrow();
      expect(calls('ListProjects')).toHaveLength(1);
      expect(calls('AssumeRole')).toHaveLength(1);
    });
  },
);
