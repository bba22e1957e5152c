/** What a state means for someone who waits for the end. */
export type Stage = 'under way' | 'succeeded' | 'failed';

/** GetDeployment: Data.Deployment.Status. */
export const deploymentStages: Readonly<Record<string, Stage>> = {
  0: 'under way',
  1: 'succeeded',
  2: 'failed',
};

/** GetDeployment: Data.Deployment.CheckingStatus. Empty: there is no check, or it has passed. */
export const checkingStages: Readonly<Record<string, Stage>> = {
  7: 'failed',
  8: 'under way',
};

/** GetFile: Data.File.DeletedStatus of a file that is there; others are in the recycle bin or gone. */
export const NOT_DELETED = 'NORMAL';
