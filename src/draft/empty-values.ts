/** What stands for an empty value until the text is written; nobody types it. */
const MARK = '\u2063';
const MARKED = new RegExp(`"?${MARK}(\\d+)${MARK}"?`, 'g');

/**
 * Values of a YAML text that are to stand empty, each with words beside it. The text is edited with a mark in place of
 * each value, and the marks are then taken out.
 */
export class EmptyValues {
  private readonly words: string[] = [];

  /** A mark to write in place of a value; `beside` is said behind it. */
  mark(beside: string): string {
    this.words.push(beside);
    return MARK + String(this.words.length - 1) + MARK;
  }

  isMark(value: unknown): boolean {
    return typeof value === 'string' && value.startsWith(MARK);
  }

  /**
   * The text without the marks, their words at the ends of their lines, behind the comment that is there; `replaces`: the
   * comment of an earlier run, in whose place they come. Values of several marks of one line share a comment.
   *
   * Example: `30101: ⟨mark⟩ # 基本工资` with `上年 22.97` → `30101: # 基本工资；上年 22.97`
   */
  written(text: string, replaces: RegExp | null = null): string {
    return text
      .split('\n')
      .map((line) => (line.includes(MARK) ? this.line(line, replaces) : line))
      .join('\n');
  }

  private line(line: string, replaces: RegExp | null): string {
    const found: string[] = [];
    const unmarked = line.replace(MARKED, (_, index: string) => {
      found.push(this.words[Number(index)]!);
      return '';
    });
    // What stood between a value and its neighbours.
    const bare = unmarked.replace(/: {2,}(?=[#}])/g, ': ');
    const kept = (replaces === null ? bare : bare.replace(replaces, '')).trimEnd();
    const words = found.filter((each) => each !== '').join('；');
    if (words === '') return kept;
    return /\s#/.test(kept) ? `${kept.replace(/。$/, '')}；${words}` : `${kept} # ${words}`;
  }
}
