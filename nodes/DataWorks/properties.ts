import { nodeProperties } from './resources';

/** Every field of the node. The build puts the values in this module's place, as JSON. */
export const properties = nodeProperties();
