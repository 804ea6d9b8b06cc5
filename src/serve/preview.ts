import { dirname, sep } from 'node:path';
import { type ListEntry, type ListedUnit, PreviewFolder } from './folder.ts';
import { type PreviewServer, servePreview } from './server.ts';
import { PreviewSession, type PreviewState, type PreviewTools, type PreviewUnit } from './session.ts';
import { type Changes, type Watch, watchFolders } from './watch.ts';

const LOOK_AGAIN_MS = 500;

export interface Preview {
  readonly url: string;
  readonly state: PreviewState;
  close(): Promise<void>;
}

/**
 * Builds a unit, serves it on the loopback address and builds it again whenever a file beside it, one that it
 * names, or a template changes. `onBuild` is told of every build.
 */
export async function startPreview(
  unit: PreviewUnit,
  tools: PreviewTools,
  port: number,
  onBuild: (state: PreviewState) => void = () => {},
): Promise<Preview> {
  const session = new PreviewSession(unit, tools);
  const server = await servePreview({ list: null, session: async () => session }, port);
  const folders = [dirname(unit.path), dirname(unit.approved), tools.folders.templates];
  const build = async (): Promise<void> => {
    onBuild(await session.rebuild());
    server.announce(null);
    watched.follow(session.dataFiles);
  };
  const watched = await follow(folders, () => void build());
  await build();
  return {
    url: server.url,
    get state() {
      return session.state;
    },
    close: () => closed(watched, server),
  };
}

export interface FolderPreview {
  readonly url: string;
  readonly folder: PreviewFolder;
  /** Settles when everything that is known was built. */
  readonly built: Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves the list of many units with a page for each, and builds those that a change concerns. `find` gives the units as
 * they are now, `roots` are the folders in which new ones may appear. `onBuild` is told of every build.
 */
export async function startFolderPreview(
  find: () => Promise<readonly ListedUnit[]>,
  roots: readonly string[],
  tools: PreviewTools,
  port: number,
  onBuild: (unit: ListEntry) => void = () => {},
): Promise<FolderPreview> {
  const folder = new PreviewFolder(find, tools, (entry) => {
    onBuild(entry);
    server.announce(entry.name);
    server.announce(null);
    watched.follow(folder.filesOf(entry.name));
  });
  const site = {
    list: () => folder.list,
    session: async (name: string | null) => folder.session(name ?? ''),
  };
  const server = await servePreview(site, port);
  const refresh = async (changes: Changes | null): Promise<void> => {
    await folder.refresh(changes);
    // Units may have gone without a build.
    server.announce(null);
  };
  const watched = await follow([...roots, tools.folders.templates], (changes) => void refresh(changes));
  return { url: server.url, folder, built: refresh(null), close: () => closed(watched, server) };
}

interface Followed {
  /** Watches files that lie in none of the folders as well. */
  follow(files: readonly string[]): void;
  close(): Promise<void>;
}

async function follow(given: readonly string[], onChange: (changes: Changes) => void): Promise<Followed> {
  const isBelow = (path: string, folder: string) => path.startsWith(folder + sep);
  const all = [...new Set(given)];
  const folders = all.filter((folder) => !all.some((other) => isBelow(folder, other)));
  const watch: Watch = await watchFolders(folders, onChange);
  const elsewhere = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  return {
    follow: (files) => {
      const added = files.filter(
        (file) => !elsewhere.has(file) && !folders.some((folder) => file === folder || isBelow(file, folder)),
      );
      if (added.length === 0) return;
      for (const file of added) elsewhere.add(file);
      watch.add(added);
      // One may have changed before it was watched: look again.
      const timer = setTimeout(() => {
        timers.delete(timer);
        onChange({ paths: new Set(added), isOther: false });
      }, LOOK_AGAIN_MS);
      timers.add(timer);
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      await watch.close();
    },
  };
}

async function closed(watched: Followed, server: PreviewServer): Promise<void> {
  await watched.close();
  await server.close();
}
