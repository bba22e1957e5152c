import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
  createRunExecutionData,
  type ICredentialDataDecryptedObject,
  type ICredentialType,
  type IDataObject,
  type INodeCredentialTestResult,
  type INodeType,
} from 'n8n-workflow';

import { createAdditionalData } from './additionalData';
import type { BuiltPackage } from './builtPackage';
import type { SingleCredentialHelper } from './credentialsHelper';
import { createNodeTypes } from './nodeTypes';
import { stubNodes } from './stubNodes';
import { createNode, createWorkflow, withCredential } from './workflow';

const nodeType = 'n8n-nodes-base.noOp';

/**
 * What n8n shows under "Test connection": the credential's declarative `test`, sent by n8n-core as
 * n8n's CredentialsTester has it sent, and read by the same rules.
 */
export async function testCredential(
  builtPackage: BuiltPackage,
  credentialsHelper: SingleCredentialHelper,
): Promise<INodeCredentialTestResult> {
  const { credential } = builtPackage;
  const { test } = credential;
  if (!test) throw new Error(`${credential.name} has no test.`);
  try {
    const output = await send(builtPackage, credentialsHelper, test.request);
    const failed = test.rules?.find(
      (rule) =>
        rule.type === 'responseSuccessBody' &&
        at(output, rule.properties.key) === rule.properties.value,
    );
    return failed
      ? { status: 'Error', message: failed.properties.message }
      : { status: 'OK', message: 'Connection successful!' };
  } catch (error) {
    return { status: 'Error', message: explain(error as RequestError, test.rules) };
  }
}

/** The value at a path such as `Data.Status`. */
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce((inner, key) => (inner as IDataObject | undefined)?.[key], value);

interface RequestError extends Error {
  cause?: { code?: string; response?: { status: number; statusText?: string } };
}

/** n8n knows the reply by its status alone here: a rule for it, else its text, else the fault's code. */
function explain({ message, cause }: RequestError, rules: Rules): string {
  if (!cause?.response) return cause?.code ?? message;
  const { status, statusText } = cause.response;
  const rule = rules?.find(
    ({ type, properties }) => type === 'responseCode' && properties.value === status,
  );
  return rule?.properties.message ?? (statusText || `Received HTTP status code: ${status}`);
}

type Test = NonNullable<ICredentialType['test']>;
type Rules = Test['rules'];

async function send(
  builtPackage: BuiltPackage,
  credentialsHelper: SingleCredentialHelper,
  request: Test['request'],
): Promise<IDataObject> {
  const tester: INodeType = {
    description: {
      ...stubNodes[nodeType]!.description,
      credentials: [{ name: builtPackage.credential.name, required: true }],
      properties: [
        { displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
      ],
    },
  };
  const node = { ...createNode('Temp-Node', nodeType), ...withCredential };
  const workflow = createWorkflow(createNodeTypes(builtPackage, { [nodeType]: tester }), [node]);
  const context = new ExecuteContext(
    workflow,
    node,
    createAdditionalData({ credentialsHelper }),
    'internal',
    createRunExecutionData(),
    0,
    [],
    { main: [[{ json: {} }]] },
    { node, data: {}, source: null },
    [],
  );
  const data: ICredentialDataDecryptedObject = credentialsHelper.withDefaults();
  const decrypted = { id: 'credential-1', name: 'Alibaba Cloud', type: '', data };
  const output = await new RoutingNode(context, tester, decrypted).runNode();
  return output?.[0]?.[0]?.json ?? {};
}
