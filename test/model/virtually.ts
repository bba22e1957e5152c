import { Random } from '../../emulator/random';
import { clock } from '../../nodes/alibabaCloud/client/clock';
import { useVirtualTime } from '../nodes/alibabaCloud/client/virtualTime';

/**
 * Lets work run in virtual time, with dice of its own: always the same for one seed. Time limits
 * count in virtual time too.
 */
export async function virtually<Result>(
  seed: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const time = useVirtualTime(Date.UTC(2024, 0, 1));
  const random = new Random(seed);
  const mocks = [
    jest.spyOn(Math, 'random').mockImplementation(() => random.next()),
    jest.spyOn(performance, 'now').mockImplementation(() => clock.now()),
    jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const controller = new AbortController();
      void clock.sleep(ms).then(() => controller.abort());
      return controller.signal;
    }),
  ];
  try {
    return await time.until(work());
  } finally {
    mocks.forEach((mock) => mock.mockRestore());
    time.restore();
  }
}
