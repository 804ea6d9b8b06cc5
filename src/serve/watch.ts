import { sep } from 'node:path';
import { watch } from 'chokidar';

/** Editors write a file in several steps; what happens within this time is one change. */
const QUIET_MS = 80;
const WATCHED = /\.(ya?ml|xlsx|csv|tsv|txt|docx|hbs|css)$/i;
const IGNORED = /(^|[\\/])(node_modules|\.git|output)([\\/]|$)/;

/** What has changed. */
export interface Changes {
  /** Absolute. */
  readonly paths: ReadonlySet<string>;
  /** Whether a file came or went. */
  readonly isOther: boolean;
}

export interface Watch {
  /** Watches these files as well; watching one twice does no harm. */
  add(files: readonly string[]): void;
  close(): Promise<void>;
}

/**
 * Calls `onChange` shortly after data, template, table or style files in the folders have changed;
 * what lies below `except` is nobody's input.
 */
export async function watchFolders(
  folders: readonly string[],
  onChange: (changes: Changes) => void,
  except: string | null = null,
): Promise<Watch> {
  const isExcepted = (path: string): boolean =>
    except !== null && (path === except || path.startsWith(except + sep));
  const watcher = watch([...folders], {
    ignoreInitial: true,
    ignored: (path, stats) =>
      IGNORED.test(path) || isExcepted(path) || (stats?.isFile() === true && !WATCHED.test(path)),
  });
  let timer: NodeJS.Timeout | null = null;
  let paths = new Set<string>();
  let isOther = false;
  const tell = (): void => {
    const told = { paths, isOther };
    paths = new Set();
    isOther = false;
    onChange(told);
  };
  watcher.on('all', (event, path) => {
    paths.add(path);
    isOther ||= event !== 'change';
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(tell, QUIET_MS);
  });
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return {
    add: (files) => {
      watcher.add([...files]);
    },
    close: async () => {
      if (timer !== null) clearTimeout(timer);
      await watcher.close();
    },
  };
}
