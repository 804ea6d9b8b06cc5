import { dirname, extname, join, relative, resolve } from 'node:path';
import { isWorkbookFile, readUnitWorkbookFile, WORKBOOK_EXTENSION } from '../form/workbook-file.ts';
import { type UnitFile, unitFileSchema } from '../kinds/unit-file.ts';
import { type Classification, withNames } from '../lists/classification.ts';
import type { Finding, Outcome, SourceText } from '../model/finding.ts';
import type { LedgerLine } from '../model/ledger.ts';
import type { Locator } from '../model/locator.ts';
import { type Money, toYuan } from '../model/money.ts';
import type { Pack } from '../pack/pack.ts';
import { readText, type TextReader } from '../source/read-text.ts';
import { SchemaTranslator } from '../source/schema-findings.ts';
import { parseYaml, type YamlDocument } from '../source/yaml.ts';
import { ledgerFromBudget, ledgerFromPriorBudget } from './ledger-from-budget.ts';
import { ledgerFromCsv } from './ledger-from-csv.ts';
import { missingFields } from './missing-fields.ts';
import type { PriorYear, StatedFigures, Unit } from './unit.ts';

/** Where a unit gets its template pack and its code lists. */
export interface UnitContext {
  /** The pack of that name, or null after reporting why not. */
  pack(name: string): Promise<Outcome<Pack>>;
  classification(year: string): Promise<Classification>;
}

/** A unit with the pack it asks for. */
export interface LoadedUnit {
  readonly unit: Unit;
  readonly pack: Pack;
}

export interface UnitOutcome extends Outcome<LoadedUnit> {
  /** Every file that was read, also when there is no unit, so that findings can show their line. */
  readonly sources: readonly SourceText[];
}

let translator: SchemaTranslator | null = null;

/**
 * Reads a unit file with all it refers to: ledger, last year, pack, code lists. All problems of all files
 * are reported in one run; the value is null when one of them prevents it. `label` is the path as
 * findings show it; `read` gives the texts of files, from the disk where nothing else is said.
 */
export async function loadUnit(
  path: string,
  label: string,
  context: UnitContext,
  read: TextReader = readText,
): Promise<UnitOutcome> {
  const loading = new Loading(path, label, context, read);
  const value = await loading.run();
  return { value, findings: loading.findings, sources: loading.sources };
}

/** Figures of one part of `prior`, in 元. */
function statedFigures(
  given: Readonly<Record<string, Money | undefined>>,
  data: UnitFile,
  locator: Locator,
  part: string,
): StatedFigures {
  return new Map(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [
            [
              name,
              {
                amount: toYuan(value, data.amounts),
                position: locator.positionOf(['prior', part, name]),
              },
            ],
          ],
    ),
  );
}

class Loading {
  readonly findings: Finding[] = [];
  readonly sources: SourceText[] = [];
  private readonly path: string;
  private readonly label: string;
  private readonly context: UnitContext;
  private readonly read: TextReader;
  /** The unit file as written, before defaults. */
  private document: (Locator & { readonly value: unknown }) | null = null;

  constructor(path: string, label: string, context: UnitContext, read: TextReader) {
    this.path = path;
    this.label = label;
    this.context = context;
    this.read = read;
  }

  async run(): Promise<LoadedUnit | null> {
    const file = await this.unitFile(this.path, this.label);
    if (!file) {
      await this.needsOfRefused();
      return null;
    }
    const { data, locator } = file;
    const ledger = await this.ledger(data, locator);
    const prior = await this.prior(data, locator);
    const pack = await this.pack(data, locator);
    if (!ledger || !prior || !pack) return null;
    this.findings.push(...missingFields(pack, this.document!));
    const classification = withNames(
      await this.context.classification(pack.settings.classification),
      // A code that only last year had keeps the name that last year's file gave it.
      { ...prior.from?.codeNames, ...data.codeNames },
    );
    const { sources } = this;
    return { unit: { file: this.label, data, ledger, prior, classification, locator, sources }, pack };
  }

  /** A file that the schema refuses is still asked for what its form needs, so that one run tells all. */
  private async needsOfRefused(): Promise<void> {
    const name = (this.document?.value as { template?: unknown } | undefined)?.template;
    if (typeof name !== 'string') return;
    const { value: pack } = await this.context.pack(name);
    if (pack) this.findings.push(...missingFields(pack, this.document!));
  }

  /** One unit file, read and checked against the schema. */
  private async unitFile(path: string, label: string): Promise<{ data: UnitFile; locator: Locator } | null> {
    const document = isWorkbookFile(path)
      ? this.take(await readUnitWorkbookFile(path, label))
      : await this.yamlFile(path, label);
    if (!document) return null;
    this.document ??= document;
    const parsed = unitFileSchema.safeParse(document.value);
    if (parsed.success) return { data: parsed.data, locator: document };
    translator ??= new SchemaTranslator(unitFileSchema);
    this.findings.push(...translator.translate(parsed.error.issues, document.value, document));
    return null;
  }

  private async yamlFile(path: string, label: string): Promise<YamlDocument | null> {
    const source = this.take(await this.read(path, label));
    if (!source) return null;
    this.sources.push(source);
    return this.take(parseYaml(source));
  }

  private async ledger(data: UnitFile, locator: Locator): Promise<LedgerLine[] | null> {
    if ((data.budget === undefined) === (data.ledgerFile === undefined)) {
      const both = data.budget !== undefined;
      this.report(
        'L43',
        both ? 'budget 和 ledgerFile 只能写一个。' : '没有写预算明细。',
        both ? '删去其中一个。' : '在 budget 下逐项填写，或用 ledgerFile 指明 CSV 文件。',
        locator,
        both ? ['ledgerFile'] : [],
      );
      return null;
    }
    if (data.budget !== undefined) return ledgerFromBudget(data.budget, data.amounts, locator, ['budget']);
    return this.csv(data.ledgerFile!, data, locator, ['ledgerFile'], false);
  }

  private async prior(data: UnitFile, locator: Locator): Promise<PriorYear | null> {
    const { prior } = data;
    const statedOnly =
      prior.from === undefined && prior.budget === undefined && prior.ledgerFile === undefined;
    const known = {
      execution: statedFigures(prior.execution ?? {}, data, locator, 'execution'),
      settlement: statedFigures(prior.settlement ?? {}, data, locator, 'settlement'),
      from: null,
    };
    const stated = statedFigures(prior.stated ?? {}, data, locator, 'stated');
    if (statedOnly && stated.size > 0) return { ...known, ledger: [], stated, statedOnly: true };
    const given = (['from', 'budget', 'ledgerFile'] as const).filter((key) => data.prior[key] !== undefined);
    if (given.length !== 1) {
      this.report(
        'L44',
        given.length === 0 ? 'prior 中没有上年预算。' : `prior 中 ${given.join('、')} 只能写一个。`,
        'from（上年文件）、budget（直接填写）、ledgerFile（CSV）三选一；新设单位写 budget: {}；没有上年明细的，只写 stated。',
        locator,
        ['prior'],
      );
      return null;
    }
    if (data.prior.budget !== undefined) {
      const ledger = ledgerFromPriorBudget(data.prior.budget, data.amounts, locator, ['prior', 'budget']);
      return { ...known, ledger, stated };
    }
    if (data.prior.ledgerFile !== undefined) {
      const ledger = await this.csv(data.prior.ledgerFile, data, locator, ['prior', 'ledgerFile'], true);
      return ledger && { ...known, ledger, stated };
    }
    return this.priorFrom(data.prior.from!, locator, { ...known, stated });
  }

  /** Last year as its own unit file says it; that file's own last year does not matter here. */
  private async priorFrom(
    from: string,
    locator: Locator,
    known: Omit<PriorYear, 'ledger'>,
  ): Promise<PriorYear | null> {
    const target = this.beside(from, ['.yaml', '.yml', WORKBOOK_EXTENSION], locator, ['prior', 'from']);
    if (!target) return null;
    const file = await this.unitFile(target.path, target.label);
    if (!file) return null;
    const last = new Loading(target.path, target.label, this.context, this.read);
    const ledger = await last.ledger(file.data, file.locator);
    this.findings.push(...last.findings);
    this.sources.push(...last.sources);
    const { unit, year, codeNames } = file.data;
    const heads = Object.entries(unit.staff).map(([kind, { count }]) => [kind, count] as const);
    const staff = Object.fromEntries(heads);
    const origin = { unitName: unit.name, year, file: target.label, codeNames, staff };
    return ledger && { ...known, ledger, from: origin };
  }

  private async csv(name: string, data: UnitFile, locator: Locator, path: string[], lumps: boolean) {
    const target = this.beside(name, ['.csv', '.tsv', '.txt'], locator, path);
    if (!target) return null;
    const source = this.take(await this.read(target.path, target.label));
    if (!source) return null;
    this.sources.push(source);
    return this.take(ledgerFromCsv(source, { unit: data.amounts, lumps }));
  }

  private async pack(data: UnitFile, locator: Locator): Promise<Pack | null> {
    const outcome = await this.context.pack(data.template);
    for (const finding of outcome.findings) {
      // A pack that is not there is a mistake of the unit file.
      this.findings.push(
        finding.position ? finding : { ...finding, position: locator.positionOf(['template']) },
      );
    }
    return outcome.value;
  }

  /** A file named in the unit file, relative to it; only data files may be named. */
  private beside(name: string, extensions: readonly string[], locator: Locator, path: string[]) {
    if (!extensions.includes(extname(name).toLowerCase())) {
      this.report(
        'L45',
        `“${name}”不是可用的文件类型。`,
        `文件名应以 ${extensions.join('、')} 结尾。`,
        locator,
        path,
      );
      return null;
    }
    const target = resolve(dirname(this.path), name);
    const shown = join(dirname(this.label), relative(dirname(this.path), target));
    return { path: target, label: shown.replaceAll('\\', '/') };
  }

  private report(code: string, message: string, hint: string, locator: Locator, path: string[]): void {
    this.findings.push({ code, severity: 'error', message, hint, position: locator.positionOf(path) });
  }

  private take<T>(outcome: Outcome<T>): T | null {
    this.findings.push(...outcome.findings);
    return outcome.value;
  }
}
