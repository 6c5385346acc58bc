import bowser from "bowser";

/** Where a request came from, as far as the product keeps it. */
export type Origin = { ip: string; userAgent: string };

/** "Firefox on Windows, 203.0.113.7": how a mail tells its reader where it came from. */
export function describeOrigin({ ip, userAgent }: Origin): string {
  const { browser, os } = userAgent
    ? bowser.parse(userAgent)
    : ({ browser: {}, os: {} } as ReturnType<typeof bowser.parse>);
  const device = [browser.name || "An unknown browser", os.name && `on ${os.name}`]
    .filter(Boolean)
    .join(" ");
  return `${device}, ${ip}`;
}
