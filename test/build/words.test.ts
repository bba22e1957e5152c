import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { DATA_INTEGRATION, FLOWS } from '../../nodes/DataWorks/api/dataworks-2020-05-18/folders';
import { resources } from '../../nodes/DataWorks/resources';
import { packageRoot } from '../engine/harness/builtPackage';

describe('the words of the package', () => {
  const operations = resources.flatMap((resource) => resource.operations);

  it('actions have no articles, as n8n writes its own', () => {
    const actions = operations.map(({ action }) => action);
    expect(actions.length).toBeGreaterThan(40);
    expect(actions.filter((action) => /\b(?:an?|the)\b/i.test(action))).toEqual([]);
  });

  it('hints for the assistant are short and hold no expression', () => {
    const nodes = JSON.parse(
      readFileSync(path.join(packageRoot, 'dist/types/nodes.json'), 'utf8'),
    ) as INodeTypeDescription[];
    const searchHints = nodes.map(({ builderHint }) => builderHint?.searchHint ?? '');
    expect(searchHints).toEqual([
      expect.stringMatching(/Sync Node/),
      expect.stringMatching(/scheduled runs/),
    ]);
    const hints = [...JSON.stringify(resources).matchAll(/"propertyHint":"([^"]*)"/g)];
    expect(hints.length).toBeGreaterThan(5);
    for (const hint of [...searchHints, ...hints.map(([, text]) => text!)]) {
      expect(hint.length).toBeLessThan(450);
      expect(hint).not.toMatch(/=\{\{/);
    }
  });

  it('what is published is English, names of DataWorks and of secrets apart', () => {
    const published = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
        cwd: packageRoot,
        stdio: ['ignore', 'pipe', 'ignore'],
      }).toString(),
    ) as [{ files: Array<{ path: string }> }];
    const texts = published[0].files
      .map(({ path: file }) => file)
      .filter((file) => !/\.(?:png|svg)$/.test(file));
    expect(texts.length).toBeGreaterThan(150);
    // As people name passwords and keys in their scripts: what the redactor looks for.
    const secrets = ['密码', '口令', '密钥', '令牌'];
    // The labels of the engine's summary in a run's log.
    const labels = ['任务总计耗时', '任务平均流量', '记录写入速度', '读出记录总数', '读写失败总数'];
    // Refusals that have no code of their own.
    const refusals = ['输入输出不能为空', '父节点输出名', '资源组不存在', '不存在', '未找到'];
    const data = [...FLOWS, ...DATA_INTEGRATION, ...secrets, ...labels, ...refusals];
    const foreign = texts.flatMap((file) => {
      let text = readFileSync(path.join(packageRoot, file), 'utf8');
      for (const name of data) text = text.replaceAll(name, '');
      return (text.match(/[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+/g) ?? []).map(
        (found) => `${file}: ${found}`,
      );
    });
    expect(foreign).toEqual([]);
  });
});
