import { adoptBudget } from '../../src/audit/adopt-budget.ts';
import { adoptFacts } from '../../src/audit/adopt-facts.ts';
import { adoptPrior } from '../../src/audit/adopt-prior.ts';
import { adoptTexts } from '../../src/audit/adopt-texts.ts';
import { firstUnitText } from '../../src/audit/first-unit-text.ts';
import { readingOf } from '../../src/audit/reading.ts';
import type { Document } from '../../src/document/tree.ts';
import { loadCheckWords } from '../../src/lists/read-check-words.ts';
import { loadClassification } from '../../src/lists/read-classification.ts';
import { CLASSIFICATION_FOLDER } from './folders.ts';

/** All that is taken over from a report, and the unit file of its own year or of the next. */
export async function adopted(document: Document, template: string, isOwn: boolean) {
  const words = await loadCheckWords();
  const reading = readingOf(document, 'a.txt', words.published);
  const prior = adoptPrior(reading, words);
  const facts = adoptFacts(reading, words);
  const texts = adoptTexts(reading, words, prior.functions);
  const lists = await loadClassification(CLASSIFICATION_FOLDER, '2025');
  const budget = isOwn ? adoptBudget(reading, words, prior.functions, lists) : null;
  return {
    reading,
    prior,
    facts,
    texts,
    budget,
    text: firstUnitText({ facts, texts, prior, budget, template }),
  };
}

/** An adopted file with what a person adds: the day, the kind of unit, words and numbers that the report does not say. */
export function filledIn(text: string, kind: string): string {
  const numbers = ['equipmentOver500k', 'equipmentOver1m', 'plannedOver500k', 'plannedOver1m'];
  const missing = numbers.filter((field) => !text.includes(`  ${field}:`)).map((field) => `  ${field}: 0\n`);
  return text
    .replace(/^date:.*$/m, 'date: 2025-02-21')
    .replace(/^( {2}kind:).*$/m, `$1 ${kind}`)
    .replace(/^(\s+(?:basis|allocation):) #.*$/gm, '$1 略')
    .replace(/^( {2}establishment:)\s*$/m, '$1 0')
    .replace(/^assets:.*\n/m, (head) => head + missing.join(''));
}
