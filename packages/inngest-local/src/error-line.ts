/** What a stored error says, without its stack. */
export function errorLine(stored: string): string {
  const { name, message } = JSON.parse(stored) as { name?: string; message?: string };
  return `${name ?? "Error"}: ${message ?? ""}`;
}
