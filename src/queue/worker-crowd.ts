import type { RunNotice, WorkerNotice } from './hall.ts';
import { differences } from './program-marks.ts';

/** The workers that a run sees. */
export interface Crowd {
  readonly workers: number;
  /** Units that they work on at once. */
  readonly places: number;
  /** Those that will take nothing of it, each with what is not the same there. */
  readonly strangers: readonly { readonly who: string; readonly differs: readonly string[] }[];
}

type Run = Pick<RunNotice, 'marks'>;

/** The workers among the notices, from the view of a run. */
export function inCrowd(notices: readonly (RunNotice | WorkerNotice)[], { marks }: Run): Crowd {
  const workers = notices.flatMap((notice) =>
    notice.kind === 'worker' ? [{ ...notice, differs: differences(notice.marks, marks) }] : [],
  );
  const able = workers.filter(({ differs }) => differs.length === 0);
  return {
    workers: able.length,
    places: able.reduce((sum, { places }) => sum + places, 0),
    strangers: workers.filter(({ differs }) => differs.length > 0),
  };
}

/** What the one who started the run is told of them. */
export function crowdText({ workers, places, strangers }: Crowd, shown: string): string {
  const able =
    workers === 0
      ? `队列 ${shown}：还没有工作机。在各台机器上运行 npm run worker -- --queue，来了就开始。`
      : `队列 ${shown}：${workers} 台工作机，同时处理 ${places} 个单位。`;
  const others = strangers.map(
    ({ who, differs }) => `${who} 的${differs.join('、')}与本机不同，不会接这批任务。`,
  );
  return [able, ...others].join('');
}

/** What a worker says of a run that it will not take. */
export function refusalText({ who }: Pick<RunNotice, 'who'>, differs: readonly string[]): string {
  return `${who} 的任务不能接：那边的${differs.join('、')}与本机不同，做出来的文件会不一样。两边换成同一版本后重新启动工作机。`;
}
