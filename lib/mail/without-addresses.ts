/** Providers quote recipients; a record of what went wrong is no place for addresses. */
export function withoutAddresses(text: string, longest = 500): string {
  return text.replace(/[^\s<>@:;,"'()]+@[^\s<>@:;,"'()]+/g, "<address>").slice(0, longest);
}
