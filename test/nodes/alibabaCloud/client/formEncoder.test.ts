import { createFormEncoder } from '../../../../nodes/alibabaCloud/client/request';
import { formBody, type Field } from '../../../../nodes/alibabaCloud/signature/percentEncode';

const script: Field = ['TaskContent', '{"a b":"ü"}'];

test.each<[string, Field[][]]>([
  ['the same again', [[script], [script]]],
  ['another value', [[script], [['TaskContent', '{}']]]],
  ['another name', [[script], [['Content', script[1]]]]],
  ['a field more', [[script], [script, ['Owner', '1']]]],
  ['a field less', [[script, ['Owner', '1']], [script]]],
  [
    'another order',
    [
      [script, ['Owner', '1']],
      [['Owner', '1'], script],
    ],
  ],
  ['nothing, then something', [[], [script]]],
  ['something, then nothing', [[script], []]],
])('encodes %s as formBody does', (_what, forms) => {
  const encodeForm = createFormEncoder();
  for (const form of forms) expect(encodeForm(form)).toBe(formBody(form));
});
