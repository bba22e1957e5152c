const known = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Asks once for all who share something, an execution say. What fails for one may work for the next,
 * so that is asked again.
 * @param shared what they share
 * @param question names what is asked for
 */
export async function askedOnce<Answer extends { ok: boolean }>(
  shared: object,
  question: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const answers = known.get(shared) ?? new Map<string, Promise<unknown>>();
  known.set(shared, answers);
  const asked = (answers.get(question) as Promise<Answer> | undefined) ?? ask();
  answers.set(question, asked);
  const answer = await asked;
  if (!answer.ok && answers.get(question) === asked) answers.delete(question);
  return answer;
}
