import { objectOf } from '../../state/studio/node';
import type { Operation } from '../operation';
import { refused } from './errors';
import { checkName, enterFolder, nodeOf } from './node-access';
import { studio } from './operation';

const moveNode = studio({
  action: 'MoveNode',
  access: 'write',
  failure: 'success',
  body: { Id: 'string*', Path: 'string*', ProjectId: 'id*' },
  handle(call, parameters) {
    const node = nodeOf(call, parameters);
    if (node.containerId !== undefined) throw refused('state', 'The node is in a workflow.');
    // "root" stands for the top folder in the documented samples.
    const folders = parameters.Path.split('/').filter((part) => part !== '');
    if (folders[0] === 'root') folders.shift();
    const path = [...folders, node.name].join('/');
    checkName(call, { ...node, path }, node);
    enterFolder(call, path);
    node.path = path;
    node.modifiedAt = call.now;
    return { Success: true };
  },
});

const renameNode = studio({
  action: 'RenameNode',
  access: 'write',
  failure: 'success',
  body: { Id: 'string*', Name: 'string*', ProjectId: 'id*' },
  handle(call, parameters) {
    const node = nodeOf(call, parameters);
    const path = [...node.path.split('/').slice(0, -1), parameters.Name].join('/');
    checkName(call, { ...node, path }, node);
    node.name = parameters.Name;
    node.path = path;
    node.spec = { ...node.spec, name: parameters.Name };
    const script = objectOf(node.spec['script']);
    if (script['path'] !== undefined) node.spec['script'] = { ...script, path };
    node.modifiedAt = call.now;
    return { Success: true };
  },
});

/** Where nodes are, and what they are called. */
export const nodePlaces: Operation[] = [moveNode, renameNode];
