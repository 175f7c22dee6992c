/** Hands the reader a file. */
export function downloadFile(
  content: BlobPart,
  type: string,
  fileName: string,
): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
