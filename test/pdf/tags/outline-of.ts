import { isText, type StructureElement } from '../../../src/pdf/tags/structure.ts';

/** A structure on one line: `Table(TR(TH'甲' TD'乙'))`. */
export function outlineOf(element: StructureElement): string {
  const inner = element.children
    .map((child) => (isText(child) ? `'${child.text}'` : outlineOf(child)))
    .join(' ');
  const isLeaf = element.children.length === 1 && isText(element.children[0]!);
  return `${element.type}${inner === '' ? '' : isLeaf ? inner : `(${inner})`}`;
}

/** All elements of one type in the order of the document. */
export function elementsOf(element: StructureElement, type: string): StructureElement[] {
  const own = element.type === type ? [element] : [];
  return [...own, ...element.children.flatMap((child) => (isText(child) ? [] : elementsOf(child, type)))];
}
