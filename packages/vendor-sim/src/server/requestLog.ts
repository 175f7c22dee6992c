/** What was asked of the stand-in, for tests and for the operator. */
export class RequestLog {
  private readonly paths = new Map<string, number>();
  private readonly statuses = new Map<number, number>();
  private total = 0;
  private credentialsOnBlobs = 0;

  /** Counts a request under its method and path, without the query. */
  request(method: string, path: string): void {
    const key = `${method} ${path}`;
    this.paths.set(key, (this.paths.get(key) ?? 0) + 1);
    this.total += 1;
  }

  /** Counts an answer under its status. */
  answer(status: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }

  /** Counts a download that carried credentials it must not carry. */
  leak(): void {
    this.credentialsOnBlobs += 1;
  }

  /** Everything counted since the start or the last {@link clear}. */
  summary() {
    return {
      total: this.total,
      credentialsOnBlobs: this.credentialsOnBlobs,
      statuses: Object.fromEntries(this.statuses),
      paths: Object.fromEntries(this.paths),
    };
  }

  clear(): void {
    this.paths.clear();
    this.statuses.clear();
    this.total = 0;
    this.credentialsOnBlobs = 0;
  }
}
