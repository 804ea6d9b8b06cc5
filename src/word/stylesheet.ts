import { compile } from 'css-select';
import { classesOf, findElements, type HtmlElement, type HtmlNode, textOf } from '../document/html-tree.ts';
import { addAll } from '../model/add-all.ts';
import {
  type AtRule,
  type Container,
  type Declaration,
  declarationsIn,
  isOnPaper,
  parseCss,
  type Rule,
} from './css-rules.ts';

interface Matcher {
  /** Of the element itself: a class or a kind; empty for what may be any. */
  readonly key: string;
  /** Says something of neighbours or children, so that two elements of the same names may differ. */
  readonly isPositional: boolean;
  readonly matches: (element: HtmlElement) => boolean;
  /** Later and more special rules win. */
  readonly weight: number;
  readonly declarations: readonly Declaration[];
}

/** What a stylesheet says of pages: declarations by the name of the page, `:left` and `:right` behind it. */
export type PageRules = ReadonlyMap<string, PageRule>;

export interface PageRule {
  readonly own: readonly Declaration[];
  /** Of the boxes in the margin, by name: `bottom-right`. */
  readonly boxes: ReadonlyMap<string, readonly Declaration[]>;
}

/** The stylesheet of a document as printed pages see it. */
export interface Stylesheet {
  readonly pages: PageRules;
  /** What is declared for an element, the least important first; its own `style` last. */
  declarationsOf(element: HtmlElement): readonly Declaration[];
}

/**
 * Reads the `<style>` elements of a document. Rules for the screen, for what stands before and behind elements, and
 * whatever no reader of stylesheets understands are left out. Never fails.
 */
export function stylesheetOf(nodes: readonly HtmlNode[]): Stylesheet {
  const sheet = new Collector();
  for (const style of findElements(nodes, 'style')) {
    const css = style.children.map((child) => ('data' in child ? child.data : '')).join('');
    sheet.read(css === '' ? textOf(style.children) : css);
  }
  return sheet.finish();
}

class Collector {
  private readonly matchers: Matcher[] = [];
  private readonly pages = new Map<string, { own: Declaration[]; boxes: Map<string, Declaration[]> }>();
  private order = 0;

  read(css: string): void {
    const root = parseCss(css);
    if (root !== null) this.nodes(root);
  }

  private nodes(parent: Container): void {
    parent.each((node) => {
      if (node.type === 'rule') this.rule(node);
      else if (node.type === 'atrule') this.atRule(node);
    });
  }

  private atRule(rule: AtRule): void {
    if (rule.name === 'page') this.page(rule);
    else if (isOnPaper(rule)) this.nodes(rule);
  }

  private page(rule: AtRule): void {
    for (const name of rule.params.split(',').map((each) => each.trim())) {
      const page = this.pages.get(name) ?? { own: [], boxes: new Map<string, Declaration[]>() };
      this.pages.set(name, page);
      addAll(page.own, declarationsIn(rule));
      rule.each((child) => {
        if (child.type !== 'atrule') return;
        const box = page.boxes.get(child.name) ?? [];
        addAll(box, declarationsIn(child));
        page.boxes.set(child.name, box);
      });
    }
  }

  private rule(rule: Rule): void {
    const declarations = declarationsIn(rule);
    for (const selector of rule.selectors) {
      this.order++;
      if (/::|:(before|after|first-line|first-letter|hover|focus|target)\b/.test(selector)) continue;
      try {
        const matches = compile<HtmlNode, HtmlElement>(selector) as Matcher['matches'];
        this.matchers.push({
          matches,
          key: keyOf(selector),
          isPositional: /[:+~]/.test(selector.replaceAll(':root', '')),
          weight: weightOf(selector) * MOST_RULES + this.order,
          declarations,
        });
      } catch {
        // Selectors that only browsers know.
      }
    }
  }

  finish(): Stylesheet {
    return new Rules(
      this.pages,
      [...this.matchers].sort((a, b) => a.weight - b.weight),
    );
  }
}

/** Finds rules by the names of elements; what holds for one holds for all that are called alike, ancestors included. */
class Rules implements Stylesheet {
  readonly pages: PageRules;
  private readonly byKey = new Map<string, Matcher[]>();
  private readonly calls = new Map<string, number>();
  private readonly callOf = new Map<HtmlElement, number>();
  private readonly known = new Map<number, readonly Declaration[]>();
  private readonly lists = new Map<string, readonly Declaration[]>();
  private readonly numbers = new Map<Matcher, number>();

  constructor(pages: PageRules, sorted: readonly Matcher[]) {
    this.pages = pages;
    for (const [index, matcher] of sorted.entries()) {
      this.numbers.set(matcher, index);
      const bucket = this.byKey.get(matcher.key) ?? [];
      this.byKey.set(matcher.key, bucket);
      bucket.push(matcher);
    }
  }

  declarationsOf(element: HtmlElement): readonly Declaration[] {
    const call = this.call(element);
    const known = this.known.get(call);
    if (known) return known;
    const candidates = ['', element.name, ...classesOf(element).map((name) => `.${name}`)].flatMap(
      (key) => this.byKey.get(key) ?? [],
    );
    const matched = candidates.filter(({ matches }) => matches(element)).sort((a, b) => a.weight - b.weight);
    const found = this.list(matched, element.attribs.style);
    if (!candidates.some(({ isPositional }) => isPositional)) this.known.set(call, found);
    return found;
  }

  /** The same list for the same rules. */
  private list(matched: readonly Matcher[], style: string | undefined): readonly Declaration[] {
    const key = `${matched.map((matcher) => this.numbers.get(matcher)).join()} ${style ?? ''}`;
    const known = this.lists.get(key);
    if (known) return known;
    const list: Declaration[] = [];
    for (const { declarations } of matched) addAll(list, declarations);
    if (style !== undefined) addAll(list, inlineDeclarations(style));
    this.lists.set(key, list);
    return list;
  }

  /** A number for what an element and its ancestors are called. */
  private call(element: HtmlElement): number {
    const given = this.callOf.get(element);
    if (given !== undefined) return given;
    const { parent, name, attribs } = element;
    const above = parent !== null && 'attribs' in parent ? this.call(parent as HtmlElement) : 0;
    const key = JSON.stringify([above, name, attribs]);
    const call = this.calls.get(key) ?? this.calls.size + 1;
    this.calls.set(key, call);
    this.callOf.set(element, call);
    return call;
  }
}

/** What must be said of an element itself for a selector to hold. `.grid td.code` → `.code` */
function keyOf(selector: string): string {
  const last =
    selector
      .trim()
      .split(/[\s>+~]+(?![^(]*\))/)
      .at(-1) ?? '';
  const plain = last.replace(/:{1,2}[\w-]+(\((?:[^()]|\([^()]*\))*\))?/g, '');
  const named = /\.([\w-]+)/.exec(plain)?.[1];
  if (named !== undefined) return `.${named}`;
  return /^[a-z][\w-]*/i.exec(plain)?.[0]?.toLowerCase() ?? '';
}

const MOST_RULES = 100_000;

function inlineDeclarations(style: string): Declaration[] {
  return style.split(';').flatMap((part) => {
    const colon = part.indexOf(':');
    if (colon < 0) return [];
    return [{ name: part.slice(0, colon).trim().toLowerCase(), value: part.slice(colon + 1).trim() }];
  });
}

/** How special a selector is: names of one element, classes and the like, kinds of elements. */
function weightOf(selector: string): number {
  const count = (pattern: RegExp): number => selector.match(pattern)?.length ?? 0;
  const classes = count(/\.[\w-]|\[|:(?!not\b|is\b|where\b)[\w-]/g);
  return count(/#[\w-]/g) * 10_000 + classes * 100 + count(/(^|[\s>+~(])[a-z][\w-]*/gi);
}
