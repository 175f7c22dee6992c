export interface Config {
  aiScorecards?: {
    sources?: {
      /**
       * Reads files of usage in the plain form of `POST /ingest/usage`, and bills in FOCUS among them. Without this block no
       * file is read.
       */
      file?: {
        /**
         * A file, a folder, or a pattern such as `/data/usage/*.csv`; `.csv`, `.ndjson`, `.jsonl` and `.json` files are
         * read, those of subfolders only where the pattern names them. Relative to the working directory of the backend.
         */
        path: string;

        /** Entity ref of the tool of rows that name none. Default: every row names its tool. */
        tool?: string;
      };
    };
  };
}
