import type { Figure } from '../model/figure.ts';
import type { Provenance } from '../model/provenance.ts';
import { placeText } from './explanation.ts';

/** The places of data files that a printed number is made of, as findings show them. 508.18 → its 24 lines */
export function placesOf(provenance: Provenance | undefined): Set<string> {
  const places = new Set<string>();
  const visit = ({ origin }: Figure): void => {
    if (origin.kind === 'sum') for (const { position } of origin.lines) places.add(placeText(position));
    else if (origin.kind === 'total') [...origin.parts, ...(origin.less ?? [])].forEach(visit);
    else if (origin.position) places.add(placeText(origin.position));
  };
  switch (provenance?.kind) {
    case 'amount':
      visit(provenance.figure);
      break;
    case 'difference':
    case 'rate':
      visit(provenance.current);
      visit(provenance.prior);
      break;
    case 'share':
      visit(provenance.part);
      break;
    case 'number':
      for (const { position } of provenance.parts) if (position) places.add(placeText(position));
      break;
    case 'entries':
      if (provenance.position) places.add(placeText(provenance.position));
  }
  return places;
}
