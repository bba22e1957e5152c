import { locator } from './locator';

/** A task that exists, by its FileId. */
export const taskField = locator({
  displayName: 'Task',
  name: 'fileId',
  description: 'The sync task (FileId of the API)',
  noun: 'task',
  list: 'listTasks',
  by: 'ID',
  example: '1000001',
});
