/** What `Outcome` says in the output of an operation that does something, by its word. Published: they stay. */
export const outcomes = {
  attached: 'An earlier run of this item had begun it already: that was waited for, or given',
  created: 'This item has made the task, node or job',
  deployed: 'The task is in operation: a batch task in production',
  live: 'Every step is done',
  resumed: 'The instance that was suspended can begin',
  reused: 'One of this name was there; its ID is given',
  'set to successful': 'The instance counts as successful',
  started: 'The task, run, instance or job was started',
  stopped: 'The task, instance or job was stopped',
  stopping: 'The stop was accepted; it takes some seconds until it shows',
  submitted: 'The task is in development, and not in production',
  suspended: 'The instance does not begin until it is resumed',
  terminated: 'The task is out of operation, and has to be deployed anew',
  unchanged: 'It was so already',
  updated: 'What was there has got the new content',
} as const;
