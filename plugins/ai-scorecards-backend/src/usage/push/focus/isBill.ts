import { FOCUS_REQUIRED } from './focusRow';

/** Whether the header of a CSV is that of a bill in FOCUS. */
export function isBill(csv: string): boolean {
  const [header] = csv.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  const names = header
    .split(',')
    .map(name => name.trim().replace(/^"|"$/g, '').toLowerCase());
  return FOCUS_REQUIRED.every(name => names.includes(name.toLowerCase()));
}
