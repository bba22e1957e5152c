import type { Behaviours } from '../behaviours';

/**
 * Names of the root folder and, three levels down, of an engine's folder: what replies call it, then
 * what requests may call it too, the English name last. Source: the official Terraform provider's map.
 */
const ROOT = ['业务流程', 'Workflow', 'Business Flow'];
const ENGINES = [
  ['folderDi', '数据集成', 'Data Integration'],
  ['folderMaxCompute', 'MaxCompute'],
  ['folderGeneral', '通用', 'General'],
  ['folderAlgm', '算法', 'Algorithm'],
  ['folderUserDefined', '自定义', 'UserDefined'],
  ['folderHologres', 'Hologres'],
  ['folderEMR', 'EMR'],
  ['folderFlink', 'Flink'],
  ['folderCDH', 'CDH'],
  ['folderADB', 'AnalyticDB for PostgreSQL'],
  ['folderJdbc', '数据库', 'Database'],
  ['folderErd', '数据模型', 'Data Model'],
];
const ENGLISH = ['Workflow', 'Business Flow', 'Data Integration'];

const engineOf = (name: string | undefined) => ENGINES.find((names) => names.includes(name ?? ''));

/** `path` with root and engine folder named as replies name them. A slash at the end is dropped. */
export function repliedPath(path: string, form: Behaviours['folderNames']): string {
  const names = path.replace(/\/$/, '').split('/');
  const root = form.split('/')[0]!;
  if (ROOT.includes(names[0]!)) names[0] = root;
  const engine = engineOf(names[2]);
  if (engine && names[0] === root) {
    names[2] = form.endsWith('folderDi') ? engine[0]! : engine.at(-1)!;
  }
  return names.join('/');
}

/** Whether `path` lies in an engine's folder of a business flow. */
export function isInEngineFolder(path: string): boolean {
  return engineOf(path.split('/')[2]) !== undefined;
}

/** Whether `path` has the English name of the root or of the Data Integration folder. */
export function hasEnglishName(path: string): boolean {
  const [root, , engine] = path.split('/');
  return [root, engine].some((name) => ENGLISH.includes(name ?? ''));
}
