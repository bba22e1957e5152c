import { apiError } from '../errors';
import type { TaskType } from '../state/sync-file';

/** The text as a JSON object. Throws Invalid.DI.Parameter that names `parameter`. */
export function jsonObject(parameter: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw apiError(
    'Invalid.DI.Parameter',
    `The parameter is invalid. ${parameter} is not a JSON object.`,
  );
}

/**
 * Checks TaskContent. A batch script must have type "job" and at least one reader and one writer;
 * of the other types only a JSON object is asked. Throws Invalid.DI.Parameter.
 */
export function checkScript(taskType: TaskType, text: string): void {
  const script = jsonObject('TaskContent', text);
  if (taskType !== 'DI_OFFLINE') return;
  const steps = Array.isArray(script['steps']) ? (script['steps'] as unknown[]) : [];
  // Version 1.0 has one reader and one writer here.
  const sides = (script['configuration'] ?? {}) as Record<string, unknown>;
  const has = (category: string) =>
    steps.some((step) => (step as { category?: unknown } | null)?.category === category) ||
    (typeof sides[category] === 'object' && sides[category] !== null);
  if (script['type'] !== 'job' || !has('reader') || !has('writer')) {
    throw apiError(
      'Invalid.DI.Parameter',
      'The parameter is invalid. TaskContent is not a job with a reader and a writer.',
    );
  }
}
