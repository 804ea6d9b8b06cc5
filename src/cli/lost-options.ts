import type { Command } from 'commander';

/** A command line whose options npm kept for itself; the message says how it is written. */
export class LostOptions extends Error {}

/** What npm kept of a command line. */
export interface Lost {
  /** Why the command is not run: it would do something else than was meant. */
  readonly refusal: string | null;
  /** What may be meant for npm itself. */
  readonly warnings: readonly string[];
}

/** Options that npm has too: they may come from somebody's settings of npm. */
const OF_NPM: ReadonlySet<string> = new Set(['json', 'force', 'debug', 'version', 'out-dir']);

/** Options whose value is taken from its place just as well: `pack new <name> <base>`. */
const ALSO_BY_PLACE: readonly string[] = ['new --from'];

/**
 * The options of a command that stood before the `--` of `npm run`: npm takes them for its own, tells nobody, and leaves
 * them in the environment. Outside `npm run` nothing is lost.
 *
 * Example: `npm run render a.yaml --out y` leaves `npm_config_out=true`, and `y` comes as a file →
 * `请写成：npm run render a.yaml y -- --out …`
 */
export function lostOptions(command: Command, environment: NodeJS.ProcessEnv): Lost {
  const script = environment.npm_lifecycle_event;
  if (script === undefined) return { refusal: null, warnings: [] };
  const lost = command.options.filter((option) => {
    if (ALSO_BY_PLACE.includes(`${command.name()} ${option.long}`)) return false;
    const name = option.long?.slice(2) ?? '';
    const kept = environment[`npm_config_${name.replaceAll('-', '_')}`];
    return (
      kept !== undefined && kept !== '' && command.getOptionValueSource(option.attributeName()) !== 'cli'
    );
  });
  const own = lost.filter(({ long }) => !OF_NPM.has(long!.slice(2)));
  const names = (options: typeof lost): string => options.map(({ long }) => long!).join('、');
  const all = lost.map(({ long, flags }) => `${long}${flags.includes('<') ? ' …' : ''}`).join(' ');
  const remedy = `以 -- 开头的选项要写在单独的 -- 之后：npm run ${script} … -- ${all}`;
  if (own.length > 0)
    return {
      refusal: `${names(lost)} 写在了 -- 之前，被 npm 收下，程序没有收到，所以没有运行。\n${remedy}`,
      warnings: [],
    };
  if (lost.length === 0) return { refusal: null, warnings: [] };
  const warning = `${names(lost)} 被 npm 收下，程序没有收到，照没有写这个选项运行。${remedy}`;
  return { refusal: null, warnings: [warning] };
}
