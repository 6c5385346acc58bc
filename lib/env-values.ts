import { BlockList, isIP } from "node:net";
import { z } from "zod";
import { parseEmailSender } from "./email-sender";

/** At least 32 characters, and not one character or a word over and over. */
export const secret = z
  .string()
  .min(32, "must have at least 32 characters (make one: openssl rand -base64 33)")
  .refine(
    (value) => new Set(value).size >= 12,
    "is too regular to be a secret (make one: openssl rand -base64 33)",
  );

/** A key of Inngest: Cloud's have a prefix and are long; those of an own server are hexadecimal. */
export const inngestKey = z
  .string()
  .refine(
    (value) => isStrongKey(value.replace(/^signkey-\w+-/, "")),
    "is too weak: a key of Inngest Cloud, or for a server of your own: openssl rand -hex 32",
  );

/** Of 32 random hexadecimal digits, fewer than 10 different ones are next to impossible. */
function isStrongKey(value: string): boolean {
  return value.length >= 32 && new Set(value).size >= 10;
}

/** A whole number; other spellings of numbers, such as 1e3, are more likely mistakes. */
export const wholeNumber = (least: number, most = Infinity) =>
  z
    .string()
    .regex(/^\d{1,15}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least, `must be at least ${least}`)
    .refine((value) => value <= most, `must be at most ${most}`);

/** A whole number that may be left out. */
export const count = (fallback: number, least: number) => wholeNumber(least).default(fallback);

const EXAMPLES = {
  http: "https://latchkey.example",
  postgres: "postgresql://user:password@db.example:5432/latchkey",
  smtp: "smtps://user:password@mail.example:465",
};

const PROTOCOLS = { http: /^https?$/, postgres: /^postgres(ql)?$/, smtp: /^smtps?$/ };

/** A whole URL. The complaint never repeats it, because it may hold a password. */
export const url = (kind: keyof typeof PROTOCOLS) =>
  z.url({
    protocol: PROTOCOLS[kind],
    error: `must be a whole URL, such as ${EXAMPLES[kind]}`,
    abort: true,
  });

/** A URL that ends with the host or the port. A path would be ignored, so it is refused. */
export const origin = url("http").transform((value, context) => {
  const { origin, href } = new URL(value);
  if (href !== `${origin}/`)
    context.addIssue("must end with the host or the port: no path, no user and no query");
  return origin;
});

/** One of some words. */
export const word = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, `must be one of ${words.join(", ")}`);

export const keyring = z.string().transform((value, context) => {
  const keys = value.split(",").map((entry) => {
    const [version, material = ""] = entry.trim().split(":");
    return { version: Number(version), material: Buffer.from(material, "base64") };
  });
  const versions = new Set(keys.map((key) => key.version));
  if (keys.some((key) => !Number.isInteger(key.version) || key.version < 1 || key.version > 9_999))
    context.addIssue(
      "must read <version>:<base64>, newest first, versions being whole numbers from 1",
    );
  else if (versions.size !== keys.length) context.addIssue("names a version twice");
  else if (keys.some((key) => key.material.length < 32 || new Set(key.material).size < 12))
    context.addIssue(
      "needs at least 32 random bytes in base64 for each version (openssl rand -base64 32)",
    );
  return keys;
});

/** An address with or without a name, as the "From" of an email. */
export const sender = z.string().transform((value, context) => {
  const parsed = parseEmailSender(value);
  if (typeof parsed !== "string") return parsed;
  context.addIssue(parsed);
  return z.NEVER;
});

/** Networks in CIDR notation; none when left out. */
export const networks = z
  .string()
  .default("")
  .transform((value, context) => {
    const list = new BlockList();
    for (const entry of value.split(",").filter((each) => each.trim() !== "")) {
      const [address = "", length = ""] = entry.trim().split("/");
      const family = isIP(address);
      const isLength = /^\d+$/.test(length) && Number(length) <= (family === 6 ? 128 : 32);
      if (family === 0 || !isLength)
        context.addIssue("must list networks such as 192.0.2.0/24, 2001:db8::/32");
      else list.addSubnet(address, Number(length), family === 6 ? "ipv6" : "ipv4");
    }
    return list;
  });

/** Seconds, separated by commas: how long something waits after each failure. */
export const waits = z
  .string()
  .regex(/^[1-9]\d{0,5}(,[1-9]\d{0,5})*$/, "must list seconds, such as 30,60,120")
  .transform((value) => value.split(",").map(Number));

/** Countries by their ISO 3166 codes, separated by commas; none when left out. */
export const countries = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((each) => each.trim())
      .filter(Boolean),
  )
  .refine(
    (codes) => codes.every(isCountry),
    "must list countries by two capital letters, such as DE,AT,CH (the United Kingdom is GB)",
  );

const regions = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Not an old code or another name: those are no country to whoever reads numbers. */
function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false;
  return new Intl.Locale(`und-${code}`).region === code && regions.of(code) !== undefined;
}

/** SNS topics by their ARN, separated by commas; none when left out. */
export const topics = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((each) => each.trim())
      .filter(Boolean),
  )
  .refine(
    (arns) => arns.every((arn) => /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/.test(arn)),
    "must list ARNs such as arn:aws:sns:eu-central-1:123456789012:ses-events",
  );
