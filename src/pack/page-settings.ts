import { z } from 'zod';

/** A length or size written as digits, at most two decimals. */
const length = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,2})?$/)
  .transform((source) => Number.parseFloat(source));

/**
 * The page of a report. The defaults are those of GB/T 9704-2012: A4, type area 156 × 225 mm, page number
 * “— 1 —” of 14 pt at the outer side, 7 mm below the type area.
 */
export const pageSettings = z.strictObject({
  /** Margins of upright pages in mm; landscape pages are the same sheet turned by 90°. */
  margins: z
    .strictObject({
      top: length.default(37),
      right: length.default(26),
      bottom: length.default(35),
      left: length.default(28),
    })
    .prefault({}),
  number: z
    .strictObject({
      /** `outer`: odd pages right, even pages left. */
      place: z.enum(['outer', 'centered', 'none']).default('outer'),
      /** `{}` is the number. */
      form: z.string().default('— {} —'),
      /** In pt. */
      size: length.default(14),
      /** From the type area to the dash, in mm. */
      gap: length.default(7),
    })
    .prefault({}),
  /** Tables; lengths in pt. */
  tables: z
    .strictObject({
      /** Type size, from 五号 down to 六号. */
      largest: length.default(10.5),
      smallest: length.default(7.5),
      /** Height of what stands above a table: its caption, and a heading of the part on the same page. */
      caption: length.default(60),
      heading: length.default(58),
    })
    .prefault({}),
  /**
   * The column of prose, as the stylesheet sets it. Where a line would be stretched a number and its unit may stand on
   * two lines, which is reckoned by it; a table that a paragraph announces leaves room for that paragraph.
   */
  prose: z
    .strictObject({
      /** Characters to a line; 0 where a number and its unit are never to be divided. */
      characters: length.default(28),
      /** From line to line, in pt. */
      leading: length.default(28.95),
    })
    .prefault({}),
  /** Units that stay on the line of the number before them (677.49万元). */
  units: z.array(z.string().min(1)).default([]),
  /** Words in brackets that stay on the line of the character before them (（类）). */
  suffixes: z.array(z.string().min(1)).default([]),
});
export type PageSettings = z.output<typeof pageSettings>;
