import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { run as runOfNode } from '../../nodes/DataWorks/resources/syncNode/run';
import { run as runOfTask } from '../../nodes/DataWorks/resources/syncTask/run';
import { createParameters } from './emulated';
import { newNode } from './syncNodes';
import { DATE, worlds, type World } from './theirRuns';

/** Runs that together read every field of Run. */
const options = { whileWaiting: 'park', waitAtMost: 600, requestTimeout: 20 };
const forYesterday: INodeParameters = { runFor: 'yesterday', wait: true, options };
const forRange = { ...forYesterday, runFor: 'range', startBizDate: DATE, endBizDate: DATE };

/** The parameters that fields are read as. */
const namesOf = (fields: readonly INodeProperties[], of = ''): string[] =>
  fields
    .filter(({ type }) => type !== 'notice')
    .flatMap(({ name, type, options = [] }) =>
      type === 'collection' ? namesOf(options as INodeProperties[], `${name}.`) : [of + name],
    );

/** What is kept of the first item that is parked: all that was read of its parameters, by name. */
const parametersIn = (stored: string): IDataObject =>
  JSON.parse(stored).executionData.contextData['node:DataWorks'].looks.items[0].parameters;

describe.each(worlds)('a parked run in %s', (name, open) => {
  const isLegacy = name === 'legacy DataStudio';
  let world: World;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.emulated.close());
  beforeEach(() => world.reset());

  async function kept(parameters: INodeParameters): Promise<IDataObject> {
    const started = world.emulated.engine.start({ parameters });
    const { error } = await started.result;
    expect(error).toBeUndefined();
    return parametersIn(started.parking.stored());
  }
  const ofRun = async (given: INodeParameters) =>
    kept(world.runParameters(await world.addTask(), given));

  it('of Run keeps what each of its fields says', async () => {
    const { fields } = isLegacy ? runOfTask : runOfNode;
    const read = { ...(await ofRun(forYesterday)), ...(await ofRun(forRange)) };
    expect(namesOf(fields).filter((field) => !(field in read))).toEqual([]);
  });

  it.each([
    ['yesterday', forYesterday],
    ['a range of dates', forRange],
  ])('of Bring Live for %s keeps all that Run reads when it looks', async (__, given) => {
    const more = { operation: 'bringLive', firstRun: true, ...given };
    const schedule = { inputList: 'demo_workspace_root', cronExpress: '00 05 00 * * ?' };
    const ofBringLive = await kept(
      isLegacy ? createParameters({ schedule, ...more }) : newNode(more),
    );
    const id = isLegacy ? 'fileId' : 'nodeId';
    const read = { ...(await ofRun(given)), [id]: expect.stringMatching(/^\d+$/) };
    expect(ofBringLive).toMatchObject(read);
  });
});
