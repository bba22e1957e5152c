import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { properties } from '../../../../nodes/DataWorks/properties';

/** The notice that an operation shows about the kind of workspace. */
function noticeOf(resource: string, operation: string): string[] {
  const parameters: INodeParameters = { resource, operation };
  return properties
    .filter(({ name }) => name === 'kindNotice')
    .filter((field) => NodeHelpers.displayParameter(parameters, field, null, null))
    .map(({ displayName }) => displayName);
}

describe('where something is created, the panel tells how to know the kind of workspace', () => {
  it.each(['create', 'preview', 'bringLive'])('%s', (operation) => {
    expect(noticeOf('syncTask', operation)).toEqual([
      'For workspaces whose page for data development is called DataStudio in the console. Where it is Data Studio (new version), choose the resource Sync Node.',
    ]);
    expect(noticeOf('syncNode', operation)).toEqual([
      'For workspaces whose page for data development is called Data Studio (new version) in the console. Where it is DataStudio, choose the resource Sync Task.',
    ]);
  });
});
