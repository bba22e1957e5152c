import { textIn } from '../../../alibabaCloud/client/exactJson';
/** The operations of the node's Sync Task that some task types do not have. */
export type LimitedOperation =
  | 'bringLive'
  | 'delete'
  | 'generateConfiguration'
  | 'getMany'
  | 'getStatus'
  | 'run'
  | 'start'
  | 'stop'
  | 'terminate';

export type TaskType = 'DI_OFFLINE' | 'DI_REALTIME' | 'DI_SOLUTION';

/** A type of Data Integration task: the one place where what is true of a type stands. */
export interface TaskTypeFacts {
  /** TaskType of the API. */
  type: TaskType;
  /** FileType of ListFiles and GetFile. That of solutions is not documented: they are no files. */
  fileType?: number;
  /** As the editor shows it. */
  label: string;
  description: string;
  /** The operations that this type does not have, each with what does it instead. */
  instead: Readonly<Partial<Record<LimitedOperation, string>>>;
}

const FROM_START_TO_STOP = 'It runs from Start to Stop: use Sync Task: Start.';
const STEP_BY_STEP = 'Use Sync Task: Create, then Deploy, then Start.';

export const taskTypes: readonly TaskTypeFacts[] = [
  {
    type: 'DI_OFFLINE',
    fileType: 23,
    label: 'Batch',
    description: 'Copies data each time it runs, usually on a schedule',
    instead: {
      generateConfiguration:
        'Give the script of a batch task in Task Content of Sync Task: Create or Update.',
      getStatus: 'Use Instance: Get Many, which gives the runs of a batch task.',
      start:
        'A batch task runs on its schedule once it is deployed: use Sync Task: Deploy, or Sync Task: Run for a range of dates.',
      stop: 'Use Instance: Stop for a run of a batch task.',
      terminate: 'Use Sync Task: Schedule to pause a batch task, or Sync Task: Delete.',
    },
  },
  {
    type: 'DI_REALTIME',
    fileType: 900,
    label: 'Real-Time',
    description: 'Keeps copying changes as they happen',
    instead: { bringLive: STEP_BY_STEP, run: FROM_START_TO_STOP },
  },
  {
    type: 'DI_SOLUTION',
    label: 'Solution',
    description: 'Copies whole databases, first in full and then their changes',
    instead: {
      bringLive: STEP_BY_STEP,
      delete: 'DataWorks deletes solutions in its console only: Data Integration, Sync Tasks.',
      getMany: 'DataWorks lists no solutions. Use Sync Task: Get with the FileId.',
      run: FROM_START_TO_STOP,
      stop: 'Use Sync Task: Stop for each real-time task that the solution has made.',
      terminate: 'Use Sync Task: Terminate for each real-time task that the solution has made.',
    },
  },
];

/** The types that an operation has; all of them where none is named. */
export const typesWith = (operation?: LimitedOperation): readonly TaskTypeFacts[] =>
  taskTypes.filter(({ instead }) => operation === undefined || !(operation in instead));

/** The type by FileType, as a number or its digits; `undefined` for other files. */
export const typeOfFile = (fileType: unknown): TaskTypeFacts | undefined =>
  taskTypes.find((one) => one.fileType !== undefined && String(one.fileType) === textIn(fileType));

/** The facts of a type; `undefined` for what is none. */
export const factsOf = (type: string): TaskTypeFacts | undefined =>
  taskTypes.find((one) => one.type === type);
