const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether this can be the id of something. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
