/** The emulator's time in milliseconds since 1970: an injected clock plus an offset that tests move. */
export class Clock {
  #offset = 0;

  constructor(private readonly base: () => number) {}

  /** Now, in milliseconds since 1970. */
  now(): number {
    return this.base() + this.#offset;
  }

  /** Moves the emulator's time by `ms` (negative: back). */
  advance(ms: number): void {
    this.#offset += ms;
  }

  /** Makes `now()` equal `at` (ms since 1970) at this moment; time goes on from there. */
  set(at: number): void {
    this.#offset = at - this.base();
  }
}
