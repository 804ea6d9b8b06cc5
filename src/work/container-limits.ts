/** What a container, or a service of the system, may use of its machine. */
export interface ContainerLimits {
  /** Processors, rounded up; Infinity where there is no limit. */
  readonly cores: number;
  /** Bytes; Infinity where there is no limit. */
  readonly memory: number;
}

const ROOT = '/sys/fs/cgroup';

/**
 * The limits of the control group that a process is in and of all groups around it, as Linux states them, in both of its
 * versions; the tightest counts. `read` gives a file, or null where there is none.
 *
 * Example: `cpu.max` of the process's group `150000 100000`, of the one around it `max 100000` → 2 cores
 */
export function containerLimits(read: (path: string) => string | null): ContainerLimits {
  let cores = Number.POSITIVE_INFINITY;
  let memory = Number.POSITIVE_INFINITY;
  for (const { folder, isFirst } of groupsOf(read('/proc/self/cgroup') ?? '0::/')) {
    if (isFirst) {
      const shares = `${read(`${folder}/cpu.cfs_quota_us`)} ${read(`${folder}/cpu.cfs_period_us`)}`;
      cores = Math.min(cores, grantedCores(shares));
      memory = Math.min(memory, bytes(read(`${folder}/memory.limit_in_bytes`)));
    } else {
      cores = Math.min(cores, grantedCores(read(`${folder}/cpu.max`) ?? ''));
      memory = Math.min(memory, bytes(read(`${folder}/memory.max`)));
    }
  }
  return { cores, memory };
}

/**
 * The cores of a limit as Linux states it: quota and period in µs.
 *
 * Example: `grantedCores('150000 100000')` → 2; `grantedCores('max 100000')` → Infinity
 */
export function grantedCores(limit: string): number {
  const [quota, period] = limit.trim().split(/\s+/).map(Number);
  return quota && period && quota > 0 ? Math.max(1, Math.ceil(quota / period)) : Number.POSITIVE_INFINITY;
}

function bytes(text: string | null): number {
  return text !== null && /^\d+\s*$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
}

/** The folders of the groups a process is in, and of all around them: `0::/a/b` is the second version's. */
function groupsOf(list: string): { readonly folder: string; readonly isFirst: boolean }[] {
  return list.split('\n').flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line.trim()) ?? [];
    if (path === undefined || controllers === undefined) return [];
    const names = controllers.split(',');
    const isFirst = controllers !== '';
    if (isFirst && !names.some((name) => name === 'cpu' || name === 'memory')) return [];
    const hierarchy = isFirst ? `${ROOT}/${controllers}` : ROOT;
    // Seen from inside a container its own group is the root, whatever the path says.
    const steps = path.split('/').filter(Boolean);
    return Array.from({ length: steps.length + 1 }, (_, depth) => ({
      folder: [hierarchy, ...steps.slice(0, depth)].join('/'),
      isFirst,
    }));
  });
}
