export { Emulator } from './emulator';
export { startEmulator, type RunningEmulator } from './server';
export type { EmulatorOptions } from './options';
export type { EmulatorRequest, Reply } from './request';
export type { LogEntry } from './request-log';
export type { State } from './state/state';
export type { Quota, Edition } from './gateway/quota';
export { ACCESS_KEYS, ACCOUNT_ID, ROLES, TEMPORARY_KEYS, WORKSPACES } from './defaults';
