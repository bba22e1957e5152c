/** By lower-case name. */
type Headers = Readonly<Record<string, unknown>>;

const isWait = (ms: number) => Number.isFinite(ms) && ms >= 0;

/** The wait in `x-acs-retry-after`, in ms. */
function asked({ 'x-acs-retry-after': value }: Headers): number | undefined {
  return value !== '' && value !== undefined && isWait(Number(value)) ? Number(value) : undefined;
}

/** `TimeLeft`, in ms, of a header such as `Limit:1,Remain:0,TimeLeft:2000,Reset:1234`. */
function timeLeft(header: unknown): number | undefined {
  if (typeof header !== 'string') return undefined;
  const pair = header.split(',').find((one) => one.split(':')[0]?.trim() === 'TimeLeft');
  const ms = Number(pair?.split(':')[1]?.trim() || NaN);
  return isWait(ms) ? ms : undefined;
}

/**
 * The wait that a reply asks for, in ms. Older gateways say in two other headers when a quota is free
 * again. Source of all three: Alibaba Cloud's official clients (getThrottlingTimeLeft).
 */
export function retryAfter(headers: Headers, isThrottled: boolean): { retryAfterMs?: number } {
  const left = ['x-ratelimit-user-api', 'x-ratelimit-user'].flatMap(
    (name) => timeLeft(headers[name]) ?? [],
  );
  const ms = asked(headers) ?? (isThrottled && left.length > 0 ? Math.max(...left) : undefined);
  return ms === undefined ? {} : { retryAfterMs: ms };
}
