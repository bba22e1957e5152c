import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { workFolder } from './paths';

/** The tests in a browser: Debian's chromium (CHROMIUM names another one); none is downloaded. */
export default defineConfig({
  testDir: path.join(__dirname, 'browser'),
  // What a failed test leaves: a trace (npx playwright show-trace …/trace.zip) and a picture.
  outputDir: path.join(workFolder, 'browser'),
  reporter: 'list',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  use: {
    actionTimeout: 60_000,
    testIdAttribute: 'data-test-id',
    colorScheme: 'light',
    viewport: { width: 1400, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Nothing goes to the network by itself.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
