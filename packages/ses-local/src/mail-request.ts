/** A request to send an email, by either sending action of the first SES API. */
export interface MailRequest {
  action: string;
  /** As it was written: an address, with or without a name. */
  from: string;
  recipients: string[];
  /** The message itself; empty for emails that SES composes. */
  raw: string;
  tags: Record<string, string>;
  configurationSet: string | undefined;
}

export function readMailRequest(parameters: URLSearchParams): MailRequest {
  const raw = Buffer.from(parameters.get("RawMessage.Data") ?? "", "base64").toString("utf8");
  const named = [...parameters]
    .filter(([name]) => /^Destination(s|\.(To|Cc|Bcc)Addresses)\.member\.\d+$/.test(name))
    .map(([, address]) => address);
  const header = (name: string) => headersOf(raw).find((each) => each.name.toLowerCase() === name);
  const recipients = named.length > 0 ? named : addressesIn(header("to")?.value ?? "");
  return {
    action: parameters.get("Action") ?? "",
    from: parameters.get("Source") ?? header("from")?.value ?? "",
    recipients,
    raw,
    tags: readTags(parameters),
    configurationSet: parameters.get("ConfigurationSetName") ?? undefined,
  };
}

/** The headers of a message, unfolded, not decoded. */
export function headersOf(raw: string): { name: string; value: string }[] {
  const [head = ""] = raw.split(/\r?\n\r?\n/, 1);
  const lines = head.replace(/\r?\n(?=[ \t])/g, "").split(/\r?\n/);
  return lines.flatMap((line) => {
    const colon = line.indexOf(":");
    return colon > 0 ? [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }] : [];
  });
}

export function addressesIn(header: string): string[] {
  return header.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? [];
}

function readTags(parameters: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [key, name] of parameters) {
    const number = /^Tags\.member\.(\d+)\.Name$/.exec(key)?.[1];
    if (number !== undefined) tags[name] = parameters.get(`Tags.member.${number}.Value`) ?? "";
  }
  return tags;
}
