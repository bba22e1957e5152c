// What the tests' harness takes from jest, in a process that ends with its one figure.
const RealDate = Date;
let told = 0;

/** Gives the time that it was told. */
class ToldDate extends RealDate {
  constructor(...of: [] | [number]) {
    super(...(of.length === 0 ? ([told] as [number]) : of));
  }
  static override now = () => told;
  static override [Symbol.hasInstance] = (value: unknown) => value instanceof RealDate;
}

const jest = {
  requireActual: require,
  useFakeTimers({ now }: { now: number }) {
    told = now;
    globalThis.Date = ToldDate as unknown as DateConstructor;
  },
  setSystemTime: (ms: number) => void (told = ms),
  useRealTimers: () => void (globalThis.Date = RealDate),
};

Object.assign(globalThis, {
  jest,
  afterAll: (cleanUp: () => void) => void process.once('exit', cleanUp),
});

export {};
