import { z } from 'zod';
import type { Finding } from '../model/finding.ts';
import { LEVELS } from '../model/level.ts';
import type { DataPath, Locator } from '../model/locator.ts';
import { nearest } from '../model/nearest.ts';
import { mergeSettings } from '../source/merge-settings.ts';

/*
 * Options of a pack: what the units of one district and year write differently. An option is a choice among named
 * changes of the pack's own settings, so that one pack says all of them and every one is checked when it is loaded.
 */

/** What a choice changes in `pack.yaml`; written and merged like the settings of a pack that extends this one. */
const patchSchema = z.strictObject({
  money: z.unknown().optional(),
  tableMoney: z.unknown().optional(),
  percent: z.unknown().optional(),
  moneyFormats: z.unknown().optional(),
  figures: z.unknown().optional(),
  lists: z.unknown().optional(),
  change: z.unknown().optional(),
  charts: z.unknown().optional(),
  attach: z.unknown().optional(),
  /** By level as in `pack.yaml`; a word outside a level is one of every level. */
  words: z.record(z.string(), z.unknown()).optional(),
  parts: z.unknown().optional(),
  numbering: z.unknown().optional(),
  staff: z.unknown().optional(),
  vehicles: z.unknown().optional(),
  glossary: z.unknown().optional(),
  needs: z.unknown().optional(),
  leavesOut: z.unknown().optional(),
  checks: z.unknown().optional(),
});

const optionSchema = z.strictObject({
  /** What it decides, for people: `职能的序号`. */
  title: z.string(),
  /** The choice of a unit that says nothing. */
  default: z.string(),
  /** What each choice changes; `{}` where only templates ask for it. */
  choices: z.record(z.string(), patchSchema),
});
export type OptionDeclaration = z.output<typeof optionSchema>;

export const optionsSchema = z.record(z.string(), optionSchema).default({});
/** The part of `pack.yaml` that is read before the rest. */
export const optionsPart = z.looseObject({ options: optionsSchema });

type Options = Readonly<Record<string, OptionDeclaration>>;
/** A choice for each option, by name. */
export type Chosen = Readonly<Record<string, string>>;

/** The choice for every option: those given, else the defaults. Choices that there are not give way to the default. */
export function chosenOf(options: Options, given: Chosen): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => {
      const choice = given[name];
      return [name, choice !== undefined && Object.hasOwn(option.choices, choice) ? choice : option.default];
    }),
  );
}

/**
 * Settings as written, with what the choices change merged over them in the order of the options.
 *
 * Example: `{money: {decimals: 2}}` with a choice `{money: {zero: "0"}}` → `{money: {decimals: 2, zero: "0"}}`
 */
export function patchedSettings(written: unknown, options: Options, chosen: Chosen): unknown {
  return Object.entries(options).reduce((settings, [name, option]) => {
    const patch = option.choices[chosen[name] ?? ''] ?? {};
    return mergeSettings(settings, {
      ...patch,
      ...(patch.words && { words: wordsOf(settings, patch.words) }),
    });
  }, written);
}

/** Words of every level go to each level that the pack prints. */
function wordsOf(settings: unknown, words: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const declared = Object.keys((settings as { words?: object }).words ?? {});
  const levels = declared.length > 0 ? declared : [LEVELS[0]];
  const common = Object.entries(words).filter(([name]) => !isLevel(name));
  return Object.fromEntries(
    levels.map((level) => [
      level,
      { ...Object.fromEntries(common), ...(words[level] as object | undefined) },
    ]),
  );
}

const isLevel = (name: string): boolean => (LEVELS as readonly string[]).includes(name);

/** Places of patched settings: in the choice that says them, else where they were. */
export function patchedLocator(locator: Locator, options: Options, chosen: Chosen): Locator {
  const placeOf = (path: DataPath): DataPath => {
    for (let length = path.length; length > 0; length--) {
      for (const [name, option] of Object.entries(options).reverse()) {
        const choice = chosen[name] ?? '';
        const patch = option.choices[choice];
        if (patch && hasPath(patch, path.slice(0, length)))
          return ['options', name, 'choices', choice, ...path];
      }
    }
    return path;
  };
  return {
    positionOf: (path) => locator.positionOf(placeOf(path)),
    keyPositionOf: (path) => locator.keyPositionOf(placeOf(path)),
  };
}

/** A path of one key is in nearly every patch; only what is said whole or deeper counts as said there. */
function hasPath(patch: unknown, path: DataPath): boolean {
  let here = patch;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return false;
    here = (here as Record<string | number, unknown>)[step];
  }
  return path.length > 1 || typeof here !== 'object' || Array.isArray(here);
}

/** Every way to leave the defaults by one choice; together with the defaults all that a pack check must read. */
export function singleChoices(options: Options): Chosen[] {
  const usual = chosenOf(options, {});
  return Object.entries(options).flatMap(([name, option]) =>
    Object.keys(option.choices)
      .filter((choice) => choice !== option.default)
      .map((choice) => ({ ...usual, [name]: choice })),
  );
}

/** Defaults that are no choice, and words that only some choices of an option have (`L48`). */
export function optionFindings(options: Options, locator: Locator): Finding[] {
  return Object.entries(options).flatMap(([name, option]) => {
    const findings: Finding[] = [];
    const report = (message: string, hint: string, path: DataPath) =>
      findings.push({ code: 'L48', severity: 'error', message, hint, position: locator.positionOf(path) });
    const choices = Object.keys(option.choices);
    if (!choices.includes(option.default)) {
      const hint = `default 要写 choices 中的一项：${choices.join('、')}。`;
      report(`选项“${name}”没有“${option.default}”这一项。`, hint, ['options', name, 'default']);
    }
    const words = new Set(choices.flatMap((choice) => Object.keys(option.choices[choice]!.words ?? {})));
    for (const choice of choices) {
      for (const word of words) {
        if (Object.hasOwn(option.choices[choice]!.words ?? {}, word)) continue;
        report(`选项“${name}”的“${choice}”没有“${word}”这个词。`, '各项的词要一一对应，补上它。', [
          'options',
          name,
          'choices',
          choice,
        ]);
      }
    }
    return findings;
  });
}

/** What a unit chooses that its pack does not offer (`L65`). `at` is the place of `options` in its file. */
export function choiceFindings(
  options: Options,
  given: Chosen,
  locator: Locator,
  packName: string,
): Finding[] {
  return Object.entries(given).flatMap(([name, choice]): Finding[] => {
    const option = options[name];
    const position = locator.positionOf(['options', name]);
    const finding = (message: string, known: readonly string[], wanted: string): Finding[] => {
      const close = nearest(wanted, known);
      const list = known.length === 0 ? '删去它。' : `可以用：${known.join('、')}。`;
      return [
        { code: 'L65', severity: 'error', message, hint: close ? `是不是“${close}”？` : list, position },
      ];
    };
    if (!option) return finding(`样式“${packName}”没有名为“${name}”的选项。`, Object.keys(options), name);
    const choices = Object.keys(option.choices);
    if (choices.includes(choice)) return [];
    return finding(`选项“${name}”（${option.title}）没有“${choice}”这一项。`, choices, choice);
  });
}
