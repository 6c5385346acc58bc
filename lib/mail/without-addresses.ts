/**
 * Providers quote recipients, and what they tell of clicks holds the link: a record of what
 * went wrong is no place for either.
 */
export function withoutAddresses(text: string, longest = 500): string {
  return text
    .replace(/https?:\/\/[^\s"'<>]+/gi, "<link>")
    .replace(/[^\s<>@:;,"'()]+@[^\s<>@:;,"'()]+/g, "<address>")
    .slice(0, longest);
}
