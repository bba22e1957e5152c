import { dataSourceTypes } from '../../script/dataSourceTypes';
import type { PlugIn } from '../../script/plugIn';
import { readerSettings } from './readerSettings';
import type { Setting } from './setting';
import { writerSettings } from './writerSettings';

/** One of the two ends of a task. */
export type Side = 'reader' | 'writer';

const settings: Readonly<Record<Side, readonly Setting[]>> = {
  reader: readerSettings,
  writer: writerSettings,
};

/** The types of data source whose plug-in of that side is so. */
export function typesWhere(side: Side, isSo: (plugIn: PlugIn) => boolean): string[] {
  return dataSourceTypes.filter((type) => isSo(type[side])).map(({ value }) => value);
}

/** The settings of a side, each with the types of data source that have it. */
export function settingsOf(side: Side): Array<Setting & { types: readonly string[] }> {
  return settings[side].map((setting) => ({
    ...setting,
    types:
      setting.types ?? typesWhere(side, (plugIn) => plugIn.settings.includes(setting.field.name)),
  }));
}
