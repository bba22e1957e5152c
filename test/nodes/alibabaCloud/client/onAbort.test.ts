import { clock } from '../../../../nodes/alibabaCloud/client/clock';
import { onAbort } from '../../../../nodes/alibabaCloud/client/onAbort';
import { createCallTimeouts } from '../../../../nodes/alibabaCloud/client/callTimeouts';

it('does all that is still wanted when the signal goes off, once', () => {
  const controller = new AbortController();
  const done: string[] = [];
  onAbort(controller.signal, () => done.push('first'));
  const forget = onAbort(controller.signal, () => done.push('second'));
  onAbort(controller.signal, () => done.push('third'));
  forget();
  controller.abort();
  controller.abort();
  expect(done).toEqual(['first', 'third']);
});

it('puts one listener on the signal of an execution, whatever waits for it', async () => {
  // The end of a wait leaves its timer to itself.
  jest.useFakeTimers();
  const controller = new AbortController();
  const listen = jest.spyOn(controller.signal, 'addEventListener');
  const waits = Array.from({ length: 20 }, () => [
    clock.sleep(60_000, controller.signal),
    createCallTimeouts(controller.signal).run(
      60_000,
      (signal) => new Promise<void>((resolve) => onAbort(signal, resolve)),
    ),
  ]);
  controller.abort();
  await Promise.all(waits.flat());
  expect(listen).toHaveBeenCalledTimes(1);
  jest.useRealTimers();
});
