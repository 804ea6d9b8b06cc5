import { toPlainAmount } from './plain-amount.ts';

export interface Described {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What is wrong with a field; `kind` picks the message. */
export interface Problem {
  readonly kind: string;
  readonly title?: string;
  readonly given?: unknown;
  readonly key?: string;
  readonly known?: readonly string[];
  readonly allowed?: readonly string[];
  readonly nearest?: string | null;
  readonly expected?: string;
  readonly pattern?: string;
  /** How a value of its kind is written. */
  readonly form?: string | undefined;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: '文字或数字',
  number: '数字',
  boolean: 'true 或 false',
  array: '列表（每项以“- ”开头，或写成 [甲, 乙]）',
  object: '“键: 值”的分组',
  record: '“键: 值”的分组',
};

/** The one table of messages for fields that do not have the form they must have. */
const MESSAGES: Readonly<Record<string, (problem: Problem) => Described>> = {
  missing: ({ title, key }) => ({
    code: 'L10',
    message: `缺少“${title}”。`,
    hint: `补上 ${key}。`,
  }),
  wrongType: ({ title, given, expected, form }) => ({
    code: 'L11',
    message: given === null ? `“${title}”是空的。` : `“${title}”写成了${wordFor(given)}。`,
    hint: form ? `应填写：${form}` : `应填写${TYPE_WORDS[expected ?? ''] ?? '另一种内容'}。`,
  }),
  unsaid: ({ title, allowed = [], form = '文字或数字；没有的删去这一行。' }) => ({
    code: 'L11',
    message: `“${title}”是空的。`,
    hint: allowed.length > 0 ? `可以是：${allowed.join('、')}。` : `应填写：${form}`,
  }),
  unknownKey: ({ key, known, nearest }) => ({
    code: 'L12',
    message: `不认识的栏目“${key}”。`,
    hint: nearest
      ? `是不是“${nearest}”？`
      : known && known.length > 0
        ? `这里可以写：${known.join('、')}。`
        : '删去这一行。',
  }),
  tightColon: ({ key }) => ({
    code: 'L04',
    message: `“${key}”后面的冒号之后缺少空格。`,
    hint: `在英文冒号后面加一个空格，例如 ${key}: 78.32。`,
  }),
  splitAmount: ({ key }) => ({
    code: 'L21',
    message: `金额在“${key}”之前被千分位逗号断开了。`,
    hint: '删去金额中的逗号，例如 1,234.50 写成 1234.50。',
  }),
  badKey: ({ key, pattern, title }) => ({
    code: 'L13',
    message: `“${title}”下的“${key}”不是规定的编码。`,
    hint: pattern?.includes('{7}')
      ? '功能分类科目编码是 7 位数字（类款项），例如 2010350。'
      : pattern?.includes('{5}')
        ? '部门经济分类科目编码是 5 位数字（类款），例如 30101。'
        : pattern?.includes('{3}')
          ? '这里写 3 位的类、5 位的款或 7 位的项的编码，例如 201。'
          : '请核对编码。',
  }),
  notAllowed: ({ given, title, allowed, nearest }) => ({
    code: 'L14',
    message: `“${title}”不能是“${String(given)}”。`,
    hint: nearest ? `是不是“${nearest}”？` : `可以是：${allowed?.join('、')}。`,
  }),
  empty: ({ title }) => ({ code: 'L15', message: `“${title}”是空的。`, hint: '填写内容，或删去这一行。' }),
  amount: ({ given, title }) => {
    const plain = toPlainAmount(String(given));
    return {
      code: 'L21',
      message: `${title}“${String(given)}”不是普通小数。`,
      hint: plain
        ? `改为 ${plain}；只写半角数字和小数点，不带千分位、单位和空格，单位以文件顶部的 amounts 为准。`
        : '金额只写半角数字和小数点，例如 715.20；没有金额就删去这一行。',
    };
  },
  negative: ({ given, title }) => ({
    code: 'L22',
    message: `${title}不能是负数：“${String(given)}”。`,
    hint: '预算金额不为负；若是调减，请填调整后的金额。',
  }),
  count: ({ given, title }) => ({
    code: 'L23',
    message: `“${title}”应是整数，现为“${String(given)}”。`,
    hint: '只写半角数字；减少写负数，例如 -1。',
  }),
  date: ({ given, title }) => ({
    code: 'L24',
    message: `“${title}”的日期“${String(given)}”不对。`,
    hint: '写成 年-月-日，月和日各两位，例如 2025-02-21。',
  }),
  year: ({ given, title }) => ({
    code: 'L25',
    message: `“${title}”的年份“${String(given)}”不对。`,
    hint: '写四位数字，例如 2025。',
  }),
  other: ({ given, title }) => ({
    code: 'L19',
    message: `“${title}”的内容“${String(given)}”不合要求。`,
    hint: '请对照 README 或编辑器中的提示修改。',
  }),
};

/** Message and remedy for a problem. `describeProblem({kind: 'missing', title: '单位名称（unit.name）', key: 'unit.name'})` */
export function describeProblem(problem: Problem): Described {
  return (MESSAGES[problem.kind] ?? MESSAGES.other!)(problem);
}

function wordFor(value: unknown): string {
  if (Array.isArray(value)) return '列表';
  if (typeof value === 'object') return '分组';
  return `“${String(value)}”`;
}
