import type { Position } from '../model/finding.ts';
import type { SafeHtml } from './safe-html.ts';
import type { Shape } from './shape.ts';

/**
 * What an argument may be: `text`, `number`, `boolean`, `html` (result of another helper), `null` (the
 * value may be absent), `any`, the name of an opaque type, or one of them followed by `[]` for a list.
 */
export type ArgumentKind = string;

export interface HelperParam {
  /** Shown to template authors, so best in their words. */
  readonly name: string;
  readonly accepts: readonly ArgumentKind[];
  readonly optional?: boolean;
  /** Only for the last parameter: it takes all further arguments. */
  readonly rest?: boolean;
  /** The only texts allowed; a literal is compared when the pack is loaded. */
  readonly oneOf?: readonly string[];
}

export type HelperValue = string | number | boolean | null | SafeHtml | object;

/** What a running helper may know about its call. */
export interface HelperContext {
  readonly name: string;
  readonly position: Position;
  /** The view given to {@link TemplateSet.render}. */
  readonly root: unknown;
  /** For block helpers: prints what stands between the tags, with the data of the place of the call. */
  body(): SafeHtml;
  /** For block helpers: prints what follows `{{else}}`. */
  elseBody(): SafeHtml;
}

/**
 * A helper templates may call. Arguments are checked against `params` when the pack is loaded and are
 * never undefined when `run` is called; a trailing optional argument left out is not in `args`.
 *
 * `{ params: [{ name: '金额', accepts: ['Figure'] }], run: ([figure]) => print(figure as Figure) }`
 */
export interface HelperDefinition {
  readonly params: readonly HelperParam[];
  readonly hash?: Readonly<Record<string, HelperParam>>;
  /** Called as `{{#name}}…{{/name}}` and only so. */
  readonly block?: boolean;
  /** What a sub-expression `(name …)` yields; text where not said. */
  readonly result?: 'text' | 'number' | 'boolean' | 'html' | Shape;
  run(args: readonly unknown[], hash: Readonly<Record<string, unknown>>, context: HelperContext): HelperValue;
}

export type HelperTable = Readonly<Record<string, HelperDefinition>>;

/** Thrown by helpers for a reason the template author can act upon; both texts in Chinese. */
export class HelperError extends Error {
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null) {
    super(message);
    this.name = 'HelperError';
    this.hint = hint;
  }
}
