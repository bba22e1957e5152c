import { triggerFields } from './fields/triggerFields';

/** Every field of the trigger. The build puts the values in this module's place, as JSON. */
export const properties = triggerFields;
