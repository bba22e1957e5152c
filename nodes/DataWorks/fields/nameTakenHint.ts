import type { INodeProperties } from 'n8n-workflow';

/** What a model that builds a workflow has to know of "If the Name Is Taken". */
export const nameTakenHint: Pick<INodeProperties, 'builderHint'> = {
  builderHint: { propertyHint: 'Reuse makes a workflow that runs twice safe.' },
};
