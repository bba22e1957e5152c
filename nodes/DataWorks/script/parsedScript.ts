import { parseExact, type Json } from '../../alibabaCloud/client/exactJson';
import { hasInexactNumber } from './inexactNumbers';

/**
 * A script as JSON, so that expressions reach into it; as text where it is not JSON, or holds a
 * number that n8n would round: so Update gets it as it is.
 */
export function parsedScript(content: Json | undefined): Json | undefined {
  if (typeof content !== 'string') return content;
  try {
    return hasInexactNumber(content) ? content : parseExact(content);
  } catch {
    return content;
  }
}
