import { Emulator, type Misbehaviour, type Outcome, type Plan, type Reply } from '../../emulator';
import { clock } from '../../nodes/alibabaCloud/client/clock';
import { signedRequest, type TestCall } from '../emulator/signed-request';

type Options = NonNullable<ConstructorParameters<typeof Emulator>[0]>;

interface InstanceList {
  Data?: { Instances: { Bizdate: number; CreateTime: number }[]; TotalCount: number };
}

const isRead = (action: string) => /^(Get|List|Query)/.test(action);

/**
 * DataWorks whose reads show what was done a while ago: a second emulator, whose clock is behind, gets
 * each write by so much later than the first, and answers what is read.
 */
export class LaggingDataWorks {
  /** As it is. */
  readonly actual: Emulator;
  /** As it is shown. */
  readonly #shown: Emulator;
  readonly #lagMs: number;
  readonly #dateMs: number;

  /**
   * @param lagMs how late reads are, in ms
   * @param dateMs how much later the instances of each further business date are listed, in ms
   */
  constructor(options: Options, lagMs: number, dateMs = 0) {
    this.#lagMs = lagMs;
    this.#dateMs = dateMs;
    this.actual = new Emulator({ ...options, now: () => clock.now() });
    this.#shown =
      lagMs === 0
        ? this.actual
        : new Emulator({
            ...options,
            now: () => Math.max(0, clock.now() - lagMs),
          });
  }

  /** What is to happen behind the API. */
  plan(plan: Plan): void {
    this.#both.forEach((one) => one.plans.add(plan));
  }

  /** Renames a file, as a colleague does in the console. */
  rename(fileId: bigint, name: string): void {
    for (const { state } of this.#both) {
      const file = state.files.get(fileId);
      if (file) file.name = name;
    }
  }

  /** DataWorks forgets all ClientTokens, also for what it shows later. */
  forgetClientTokens(): void {
    this.actual.forgetClientTokens();
    if (this.#shown === this.actual) return;
    void clock.sleep(this.#lagMs).then(() => this.#shown.forgetClientTokens());
  }

  get #both(): readonly Emulator[] {
    return this.#shown === this.actual ? [this.actual] : [this.actual, this.#shown];
  }

  handle(call: TestCall, fault?: Misbehaviour): Outcome {
    const emulator = isRead(call.action) ? this.#shown : this.actual;
    // What is shown later was done under the same tokens.
    const forgets = fault?.kind === 'forget-client-tokens';
    if (forgets) this.forgetClientTokens();
    const fails = fault !== undefined && !forgets;
    if (fails) emulator.faults.add(fault);
    const outcome = emulator.handle(signedRequest({ ...call, at: emulator.clock.now() }));
    const hasArrived = !fails || emulator.log.at(-1)?.acted === true;
    if (!isRead(call.action) && hasArrived && this.#shown !== this.actual) {
      void clock.sleep(this.#lagMs).then(() => {
        this.#shown.handle(signedRequest({ ...call, at: this.#shown.clock.now() }));
      });
    }
    const isList = call.action === 'ListInstances' && !fails && this.#dateMs > 0;
    return isList && outcome.kind === 'reply' ? this.#dateByDate(outcome) : outcome;
  }

  #dateByDate(reply: Reply): Reply {
    const body = JSON.parse(reply.body.toString()) as InstanceList;
    if (!body.Data) return reply;
    const dates = [...new Set(body.Data.Instances.map(({ Bizdate }) => Bizdate))].sort();
    body.Data.Instances = body.Data.Instances.filter(
      ({ Bizdate, CreateTime }) =>
        CreateTime + dates.indexOf(Bizdate) * this.#dateMs <= this.#shown.clock.now(),
    );
    body.Data.TotalCount = body.Data.Instances.length;
    return { ...reply, body: Buffer.from(JSON.stringify(body)) };
  }

  /** Lets no fault happen any more. */
  calmDown(): void {
    this.#both.forEach((one) => one.faults.clear());
  }
}
