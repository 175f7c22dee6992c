/** Returns a new random UUID; browsers make one by themselves on secure pages only. */
export function newId(): string {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  /* eslint-disable no-bitwise */
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  /* eslint-enable no-bitwise */
  const digits = Array.from(bytes, byte => byte.toString(16).padStart(2, '0'));
  return digits
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
