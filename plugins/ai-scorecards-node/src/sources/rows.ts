/** A file of rows in the plain form, as `POST /ingest/usage` takes them. */
export interface RowFile {
  /** Stable: what is read of a file takes the place of what was read of it before. */
  readonly name: string;
  /** Another text whenever the content may be another. */
  readonly version: string;
  readonly format: 'json' | 'ndjson' | 'csv';
  read(): Promise<string>;
}

/** Where files of rows come from. */
export interface RowReader {
  /** What operators read: "Usage files". */
  readonly title: string;
  /** The key under `aiScorecards.sources`, by which configuration speaks of this door. */
  readonly configKey: string;
  /** Entity ref of the tool of rows that name none. */
  readonly tool?: string;
  /** The files that there are now, in the order of their names. */
  files(): Promise<RowFile[]>;
}
