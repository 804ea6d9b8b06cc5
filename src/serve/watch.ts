import { watch } from 'chokidar';

/** Editors write a file in several steps; what happens within this time is one change. */
const QUIET_MS = 80;
const WATCHED = /\.(ya?ml|xlsx|csv|tsv|txt|hbs|css)$/i;
const IGNORED = /(^|[\\/])(node_modules|\.git|output)([\\/]|$)/;

export interface Watch {
  /** Watches these files as well; watching one twice does no harm. */
  add(files: readonly string[]): void;
  close(): Promise<void>;
}

/** Calls `onChange` shortly after data, template, table or style files in the folders have changed. */
export async function watchFolders(folders: readonly string[], onChange: () => void): Promise<Watch> {
  const watcher = watch([...folders], {
    ignoreInitial: true,
    ignored: (path, stats) => IGNORED.test(path) || (stats?.isFile() === true && !WATCHED.test(path)),
  });
  let timer: NodeJS.Timeout | null = null;
  watcher.on('all', () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(onChange, QUIET_MS);
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
