/** Too many passwords wait to be hashed: a few seconds later there is room again. */
export class TooBusyError extends Error {
  override name = "TooBusyError";
}
