import type { Outcome } from '../model/finding.ts';
import type { Workforce } from '../work/workforce.ts';
import type { RunNotice } from './hall.ts';

/** What a run asks of those who do its work; which printer they have is compared, and not asked for. */
export type Needs = Omit<RunNotice['needs'], 'printer'>;

/** Nobody has needed it for so long: its processes and browsers are ended. */
const IDLE_MS = 5 * 60_000;

interface Kept {
  readonly opened: Promise<Outcome<Workforce>>;
  users: number;
  ending: NodeJS.Timeout | null;
}

/**
 * The workforces of a machine, by what runs need. Runs of the same needs share one, so that the machine never does more at once
 * than it was told, and the next run finds one that has started and whose code is compiled: the first units of a new one take
 * three times as long as the later ones.
 */
export class KeptWorkforces {
  readonly #open: (needs: Needs) => Promise<Outcome<Workforce>>;
  readonly #idleMs: number;
  readonly #kept = new Map<string, Kept>();

  /** `open` opens and starts one. */
  constructor(open: (needs: Needs) => Promise<Outcome<Workforce>>, idleMs = IDLE_MS) {
    this.#open = open;
    this.#idleMs = idleMs;
  }

  /** One for a run, to be given back when its last unit is done. One that cannot be opened is tried anew for the next run. */
  async take(needs: Needs): Promise<Outcome<Workforce>> {
    const key = keyOf(needs);
    const kept = this.#kept.get(key) ?? this.#opened(key, needs);
    kept.users++;
    if (kept.ending) clearTimeout(kept.ending);
    const outcome = await kept.opened.catch((error: unknown) => {
      this.#forget(key, kept);
      throw error;
    });
    if (outcome.value === null) this.#forget(key, kept);
    return outcome;
  }

  giveBack(needs: Needs): void {
    const key = keyOf(needs);
    const kept = this.#kept.get(key);
    if (!kept || --kept.users > 0) return;
    kept.ending = setTimeout(() => this.#end(key, kept), this.#idleMs);
    kept.ending.unref();
  }

  /** Takes the room of those that nobody needs just now. */
  #opened(key: string, needs: Needs): Kept {
    for (const [other, kept] of this.#kept) if (kept.users === 0) this.#end(other, kept);
    const kept = { opened: this.#open(needs), users: 0, ending: null };
    this.#kept.set(key, kept);
    return kept;
  }

  #end(key: string, kept: Kept): void {
    if (kept.ending) clearTimeout(kept.ending);
    this.#forget(key, kept);
    void end(kept);
  }

  #forget(key: string, kept: Kept): void {
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }

  /** Ends all of them. Never throws. */
  async close(): Promise<void> {
    const all = [...this.#kept.values()];
    this.#kept.clear();
    for (const { ending } of all) if (ending) clearTimeout(ending);
    await Promise.all(all.map(end));
  }
}

async function end({ opened }: Kept): Promise<void> {
  const outcome = await opened.catch(() => null);
  await outcome?.value?.close();
}

function keyOf({ browser, fonts, timeoutMs, redact, attachesData = false }: Needs): string {
  return JSON.stringify([browser, fonts, timeoutMs, redact, attachesData]);
}
