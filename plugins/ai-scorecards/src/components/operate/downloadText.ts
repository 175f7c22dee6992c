/** Hands the reader a file. */
export function downloadText(
  text: string,
  type: string,
  fileName: string,
): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
