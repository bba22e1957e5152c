import { isJsonObject, type Json, type JsonObject } from '../../alibabaCloud/client/exactJson';

/** A reader or writer of a script, whatever the script's version. */
export interface ScriptStep {
  /** Where it stands, e.g. `steps[0]` or `configuration.reader`. */
  path: string;
  /** Where the name of its plug-in stands, e.g. `steps[0].stepType` or `configuration.reader.plugin`. */
  plugInPath: string;
  /** `reader` or `writer`, as the script says it. */
  category: Json | undefined;
  /** The name of the plug-in. */
  stepType: Json | undefined;
  parameter: Json | undefined;
}

/** What a script says, whatever its version. */
export interface ScriptParts {
  /** 1.0 has one reader and one writer in `configuration`, 2.0 has `steps` and their `order`. */
  version: '1.0' | '2.0';
  /** Those that are objects. */
  steps: ScriptStep[];
  settingPath: string;
  setting: Json | undefined;
}

const SIDES = ['reader', 'writer'] as const;

function partsOfVersion1(configuration: JsonObject): ScriptParts {
  const steps = SIDES.flatMap((category): ScriptStep[] => {
    const step = configuration[category];
    if (!isJsonObject(step)) return [];
    const path = `configuration.${category}`;
    const { plugin: stepType, parameter } = step;
    return [{ path, plugInPath: `${path}.plugin`, category, stepType, parameter }];
  });
  const { setting } = configuration;
  return { version: '1.0', steps, settingPath: 'configuration.setting', setting };
}

/**
 * The steps and settings of a script of either version.
 * @returns `undefined` for one that has neither `steps` nor a `configuration`
 */
export function scriptParts(script: JsonObject): ScriptParts | undefined {
  const { steps, configuration, setting } = script;
  if (Array.isArray(steps)) {
    const read = steps.flatMap((step, index): ScriptStep[] => {
      if (!isJsonObject(step)) return [];
      const path = `steps[${index}]`;
      const { category, stepType, parameter } = step;
      return [{ path, plugInPath: `${path}.stepType`, category, stepType, parameter }];
    });
    return { version: '2.0', steps: read, settingPath: 'setting', setting };
  }
  return isJsonObject(configuration) ? partsOfVersion1(configuration) : undefined;
}
