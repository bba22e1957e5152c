import { roleOf } from '../../../../nodes/alibabaCloud/role/role';

const roleArn = 'acs:ram::1234567890123456:role/dataworks';

describe('the role of a credential', () => {
  it.each([true, 'true', 'TRUE', 1, '1', 'yes', 'on'])(
    'is taken on with Assume Role given as %p',
    (assumeRole) => {
      expect(roleOf({ assumeRole, roleArn })?.arn).toBe(roleArn);
    },
  );

  it.each([false, 'false', 0, '0', 'no', 'off', '', undefined])(
    'is not with Assume Role given as %p',
    (assumeRole) => {
      expect(
        roleOf({ ...(assumeRole === undefined ? {} : { assumeRole }), roleArn }),
      ).toBeUndefined();
    },
  );

  it.each(['ture', 2, '={{ $json.role }}'])(
    'is refused with Assume Role given as %p',
    (assumeRole) => {
      expect(() => roleOf({ assumeRole, roleArn })).toThrow(
        'Assume Role in the Alibaba Cloud credential is neither true nor false.',
      );
    },
  );
});
