import type { JsonObject } from '../../alibabaCloud/client/exactJson';

/** Where a plug-in has the name of what it reads or writes. */
export interface Place {
  /** The parameter, e.g. `table`, `object`, `topic`. */
  parameter: string;
  /** Bare, in a list, or as `connection: [{ datasource, table: [ … ] }]`. */
  shape: 'text' | 'list' | 'connection';
}

/** How a plug-in wants its columns. Those of reader and writer are matched by position. */
export interface ColumnRule {
  /** `name` "id"; `typed name` {name, type}; `typed index` {index, type}; `none`: no `column` at all. */
  shape: 'name' | 'typed name' | 'typed index' | 'none';
  /** Whether `["*"]` stands for all of them. */
  all: boolean;
  /** The type of a column that is given none. */
  type?: string;
}

/** One side of a type of data source, as a step of the script. */
export interface PlugIn {
  stepType: string;
  place: Place;
  columns: ColumnRule;
  /** What is always in `parameter`; all else wins over it. */
  defaults: JsonObject;
  /** The parameters that the form can set. */
  settings: readonly string[];
  /** What a setting brings along, by its name. */
  implied?: Readonly<Record<string, JsonObject>>;
  /** By the value of the form's Write Mode; the first is its default. */
  modes?: Readonly<Record<string, JsonObject>>;
  /** What is otherwise with a `fileFormat`. */
  byFormat?: Readonly<Record<string, Partial<Pick<PlugIn, 'place' | 'columns'>>>>;
  /** The settings that a mode or a `fileFormat` cannot do without. */
  needs?: Readonly<Record<string, readonly string[]>>;
  /** Parameters without which it does not work; `datasource` goes without saying. */
  required: readonly string[];
  /** What scripts may have in place of such a parameter, by its name. */
  insteadOf?: Readonly<Record<string, readonly string[]>>;
}

/** A type of data source that the form knows. */
export interface DataSourceType {
  value: string;
  /** As DataWorks shows it. */
  name: string;
  /** ListDataSources' DataSourceType and SubType, one after the other. */
  listed: ReadonlyArray<{ DataSourceType: string; SubType?: string }>;
  reader: PlugIn;
  writer: PlugIn;
}
