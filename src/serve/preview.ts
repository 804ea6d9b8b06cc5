import { dirname, sep } from 'node:path';
import { servePreview } from './server.ts';
import { PreviewSession, type PreviewState, type PreviewTools, type PreviewUnit } from './session.ts';
import { watchFolders } from './watch.ts';

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
  const server = await servePreview(session, port);
  const build = async (): Promise<void> => {
    onBuild(await session.rebuild());
    server.announce();
    watchElsewhere();
  };
  const elsewhere = new Set<string>();
  /** Files that lie in none of the folders. One may have changed before it was watched: look again. */
  const watchElsewhere = (): void => {
    const found = session.dataFiles.filter(
      (file) => !folders.some((folder) => file === folder || file.startsWith(folder + sep)),
    );
    const added = found.filter((file) => !elsewhere.has(file));
    if (added.length === 0) return;
    for (const file of added) elsewhere.add(file);
    watch.add(added);
    again = setTimeout(() => void build(), LOOK_AGAIN_MS);
  };
  let again: NodeJS.Timeout | undefined;
  const folders = [dirname(unit.path), dirname(unit.approved), tools.folders.templates];
  const watch = await watchFolders(folders, () => void build());
  await build();
  return {
    url: server.url,
    get state() {
      return session.state;
    },
    close: async () => {
      clearTimeout(again);
      await watch.close();
      await server.close();
    },
  };
}
