import { downloadFile } from '../ui';

/** Hands the reader a file with the value as readable JSON. */
export function downloadJson(value: unknown, fileName: string): void {
  downloadFile(JSON.stringify(value, null, 2), 'application/json', fileName);
}
