import { dirname, sep } from 'node:path';
import { PackStore } from '../report/packs.ts';
import { PreviewSession, type PreviewState, type PreviewTools, type PreviewUnit } from './session.ts';
import type { Changes } from './watch.ts';

/** A unit as a list knows it. */
export interface ListedUnit extends PreviewUnit {
  /** `demo/2025`; one for each unit of a list. */
  readonly name: string;
}

/** A unit in the list as the page shows it. */
export interface ListEntry {
  readonly name: string;
  readonly label: string;
  /** Empty until its report was made once. */
  readonly title: string;
  readonly state: 'waiting' | 'failed' | 'made';
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

export interface ListState {
  /** How many are still to be built. */
  readonly waiting: number;
  readonly units: readonly ListEntry[];
}

/** So many reports are kept at hand; the others are made again when somebody opens them. */
const MOST_OPEN = 8;

interface Known {
  readonly unit: ListedUnit;
  entry: ListEntry;
  /** What its last build looked at, absolute. */
  looked: ReadonlySet<string>;
}

/** Many units under the eyes of one person: their states, and the sessions of those that were opened. */
export class PreviewFolder {
  private readonly find: () => Promise<readonly ListedUnit[]>;
  private readonly tools: PreviewTools;
  private readonly onBuild: (unit: ListEntry, state: PreviewState) => void;
  private readonly known = new Map<string, Known>();
  private readonly open = new Map<string, PreviewSession>();
  private readonly due = new Set<string>();
  private packs: PackStore | null = null;
  private working: Promise<void> | null = null;

  /** `find` gives the units as they are now; `onBuild` is told of every build. */
  constructor(
    find: () => Promise<readonly ListedUnit[]>,
    tools: PreviewTools,
    onBuild: (unit: ListEntry, state: PreviewState) => void,
  ) {
    this.find = find;
    this.tools = tools;
    this.onBuild = onBuild;
  }

  get list(): ListState {
    return { waiting: this.due.size, units: [...this.known.values()].map(({ entry }) => entry) };
  }

  /** What the last build of a unit looked at, absolute. */
  filesOf(name: string): readonly string[] {
    return [...(this.known.get(name)?.looked ?? [])];
  }

  /** Takes in what has changed and builds what it concerns; all units where nothing is said of it. */
  async refresh(changes: Changes | null = null): Promise<void> {
    if (changes === null || changes.isOther) await this.findAgain();
    const { templates } = this.tools.folders;
    const paths = changes === null ? null : [...changes.paths];
    if (paths === null || paths.some((path) => path.startsWith(templates + sep))) this.packs = null;
    const isAll = this.packs === null;
    for (const [name, known] of this.known) if (isAll || isConcerned(known, paths!)) this.due.add(name);
    this.working ??= this.work().finally(() => {
      this.working = null;
    });
    await this.working;
  }

  private async findAgain(): Promise<void> {
    const units = await this.find();
    const names = new Set(units.map(({ name }) => name));
    for (const name of [...this.known.keys()].filter((each) => !names.has(each))) {
      for (const each of [this.known, this.open, this.due]) each.delete(name);
    }
    const order = new Map(
      units.map((unit): [string, Known] => [unit.name, this.known.get(unit.name) ?? fresh(unit)]),
    );
    for (const [name, { entry }] of order) if (entry.state === 'waiting') this.due.add(name);
    this.known.clear();
    for (const [name, known] of order) this.known.set(name, known);
  }

  /** One after another, those that somebody looks at first. */
  private async work(): Promise<void> {
    for (let name = this.next(); name !== undefined; name = this.next()) {
      this.due.delete(name);
      await this.build(name);
    }
  }

  private next(): string | undefined {
    return [...this.due].find((name) => this.open.has(name)) ?? [...this.due][0];
  }

  private async build(name: string): Promise<void> {
    const known = this.known.get(name);
    if (!known) return;
    const session = this.open.get(name) ?? new PreviewSession(known.unit, this.tools);
    this.packs ??= new PackStore(this.tools.folders);
    const state = await session.rebuild(this.packs);
    this.note(known, session);
    this.onBuild(known.entry, state);
  }

  private note(known: Known, { state, dataFiles }: PreviewSession): void {
    known.looked = new Set(dataFiles);
    const count = (severity: string) => state.findings.filter((each) => each.severity === severity).length;
    known.entry = {
      ...known.entry,
      title: state.title || known.entry.title,
      state: state.isStale ? 'failed' : 'made',
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
    };
  }

  /** The session of a unit, with its report made; null for a name that is none of the list. */
  async session(name: string): Promise<PreviewSession | null> {
    const known = this.known.get(name);
    if (!known) return null;
    let session = this.open.get(name);
    if (session === undefined) session = new PreviewSession(known.unit, this.tools);
    // The one that was asked for last stands last.
    this.open.delete(name);
    this.open.set(name, session);
    for (const oldest of [...this.open.keys()].slice(0, -MOST_OPEN)) this.open.delete(oldest);
    if (session.state.version === 0) {
      await session.rebuild(this.packs ?? undefined);
      this.note(known, session);
    }
    return session;
  }
}

function fresh(unit: ListedUnit): Known {
  const { name, label } = unit;
  const entry: ListEntry = { name, label, title: '', state: 'waiting', errors: 0, warnings: 0, notes: 0 };
  return { unit, entry, looked: new Set() };
}

/** Whether a change is one of a file that a unit was made of, or of a folder in which it looks for files. */
function isConcerned({ unit, looked }: Known, paths: readonly string[]): boolean {
  return paths.some((path) => {
    if (path === unit.path || path === unit.approved) return true;
    for (let at = path; at !== dirname(at); at = dirname(at)) if (looked.has(at)) return true;
    return false;
  });
}
