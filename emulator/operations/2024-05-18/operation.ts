import { SuccessFalse } from '../../errors';
import type { ParameterSpecs } from '../../gateway/parameters';
import type { Workspace } from '../../state/workspace';
import { operationsOf, type Call, type Definition, type Operation } from '../operation';
import { refused, StudioRefusal } from './errors';

const define = operationsOf('2024-05-18');

type Handle<Q extends ParameterSpecs, B extends ParameterSpecs> = Definition<Q, B>['handle'];

/**
 * An operation of DataWorks 2024-05-18. Refuses callers that may not call it; says its refusals under
 * HTTP 200 where its reply has Success and the options ask for that.
 */
export function studio<
  const Q extends ParameterSpecs = Record<never, never>,
  const B extends ParameterSpecs = Record<never, never>,
>(definition: Definition<Q, B>): Operation {
  const { action, failure, handle } = definition;
  const guarded: Handle<Q, B> = (call, parameters) => {
    requireRight(call, action);
    try {
      return handle(call, parameters);
    } catch (thrown) {
      const quietly = failure === 'success' && call.settings.studio.refusals === 'success-false';
      if (quietly && thrown instanceof StudioRefusal) throw new SuccessFalse(thrown.code);
      throw thrown;
    }
  };
  return define<Q, B>({ ...definition, handle: guarded });
}

function requireRight({ caller, settings }: Call, action: string): void {
  const denied = settings.studio.denied[caller.id] ?? [];
  if (denied.includes(action)) throw refused('noRight', `No permission to call ${action}.`);
}

/** The workspace of that id, old or new. Throws where there is none, or no role in it. */
export function workspaceOf(call: Call, projectId: bigint): Workspace {
  const workspace = call.state.workspaces.get(projectId);
  if (!workspace) throw refused('noWorkspace');
  if (!call.caller.identity.member) throw refused('noMember');
  return workspace;
}

/**
 * The workspace of that id, which must use the new Data Studio. That the other kind is refused by
 * InvalidParameter is one author's statement, without a record.
 */
export function studioOf(call: Call, projectId: bigint): Workspace {
  const workspace = workspaceOf(call, projectId);
  if (!workspace.newStudio) throw refused('parameter', 'ProjectId is not valid.');
  return workspace;
}

/** Throws where the caller has no role in the workspaces. */
export function requireMember(call: Call): void {
  if (!call.caller.identity.member) throw refused('noMember');
}
