/** One number that was measured. */
export interface Value {
  /** What it is of, such as `this node` or `n8n's request helper`. */
  of: string;
  value: number;
  /** Such as `ms`, `µs`, `×`, `%`, `calls`. */
  unit: string;
}

/** One row of the table. */
export interface Figure {
  name: string;
  /** What was reached, in the order to be shown. */
  measured: Value[];
  /** What the same takes without this node, from the same run. */
  beside: Value[];
  /** What nothing can be better than, and what it is made of. */
  limit: string;
  toReach: string;
  reached: boolean;
  /** How it was taken. */
  how: string;
}

/** Bars of one unit, shortest is best. */
export interface Chart {
  title: string;
  unit: string;
  bars: { of: string; value: number }[];
}

/** What one part of the benchmark gives. */
export interface Part {
  figures: Figure[];
  charts?: Chart[];
}

/** A whole run, as `npm run bench -- --json` prints it. */
export interface Results {
  machine: {
    cpus: number;
    cpu: string;
    platform: string;
    node: string;
    /** How many processes wanted a core when the run began, over a minute. */
    load: number;
  };
  /** What is special about the run, where something is. */
  remark?: string;
  /** Versions of what was measured, by package. */
  versions: Record<string, string>;
  parts: Part[];
}
