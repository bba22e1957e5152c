import { NodeOperationError, type ILoadOptionsFunctions } from 'n8n-workflow';

/**
 * Why there is no list, to be thrown. The editor shows the message alone, without the description,
 * and takes hyphens for breaks between sentences.
 */
export function reason(context: ILoadOptionsFunctions, message: string): NodeOperationError {
  return new NodeOperationError(context.getNode(), message, {
    failure: { cause: 'configuration-invalid' },
  });
}
