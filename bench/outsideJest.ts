// The engine's harness cleans up in jest's afterAll; here a process ends with its one figure.
Object.assign(globalThis, {
  afterAll: (cleanUp: () => void) => void process.once('exit', cleanUp),
});
