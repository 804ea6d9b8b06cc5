import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ledgerOf } from '../../src/books/books.ts';
import { consolidate, isTransfer } from '../../src/books/consolidate.ts';
import type { MemberBook } from '../../src/books/member-book.ts';
import { makeGrids } from '../../src/figures/grid.ts';
import type { Ledger, LedgerLine } from '../../src/model/ledger.ts';
import { sumMoney } from '../../src/model/money.ts';
import { gridText } from '../support/grid-text.ts';
import { realPack } from '../support/packs.ts';
import { PROJECTS } from '../support/random-ledger.ts';
import { randomDepartment } from '../support/random-members.ts';
import { IDENTITIES, Tables } from '../support/table-identities.ts';
import { lineOf, unitOf } from '../support/unit-of.ts';

const wan = (lines: Ledger): string =>
  sumMoney(lines.map(({ amount }) => amount))
    .div(10_000)
    .toFixed();
const shown = ({ functionCode, economicCode, kind, fund, carriedOver, amount, member }: LedgerLine): string =>
  `${member?.name ?? '-'} ${functionCode} ${economicCode ?? kind} ${fund.name}${carriedOver ? ' 结转' : ''} ${amount.div(10_000).toFixed()}`;

function book(name: string, ledger: LedgerLine[], more: Partial<MemberBook> = {}): MemberBook {
  return {
    name,
    kind: '事业单位',
    aliases: [],
    file: `${name}.yaml`,
    payers: {},
    payersAt: null,
    ledger,
    ...more,
  };
}

const pays = (to: string, wan: string, fund = '其他收入', code = '2050499'): LedgerLine => ({
  ...lineOf(code, null, wan, { fund, kind: 'subsidyDown' }),
  counterpart: to,
});
const gets = (wan: string, code = '2050499', economic = '30226'): LedgerLine =>
  lineOf(code, economic, wan, { fund: '上级补助收入', project: '公益课程' });

const SAYS = { payers: { 上级补助收入: '区教育局' } };
const LEARNING = book('学习中心', [lineOf('2050101', '30101', '302.26'), pays('老年学堂', '5')], {
  aliases: ['区教育局'],
});

describe('what one member hands to another', () => {
  test('vanishes on both sides, and what it pays for is paid from the fund of the payer', () => {
    const school = book('老年学堂', [lineOf('2050404', '30101', '48'), gets('4.20'), gets('0.80')], SAYS);
    const { ledger, byMember, findings } = consolidate([LEARNING, school]);
    expect(findings).toEqual([]);
    expect(ledger.map(shown)).toEqual([
      '学习中心 2050101 30101 一般公共预算 302.26',
      '老年学堂 2050404 30101 一般公共预算 48',
      '老年学堂 2050499 30226 其他收入 4.2',
      '老年学堂 2050499 30226 其他收入 0.8',
    ]);
    // 355.26 = 307.26 + 53.00 − 5.00
    const of = (name: string | null) => byMember.filter(({ member }) => (member?.name ?? null) === name);
    expect([of('学习中心'), of('老年学堂'), of(null), ledger].map(wan)).toEqual([
      '307.26',
      '53',
      '-5',
      '355.26',
    ]);
  });

  test('keeps the money carried over that it was paid from', () => {
    const paid = { ...pays('老年学堂', '5'), carriedOver: true };
    const { ledger } = consolidate([
      book('学习中心', [paid]),
      book('老年学堂', [gets('5')], { payers: { 上级补助收入: '学习中心' } }),
    ]);
    expect(ledger.map(shown)).toEqual(['老年学堂 2050499 30226 其他收入 结转 5']);
  });

  describe('in an earlier year and is spent now', () => {
    const kept = { ...gets('0.80'), carriedOver: true };
    const own = lineOf('2050404', '30101', '48');

    test('is paid from the fund of who pays this year too', () => {
      const school = book('老年学堂', [own, gets('5'), kept], SAYS);
      const { ledger, byMember, findings } = consolidate([
        book('学习中心', [pays('老年学堂', '5', '事业收入')], { aliases: ['区教育局'] }),
        school,
      ]);
      expect(findings).toEqual([]);
      expect(ledger.map(shown)).toEqual([
        '老年学堂 2050404 30101 一般公共预算 48',
        '老年学堂 2050499 30226 事业收入 5',
        '老年学堂 2050499 30226 事业收入 结转 0.8',
      ]);
      expect(wan(byMember)).toBe(wan(ledger));
      const mine = byMember.filter(({ member }) => member?.name === '老年学堂');
      expect(mine.map(shown)).toContain('老年学堂 2050499 30226 上级补助收入 结转 0.8');
    });

    test('in a final account lies there at the beginning, and leaves every fund balanced', () => {
      const final = (line: LedgerLine, side: LedgerLine['side'] = 'expenditure'): LedgerLine => ({
        ...line,
        phase: 'final',
        side,
      });
      const centre = book(
        '学习中心',
        [
          final(lineOf('2050499', null, '5', { fund: '事业收入' }), 'income'),
          final(pays('老年学堂', '5', '事业收入')),
        ],
        { aliases: ['区教育局'] },
      );
      const school = book(
        '老年学堂',
        [final(gets('0.80'), 'opening'), final(gets('5'), 'income'), final(gets('5.30'))],
        SAYS,
      );
      const { ledger, byMember, findings } = consolidate([centre, school]);
      expect(findings).toEqual([]);
      expect(ledger.map((line) => `${line.side} ${shown(line)}`)).toEqual([
        'income 学习中心 2050499 basic 事业收入 5',
        'opening 老年学堂 2050499 30226 事业收入 0.8',
        'expenditure 老年学堂 2050499 30226 事业收入 5',
        'expenditure 老年学堂 2050499 30226 事业收入 0.3',
      ]);
      expect(wan(byMember)).toBe(wan(ledger));
    });

    test('is other income where nobody pays this year, which is told', () => {
      const school = book('老年学堂', [own, kept], SAYS);
      const { ledger, findings } = consolidate([book('学习中心', [], { aliases: ['区教育局'] }), school]);
      expect(ledger.map(shown)).toEqual([
        '老年学堂 2050404 30101 一般公共预算 48',
        '老年学堂 2050499 30226 其他收入 结转 0.8',
      ]);
      expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['H04 note']);
    });

    test('stays where others outside pay too, which is told; from outside it stays without a word', () => {
      const both = book('老年学堂', [own, kept], { payers: { 上级补助收入: ['区教育局', '市教育局'] } });
      const centre = book('学习中心', [], { aliases: ['区教育局'] });
      const mixed = consolidate([centre, both]);
      expect(mixed.ledger.map(shown)).toContain('老年学堂 2050499 30226 上级补助收入 结转 0.8');
      expect(mixed.findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['H04 warning']);
      const outside = book('老年学堂', [own, kept], { payers: { 上级补助收入: '市教育局' } });
      const alone = consolidate([centre, outside]);
      expect(alone.ledger.map(shown)).toContain('老年学堂 2050499 30226 上级补助收入 结转 0.8');
      expect(alone.findings).toEqual([]);
    });
  });

  test('from two funds is divided, first to the same item', () => {
    const payer = book('学习中心', [
      pays('老年学堂', '3', '其他收入', '2050404'),
      pays('老年学堂', '2', '事业收入'),
    ]);
    const school = book('老年学堂', [gets('4'), gets('1', '2050404')], {
      payers: { 上级补助收入: '学习中心' },
    });
    const { ledger, findings } = consolidate([payer, school]);
    expect(findings).toEqual([]);
    expect(ledger.map(shown)).toEqual([
      '老年学堂 2050499 30226 其他收入 2',
      '老年学堂 2050499 30226 事业收入 2',
      '老年学堂 2050404 30226 其他收入 1',
    ]);
  });

  test('is remitted upwards likewise', () => {
    const remitted = {
      ...lineOf('2050499', null, '7', { fund: '事业收入', kind: 'remittedUp' }),
      counterpart: '区教育局',
    };
    const office = book('局机关', [lineOf('2050499', '30201', '7', { fund: '附属单位上缴收入' })], {
      aliases: ['区教育局'],
      payers: { 附属单位上缴收入: ['培训中心'] },
    });
    expect(consolidate([office, book('培训中心', [remitted])]).ledger.map(shown)).toEqual([
      '局机关 2050499 30201 事业收入 7',
    ]);
  });

  test('vanishes from income stated apart; what is not spent stays in the payer’s fund', () => {
    const got: LedgerLine = { ...gets('5'), economicCode: null, side: 'income', phase: 'final' };
    const final = (line: LedgerLine): LedgerLine => ({ ...line, phase: 'final' });
    const income: LedgerLine = {
      ...final(lineOf('2050499', null, '6.40', { fund: '其他收入' })),
      side: 'income',
    };
    const payer = book('学习中心', [income, final(pays('老年学堂', '5'))]);
    const school = book('老年学堂', [got, final(gets('4.20'))], { payers: { 上级补助收入: '学习中心' } });
    const { ledger, byMember, findings } = consolidate([payer, school]);
    expect(findings).toEqual([]);
    expect(ledger.map((line) => `${line.side} ${shown(line)}`)).toEqual([
      'income 学习中心 2050499 basic 其他收入 6.4',
      'expenditure 老年学堂 2050499 30226 其他收入 4.2',
    ]);
    const sides = (lines: Ledger) =>
      ['income', 'expenditure'].map((side) => wan(lines.filter((line) => line.side === side)));
    expect(sides(byMember)).toEqual(sides(ledger));
  });

  test('stays where the other is no member', () => {
    const outside = book('老年学堂', [gets('5')], { payers: { 上级补助收入: '市教育局' } });
    const { ledger, findings } = consolidate([book('学习中心', [pays('市民学校', '5')]), outside]);
    expect(findings).toEqual([]);
    expect(ledger.map(shown)).toEqual([
      '学习中心 2050499 subsidyDown 其他收入 5',
      '老年学堂 2050499 30226 上级补助收入 5',
    ]);
  });

  test('is offset as far as a member pays it where others outside pay too', () => {
    const school = book('老年学堂', [gets('8')], { payers: { 上级补助收入: ['市教育局', '学习中心'] } });
    const { ledger, findings } = consolidate([book('学习中心', [pays('老年学堂', '5')]), school]);
    expect(findings).toEqual([]);
    expect(ledger.map(shown)).toEqual([
      '老年学堂 2050499 30226 上级补助收入 3',
      '老年学堂 2050499 30226 其他收入 5',
    ]);
  });

  test.each<[string, MemberBook[], string[], string[]]>([
    [
      'nobody says that he pays',
      [book('学习中心', [], { aliases: ['区教育局'] }), book('老年学堂', [gets('5')], SAYS)],
      ['H03'],
      ['学习中心.yaml', '老年学堂.yaml', '0.00万元', '5.00万元'],
    ],
    [
      'nobody says that he gets it',
      [LEARNING, book('老年学堂', [lineOf('2050404', '30101', '48')])],
      ['H03'],
      ['学习中心.yaml', '老年学堂.yaml', '5.00万元', '相差5.00万元'],
    ],
    [
      'they say different amounts',
      [LEARNING, book('老年学堂', [gets('4.20')], SAYS)],
      ['H03'],
      ['5.00万元', '4.20万元', '相差0.80万元'],
    ],
    [
      'they say different classes',
      [LEARNING, book('老年学堂', [gets('5', '2080505')], SAYS)],
      ['H03', 'H03'],
      ['205 类', '208 类'],
    ],
    [
      'the receiver does not say who pays',
      [LEARNING, book('老年学堂', [gets('5')])],
      ['H04'],
      ['学习中心', '上级补助收入'],
    ],
  ])('%s: a finding', (_, members, codes, said) => {
    const { findings } = consolidate(members);
    expect(findings.map(({ code }) => code)).toEqual(codes);
    const text = findings.map(({ message }) => message).join('\n');
    for (const words of said) expect(text).toContain(words);
    for (const { hint } of findings) expect(hint).not.toBe('');
  });
});

const RUNS = { numRuns: 60 };
const pack = await realPack('xinjiang-2025');
type Key = (line: LedgerLine) => string;

/** Sums by a key, without those that are nothing. */
function sums(lines: Ledger, key: Key): Map<string, string> {
  const groups = new Map<string, LedgerLine[]>();
  for (const line of lines) groups.set(key(line), [...(groups.get(key(line)) ?? []), line]);
  return new Map(
    [...groups]
      .map(([name, own]) => [name, wan(own)] as const)
      .filter(([, sum]) => sum !== '0')
      .sort(),
  );
}

const finest: Key = ({ functionCode, economicCode, kind, project, fund, carriedOver }) =>
  [functionCode, economicCode, kind, project, fund.id, carriedOver].join(' ');

describe('of any members', () => {
  const all = (members: readonly MemberBook[]) => members.flatMap(({ ledger }) => ledger);

  test('H01 the department is its members less what they hand to each other, key by key', () => {
    fc.assert(
      fc.property(randomDepartment, ({ members, transfers }) => {
        const { ledger, byMember, findings } = consolidate(members);
        expect(findings).toEqual([]);
        expect(sums(byMember, finest)).toEqual(sums(ledger, finest));
        const handed = transfers.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part, 0);
        expect(
          sumMoney([...ledger].map(({ amount }) => amount))
            .plus(handed * 10_000)
            .toFixed(),
        ).toBe(sumMoney(all(members).map(({ amount }) => amount)).toFixed());
        // What is spent, on what and for which project, is what the members spend.
        const spent: Key = ({ functionCode, economicCode, kind, project }) =>
          [functionCode, economicCode, kind, project].join(' ');
        const own = (lines: Ledger) => lines.filter((line) => !isTransfer(line));
        expect(sums(own(ledger), spent)).toEqual(sums(own(all(members)), spent));
        // Every member keeps its own book.
        for (const { name, ledger: book } of members) {
          const mine = byMember.filter(({ member }) => member?.name === name);
          expect(sums(mine, finest)).toEqual(sums(book, finest));
        }
      }),
      RUNS,
    );
  });

  test('H02 nothing handed from member to member is left, and every fund pays what it paid', () => {
    fc.assert(
      fc.property(randomDepartment, ({ members }) => {
        const { ledger } = consolidate(members);
        const handed = ['上级补助收入', '附属单位上缴收入'];
        expect(ledger.filter((line) => isTransfer(line) || handed.includes(line.fund.name))).toEqual([]);
        const byFund: Key = ({ fund, carriedOver }) => `${fund.id} ${carriedOver}`;
        const others = all(members).filter(({ fund }) => !handed.includes(fund.name));
        expect(sums(ledger, byFund)).toEqual(sums(others, byFund));
      }),
      RUNS,
    );
  });

  test('H03 one side changed by a cent is told', () => {
    const handing = randomDepartment.filter(({ transfers }) => transfers.length > 0);
    fc.assert(
      fc.property(handing, ({ members }) => {
        const spoiled = members.map((member) => {
          const at = member.ledger.findIndex(isTransfer);
          const ledger = member.ledger.map((line, index) =>
            index === at ? { ...line, amount: line.amount.plus('0.01') } : line,
          );
          return { ...member, ledger };
        });
        const codes = consolidate(spoiled).findings.map(({ code }) => code);
        expect(codes).toContain('H03');
      }),
      RUNS,
    );
  });

  test('their order changes nothing but the order', () => {
    fc.assert(
      fc.property(randomDepartment, ({ members }) => {
        expect(sums(consolidate([...members].reverse()).ledger, finest)).toEqual(
          sums(consolidate(members).ledger, finest),
        );
      }),
      RUNS,
    );
  });

  test('every identity of the tables of a unit holds', () => {
    fc.assert(
      fc.property(randomDepartment, ({ members }) => {
        const unit = unitOf({
          ledger: consolidate(members).ledger,
          projects: [...PROJECTS.slice(0, 2), '公益课程'],
        });
        const tables = new Tables(makeGrids(unit, pack), ledgerOf(unit));
        const broken = IDENTITIES.flatMap(({ id, claims }) =>
          claims(tables).flatMap(({ what, left, right, atMost }) =>
            (atMost ? left.lessThanOrEqualTo(right) : left.equals(right)) ? [] : [`${id} ${what}`],
          ),
        );
        expect(broken).toEqual([]);
      }),
      RUNS,
    );
  });

  test('a department of one member has its tables', () => {
    const alone = randomDepartment.filter(({ members }) => members.length === 1);
    fc.assert(
      fc.property(alone, ({ members: [member] }) => {
        const texts = (ledger: Ledger) => makeGrids(unitOf({ ledger }), pack).flatMap(gridText);
        expect(texts(consolidate([member!]).ledger)).toEqual(texts(member!.ledger));
      }),
      RUNS,
    );
  });
});

test('X06 a final of a department is the sum of its units less what they hand on', () => {
  fc.assert(
    fc.property(randomDepartment, ({ members, transfers }) => {
      const handed = new Set(['上级补助收入', '附属单位上缴收入']);
      const finals = members.map((member) => {
        const spent = member.ledger.map((line): LedgerLine => ({ ...line, phase: 'final' }));
        // What is handed on comes in as income; other money is received, and some of it lies there already.
        const received = spent
          .filter(({ fund, kind }) => handed.has(fund.name) || kind === 'basic')
          .map((line): LedgerLine => ({ ...line, side: 'income', kind: null, economicCode: null }));
        const begun = spent.slice(0, 3).map((line): LedgerLine => ({ ...line, side: 'opening', kind: null }));
        const budget = spent.slice(0, 2).map((line): LedgerLine => ({ ...line, phase: 'budget' }));
        const planned = budget.filter(({ fund, kind }) => !handed.has(fund.name) && !isHandedOn(kind));
        return { ...member, ledger: [...spent, ...received, ...begun, ...planned] };
      });
      const { ledger, byMember } = consolidate(finals);
      const all = finals.flatMap((member) => member.ledger);
      const paid = all.filter(({ kind, phase }) => isHandedOn(kind) && phase === 'final');
      expect(paid).toHaveLength(transfers.length);
      const of = (lines: Ledger, side: string, phase: string) =>
        sumMoney(
          lines.filter((line) => line.side === side && line.phase === phase).map(({ amount }) => amount),
        );
      const handedOn = sumMoney(paid.map(({ amount }) => amount));
      for (const side of ['income', 'expenditure'])
        expect(of(ledger, side, 'final').toFixed()).toBe(of(all, side, 'final').minus(handedOn).toFixed());
      expect(of(ledger, 'opening', 'final').toFixed()).toBe(of(all, 'opening', 'final').toFixed());
      expect(of(ledger, 'expenditure', 'budget').toFixed()).toBe(of(all, 'expenditure', 'budget').toFixed());
      for (const side of ['income', 'expenditure', 'opening'])
        expect(of(byMember, side, 'final').toFixed()).toBe(of(ledger, side, 'final').toFixed());
    }),
    { numRuns: 100 },
  );
});

function isHandedOn(kind: LedgerLine['kind']): boolean {
  return kind === 'subsidyDown' || kind === 'remittedUp';
}
