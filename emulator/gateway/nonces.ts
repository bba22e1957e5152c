/** A nonce can be forgotten once its request's date would be refused anyway (15 minutes each way). */
const KEPT_MS = 30 * 60 * 1000;

/** The nonces of the last 30 minutes, per AccessKey. */
export class Nonces {
  #seen = new Map<string, number>();

  /** Remembers a nonce at `now` (ms); false when it was used before. */
  use(accessKeyId: string, nonce: string, now: number): boolean {
    for (const [key, at] of this.#seen) {
      if (now - at <= KEPT_MS) break;
      this.#seen.delete(key);
    }
    const key = `${accessKeyId} ${nonce}`;
    if (this.#seen.has(key)) return false;
    this.#seen.set(key, now);
    return true;
  }
}
