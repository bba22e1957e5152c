import { textIn } from '../../alibabaCloud/client/exactJson';
import { cleanServerText } from '../../alibabaCloud/client/serverText';

/**
 * One entry of a list, or none: what has no value is left out, and what n8n would run when it is
 * chosen, as it does with any parameter that begins with `=`.
 * @param shown what the editor shows for the value; the value itself unless given
 */
export function entry(
  value: unknown,
  shown: (value: string) => string = (text) => text,
): Array<{ name: string; value: string }> {
  const text = textIn(value);
  if (text === '' || text.startsWith('=')) return [];
  return [{ name: cleanServerText(shown(text)), value: text }];
}
