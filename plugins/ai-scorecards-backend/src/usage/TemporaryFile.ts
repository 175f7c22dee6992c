import { randomUUID } from 'node:crypto';
import { FileHandle, open, unlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Where in a file a text is. */
export interface Place {
  start: number;
  bytes: number;
}

/**
 * A file in the system's folder for temporary files that nobody else can read. It loses its name as soon as it is open,
 * where the system allows that, so that nothing stays behind of a process that dies.
 */
export class TemporaryFile {
  readonly #handle: FileHandle;
  /** Its name as long as it has one. */
  readonly #path: string | undefined;
  #end = 0;

  private constructor(handle: FileHandle, name: string | undefined) {
    this.#handle = handle;
    this.#path = name;
  }

  /** Throws {@link TemporaryFolderError} where the folder takes no file. */
  static async create(): Promise<TemporaryFile> {
    const name = path.join(os.tmpdir(), `ai-scorecards-${randomUUID()}`);
    const handle = await open(name, 'wx+', 0o600).catch(failed);
    const isNameless = await unlink(name).then(
      () => true,
      () => false,
    );
    return new TemporaryFile(handle, isNameless ? undefined : name);
  }

  /** Adds a text and returns where it is. Throws {@link TemporaryFolderError} where the folder has no room. */
  async append(text: string): Promise<Place> {
    const data = Buffer.from(text);
    const start = this.#end;
    this.#end += data.length;
    for (let done = 0; done < data.length; ) {
      const rest = data.length - done;
      const { bytesWritten } = await this.#handle
        .write(data, done, rest, start + done)
        .catch(failed);
      done += bytesWritten;
    }
    return { start, bytes: data.length };
  }

  /** Returns the text of a place. */
  async read({ start, bytes }: Place): Promise<string> {
    const data = Buffer.alloc(bytes);
    for (let done = 0; done < bytes; ) {
      const rest = bytes - done;
      const { bytesRead } = await this.#handle
        .read(data, done, rest, start + done)
        .catch(failed);
      if (bytesRead === 0) failed({ code: 'cut short' });
      done += bytesRead;
    }
    return data.toString();
  }

  /** Never rejects: what was read of the file, or why it was given up, counts more. */
  async close(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    if (this.#path !== undefined) {
      await unlink(this.#path).catch(() => undefined);
    }
  }
}

/** The folder for temporary files cannot be used: no fault of a vendor's. */
export class TemporaryFolderError extends Error {
  readonly name = 'TemporaryFolderError';
}

function failed(error: unknown): never {
  const code = (error as { code?: unknown } | null)?.code ?? 'unknown';
  throw new TemporaryFolderError(
    `The folder for temporary files of this machine, ${os.tmpdir()}, cannot be used (${code}); TMPDIR names another one`,
  );
}
