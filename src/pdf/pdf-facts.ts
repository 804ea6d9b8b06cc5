/** What the PDF says of itself. */
export interface PdfFacts {
  readonly title: string;
  readonly author: string;
  /** The report's own date, `2025-02-21`; the time of printing would make every run different. */
  readonly date: string;
}
