import type { Failure } from '../../alibabaCloud/client/outcome';

/** What a look says of what a wait is for, and the calls that it took: one unless told. */
export type Look<Value> =
  | { state: 'done'; value: Value; tries?: number }
  /**
   * `now` is the state in DataWorks' word for it. `moved`: the look itself has set the next step of
   * it going, whose end is near.
   */
  | { state: 'pending'; now: string; tries?: number; moved?: boolean }
  | Failure;

/** What one look gave for those who wait. */
export interface Asked<Subject, Value> {
  ok: true;
  /** Calls that were sent. */
  tries: number;
  /** What it says of those whom it covers. */
  seen: ReadonlyMap<Subject, Look<Value>>;
}

/** How a wait looks at what it is for, so that others can look with it. */
export interface Poll<Value, Subject = unknown> {
  /** Waits of the same group look together. */
  group: unknown;
  /** What this wait is for. */
  subject: Subject;
  /**
   * Looks once, at as many of the group as one look covers.
   * @param subjects those of the group; the first is to be looked at most urgently
   * @param costs what looks of this group have cost, in calls: the asker's own notes, by any names
   */
  ask(
    subjects: readonly Subject[],
    costs: Map<string, number>,
  ): Promise<Asked<Subject, Value> | Failure>;
}

/**
 * A look that is the same for all who wait for the same thing: asked once, read by each.
 * @param key names what is asked, e.g. "GetDeployment 10000 42"
 */
export function equalLook<Answer extends { ok: true; tries: number }, Value>(
  key: string,
  ask: () => Promise<Answer | Failure>,
  read: (answer: Answer) => Look<Value>,
): Poll<Value> {
  return {
    group: key,
    subject: read,
    async ask(readers: readonly (typeof read)[]) {
      const answer = await ask();
      if (!answer.ok) return answer;
      const seen = new Map(readers.map((reader) => [reader, reader(answer)]));
      return { ok: true, tries: answer.tries, seen };
    },
  } satisfies Poll<Value, typeof read>;
}
