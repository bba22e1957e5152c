/** What n8n shows and tests of the credential. The build puts the values in this module's place, as JSON. */
export { connectionTest } from './credentialTest';
export { properties } from './fields';
