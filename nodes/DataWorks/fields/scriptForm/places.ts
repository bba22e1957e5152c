/** The form's field for what a plug-in reads or writes, by the script's parameter. */
export const places: Readonly<Record<string, { suffix: string; placeholder: string }>> = {
  table: { suffix: 'Table', placeholder: 'e.g. orders' },
  object: { suffix: 'Object', placeholder: 'e.g. exports/orders.csv' },
  topic: { suffix: 'Topic', placeholder: 'e.g. orders' },
  index: { suffix: 'Index', placeholder: 'e.g. orders' },
  collectionName: { suffix: 'Collection', placeholder: 'e.g. orders' },
  logstore: { suffix: 'Logstore', placeholder: 'e.g. access_log' },
};
