import { dirname } from 'node:path';
import { servePreview } from './server.ts';
import { PreviewSession, type PreviewState, type PreviewTools, type PreviewUnit } from './session.ts';
import { watchFolders } from './watch.ts';

export interface Preview {
  readonly url: string;
  readonly state: PreviewState;
  close(): Promise<void>;
}

/**
 * Builds a unit, serves it on the loopback address and builds it again whenever a file beside it or a template
 * changes. `onBuild` is told of every build.
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
  };
  const folders = [dirname(unit.path), dirname(unit.approved), tools.folders.templates];
  const watch = await watchFolders(folders, () => void build());
  await build();
  return {
    url: server.url,
    get state() {
      return session.state;
    },
    close: async () => {
      await watch.close();
      await server.close();
    },
  };
}
