/**
 * A kind of work beside the report of a unit, which the same processes do: a comparison, a page of the review, the
 * reading of a workbook. Settings, inputs and answers are plain data.
 */
export interface TaskKind<Settings, Input, Answer> {
  readonly name: string;
  /** Makes ready for many, once for each process. */
  open(settings: Settings): Promise<(input: Input) => Promise<Answer>>;
}

/** The kinds that a worker knows, by name, each loaded when it is asked for. */
export type TaskKinds = Readonly<Record<string, () => Promise<TaskKind<never, never, unknown>>>>;
