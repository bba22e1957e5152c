import path from 'node:path';

/** The repository's root. */
export const root = path.join(__dirname, '..');

/** What is made while running, never committed. */
export const workFolder = path.join(__dirname, '.work');

/** Where the example workflows are. */
export const examplesFolder = path.join(root, 'examples');
