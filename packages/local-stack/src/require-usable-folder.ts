/**
 * Throws where Next.js could not work in a folder: what reads the styles takes "#" for the
 * beginning of a fragment, and every page would answer 500.
 */
export function requireUsableFolder(folder: string): void {
  if (!folder.includes("#")) return;
  throw new Error(`Next.js does not work in a folder with "#" in its path. Rename ${folder}.`);
}
