/** Something about a place in the script, e.g. `steps[1].parameter.table`. */
export interface Finding {
  path: string;
  message: string;
}

/** Takes down a finding. */
export type Note = (path: string, message: string) => void;
