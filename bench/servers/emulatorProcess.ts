// The emulator in a process of its own; its address goes to the parent.
import { startEmulator } from '../../emulator';

void startEmulator().then(({ url }) => process.send!(url));
process.once('disconnect', () => process.exit());
