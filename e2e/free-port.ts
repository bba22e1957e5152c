import { createServer } from 'node:net';

/**
 * A TCP port of 127.0.0.1 that nothing listens on: `preferred` or the next free one above it,
 * or any when none is preferred.
 */
export async function freePort(preferred = 0): Promise<number> {
  for (let port = preferred; ; port += 1) {
    const found = await listenOnce(port);
    if (found !== undefined) return found;
  }
}

/** The port that was listened on for a moment, or undefined when it is taken. */
function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (cause: NodeJS.ErrnoException) =>
      cause.code === 'EADDRINUSE' ? resolve(undefined) : reject(cause),
    );
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
