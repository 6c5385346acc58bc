import { DAY, HOUR, MINUTE } from "../clock";
import type { SenderStanding } from "../db";
import { env } from "../env";
import { isTagged } from "../mailbox/mailbox";

/**
 * What a limit counts: a network (see ip-network.ts), a mailbox, all "+" spellings of a mailbox,
 * everybody together, a user (by id), a verification (by id), a phone number, or a country.
 */
export type Counted =
  "ip" | "address" | "tagged" | "site" | "account" | "verification" | "number" | "country";

/** Fixed window: at most `points` uses in `durationMs`, counted from the first use. */
export type Limit = {
  points: number;
  durationMs: number;
  counts: Counted;
  /** Uses kept for networks that have registered nobody today (`registrations_from_ip_per_day`). */
  keptForNewcomers?: number;
};

const BRAKED = Math.ceil(env.MAX_REGISTRATIONS_PER_HOUR / 500);

// What an IP may is enough for a household or a small office behind one address, and far
// too little for a list of addresses. Figures: what supabase/auth, django-allauth,
// better-auth, epic-stack and Documenso had in 2026-08, the strictest that nobody
// complained of.
const LIMITS = {
  /** Each hashes a password and sends an email. Others: from 3 in 3 hours to 20 a minute. */
  registrations_from_ip: { points: 10, durationMs: HOUR, counts: "ip" },

  /** Remembers for a day which networks took their part of the site's registrations. */
  registrations_from_ip_per_day: { points: 50, durationMs: DAY, counts: "ip" },

  /**
   * A password that is judged (zxcvbn), hashed, or compared for a link: it costs CPU before
   * anything is known of whoever sent it. A person needs a few.
   */
  passwords_from_ip: { points: 50, durationMs: 15 * MINUTE, counts: "ip" },

  /**
   * Every email that can be had for an address without a session counts: registration,
   * resend, forgotten password, correction. Against filling somebody's mailbox from many
   * networks (OWASP Forgot Password sheet: limit per account). A stranger can use it up for
   * the owner, whose earlier emails and password keep working.
   */
  mails_to_address_per_hour: { points: 5, durationMs: HOUR, counts: "address" },
  mails_to_address_per_day: { points: 10, durationMs: DAY, counts: "address" },

  /**
   * How many of these the "+" spellings of a mailbox may use up together. Where its server
   * knows no "+" they are nobody's: a stranger who asks for emails to them would keep the owner
   * from every email, and the owner would not even get those.
   */
  mails_to_tagged_per_hour: { points: 4, durationMs: HOUR, counts: "tagged" },
  mails_to_tagged_per_day: { points: 8, durationMs: DAY, counts: "tagged" },

  /**
   * New tries at an address to which an email came back for good, asked for on the waiting
   * page. Each bounces again if nothing has changed there, and SES counts bounces.
   */
  reprobes_of_address: { points: 1, durationMs: DAY, counts: "address" },

  /** Against going through a list of addresses. Documenso: 20 an hour for an IP. */
  resends_from_ip: { points: 20, durationMs: HOUR, counts: "ip" },
  recoveries_from_ip: { points: 20, durationMs: HOUR, counts: "ip" },

  /**
   * Against trying one password on many addresses, which the throttle of an address does
   * not see; right ones count too. Documenso: 50 in 15 minutes for an IP.
   */
  sign_ins_from_ip: { points: 50, durationMs: 15 * MINUTE, counts: "ip" },

  /**
   * The same in a browser of the account's owner, whatever others do on their network. It
   * bounds the hashing only: guesses are the throttle's business.
   */
  sign_ins_in_known_browser: { points: 50, durationMs: 15 * MINUTE, counts: "account" },

  /** A code dies after 5 tries; this bounds how many codes one network tries (as sign-in). */
  codes_from_ip: { points: 50, durationMs: 15 * MINUTE, counts: "ip" },

  /**
   * Answers of passkeys, to sign in by one alone. Nobody guesses one: it bounds the work of
   * checking signatures (as sign-in).
   */
  passkeys_from_ip: { points: 50, durationMs: 15 * MINUTE, counts: "ip" },

  /** Passwords entered or chosen at one link: it may be stolen, and one link costs many hashes. */
  passwords_for_link: { points: 10, durationMs: HOUR, counts: "verification" },

  /** Somebody at an open session guesses its password (asked again, or changed). */
  passwords_in_session: { points: 10, durationMs: 15 * MINUTE, counts: "account" },

  /** Each passkey that is added sends its owner an email. */
  new_passkeys: { points: 20, durationMs: HOUR, counts: "account" },

  /** Codes entered while a second factor is set up. */
  codes_in_session: { points: 20, durationMs: 15 * MINUTE, counts: "account" },

  /** Each sends two emails, one of them to an address that nobody has proved. */
  address_changes: { points: 5, durationMs: DAY, counts: "account" },

  /**
   * Codes by text message. Each costs money, and whoever has a share in what a network earns by
   * them asks for many ("SMS pumping"); each also rings a phone that may be somebody else's.
   * Figures: Twilio Verify stops a number at 5 in 10 minutes; the rest as for emails. Those of a
   * number count codes that are to prove it; those of a country and of the site count codes to
   * prove a number and codes to sign in apart (lib/phone-code/request-phone-code.ts).
   */
  texts_to_number_per_hour: { points: 5, durationMs: HOUR, counts: "number" },
  texts_to_number_per_day: { points: 10, durationMs: DAY, counts: "number" },
  texts_of_account_per_hour: { points: 5, durationMs: HOUR, counts: "account" },
  texts_of_account_per_day: { points: 10, durationMs: DAY, counts: "account" },
  texts_from_ip: { points: 10, durationMs: HOUR, counts: "ip" },

  /** A pumped country must not use up the texts of all others. */
  texts_to_country: {
    points: Math.ceil(env.MAX_TEXTS_PER_HOUR / 2),
    durationMs: HOUR,
    counts: "country",
  },

  /** What is left of that while hardly a code to the country is used: see pumped-countries.ts. */
  texts_to_pumped_country: {
    points: Math.ceil(env.MAX_TEXTS_PER_HOUR / 20),
    durationMs: HOUR,
    counts: "country",
  },

  /** What a day of an attack costs at most: see MAX_TEXTS_PER_HOUR. */
  texts_on_site_per_hour: { points: env.MAX_TEXTS_PER_HOUR, durationMs: HOUR, counts: "site" },
  texts_on_site_per_day: { points: 5 * env.MAX_TEXTS_PER_HOUR, durationMs: DAY, counts: "site" },

  /** Each reads everything that is held of an account. */
  data_downloads: { points: 10, durationMs: HOUR, counts: "account" },

  /**
   * The brake of the whole site: a flood from many networks to made-up addresses bounces,
   * and SES reviews a sender at 5 % bounces and stops it at 10 %. Half is kept for networks
   * that have registered nobody today, or a hundred networks would take everybody's.
   */
  registrations_on_site: {
    points: env.MAX_REGISTRATIONS_PER_HOUR,
    durationMs: HOUR,
    counts: "site",
    keptForNewcomers: Math.floor(env.MAX_REGISTRATIONS_PER_HOUR / 2),
  },

  /**
   * What is left of that while too many emails bounce or are called spam: 24 an hour by
   * default. A person can wait for their turn; a flood starves.
   */
  registrations_while_braked: {
    points: BRAKED,
    durationMs: 5 * MINUTE,
    counts: "site",
    keptForNewcomers: Math.floor(BRAKED / 2),
  },

  /**
   * The same for the other ways to have an email sent to an address that somebody typed and
   * nobody proved: a change of address, and a new try at an address that bounced.
   */
  other_mails_on_site: {
    points: env.MAX_REGISTRATIONS_PER_HOUR,
    durationMs: HOUR,
    counts: "site",
  },
  other_mails_while_braked: {
    points: BRAKED,
    durationMs: 5 * MINUTE,
    counts: "site",
  },

  /**
   * And for word that there is no account, to addresses of which nothing is known. Counted when
   * it is sent, and by itself: were it counted with anything that is answered, the answer would
   * tell who has an account.
   */
  no_account_mails_on_site: {
    points: env.MAX_REGISTRATIONS_PER_HOUR,
    durationMs: HOUR,
    counts: "site",
  },
} as const satisfies Record<string, Limit>;

/** The name of a limit, as outcomes carry it. */
export type LimitName = keyof typeof LIMITS;

/**
 * Every limit but the throttle of sign-in and the cooldown of resend, which wait longer each time.
 */
export const limits: Readonly<Record<LimitName, Limit>> = LIMITS;

/** One use of a limit: by which IP, address, account or verification. */
export type Use = {
  limit: LimitName;
  key: string;
  /** Counts only while registrations are throttled, or only while they are not. */
  whileThrottled?: boolean;
};

/**
 * At which standings of the sender registrations have to slow down, because emails to made-up
 * addresses come back. A captcha keeps most of what does that away, so with one they go on until
 * the account is close to being paused.
 */
export const throttlingStandings = (): SenderStanding[] =>
  env.TURNSTILE_SECRET_KEY ? ["near_pause"] : ["near_pause", "near_review"];

/**
 * What counts against a limit of the whole site: registrations, or emails that are asked for in
 * another way to an address that nobody proved. Fewer go while emails come back.
 */
export function siteLimits(asked: "registrations" | "other_mails"): Use[] {
  return [
    { limit: `${asked}_on_site`, key: "all", whileThrottled: false },
    { limit: `${asked}_while_braked`, key: "all", whileThrottled: true },
  ];
}

/**
 * What an email to an address counts against when somebody without a session asks for it.
 * "ada+1@" and "ada+2@" count as "ada@" and, among themselves, against a little less: they
 * may be nobody's, and must not use up what is left for the owner of "ada@".
 */
export function emailLimits(key: string): Use[] {
  const uses: Use[] = [
    { limit: "mails_to_address_per_hour", key },
    { limit: "mails_to_address_per_day", key },
  ];
  if (!isTagged(key)) return uses;
  return [
    ...uses,
    { limit: "mails_to_tagged_per_hour", key },
    { limit: "mails_to_tagged_per_day", key },
  ];
}
