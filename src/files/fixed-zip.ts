/**
 * Packs an archive anew with a time stamp that is always the same: the same content makes the
 * same bytes, whenever and wherever it is made.
 */
export async function repack(archive: Uint8Array): Promise<Uint8Array> {
  const { unzipSync } = await import('fflate');
  return await pack(unzipSync(archive));
}

export async function pack(files: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  // Archives have local times and no zone.
  return zipSync(files, { level: 6, mtime: new Date(2025, 0, 1) });
}
