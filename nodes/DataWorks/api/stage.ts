/** What a state means for someone who waits for the end. */
export type Stage = 'under way' | 'succeeded' | 'failed';
