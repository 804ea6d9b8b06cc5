import { compile } from 'css-select';
import postcss, { type AtRule, type Rule } from 'postcss';
import { findElements, type HtmlElement, type HtmlNode, textOf } from '../document/html-tree.ts';
import { addAll } from '../model/add-all.ts';

/** One property of the stylesheet or of an element. */
export interface Declaration {
  readonly name: string;
  readonly value: string;
}

interface Matcher {
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
    let root: postcss.Root;
    try {
      root = postcss.parse(css);
    } catch {
      // A browser skips what it cannot read; a stylesheet broken in the middle gives the usual look.
      return;
    }
    this.nodes(root);
  }

  private nodes(parent: postcss.Container): void {
    parent.each((node) => {
      if (node.type === 'rule') this.rule(node);
      else if (node.type === 'atrule') this.atRule(node);
    });
  }

  private atRule(rule: AtRule): void {
    if (rule.name === 'page') this.page(rule);
    else if (rule.name === 'media' && /\bprint\b|^\s*all\s*$/.test(rule.params)) this.nodes(rule);
    else if (rule.name === 'supports' || rule.name === 'layer') this.nodes(rule);
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
        this.matchers.push({ matches, weight: weightOf(selector) * MOST_RULES + this.order, declarations });
      } catch {
        // Selectors that only browsers know.
      }
    }
  }

  finish(): Stylesheet {
    const sorted = [...this.matchers].sort((a, b) => a.weight - b.weight);
    return {
      pages: this.pages,
      declarationsOf(element) {
        const found: Declaration[] = [];
        for (const { matches, declarations } of sorted) if (matches(element)) addAll(found, declarations);
        const own = element.attribs.style;
        if (own !== undefined) addAll(found, inlineDeclarations(own));
        return found;
      },
    };
  }
}

const MOST_RULES = 100_000;

function declarationsIn(rule: postcss.Container): Declaration[] {
  const found: Declaration[] = [];
  rule.each((node) => {
    if (node.type === 'decl') found.push({ name: node.prop.toLowerCase(), value: node.value });
  });
  return found;
}

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
