// n8n-core declares its services with decorators that need this first.
import 'reflect-metadata';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** n8n-core writes its settings file on first use: into a folder of the test's own, removed after it. */
const userFolder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));

process.env.N8N_USER_FOLDER = userFolder;
// The instance id is derived from this key, so it is the same in every test.
process.env.N8N_ENCRYPTION_KEY = 'engine-test-encryption-key';
process.env.N8N_LOG_LEVEL = 'silent';

afterAll(() => rmSync(userFolder, { recursive: true, force: true }));
