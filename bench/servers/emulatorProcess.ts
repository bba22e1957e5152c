// The emulator in a process of its own; its address goes to the parent.
import { earlierBehaviour, startEmulator } from '../../emulator';

void startEmulator(earlierBehaviour).then(({ url }) => process.send!(url));
process.once('disconnect', () => process.exit());
