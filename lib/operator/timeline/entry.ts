import type { DeliveryStatus } from "../../email/delivery-status";

/** What an entry says of the person's way: on it, held up, off it; or none of these. */
export type Tone = "good" | "waiting" | "bad" | "neutral";

/** The email that an entry is about, and how far it has come. */
export type EntryEmail = { id: string; title: string; status: DeliveryStatus };

/** Something that happened to a person or to an email of theirs. */
export type Entry = {
  at: Date;
  /** Of two at the same moment, the one with the higher rank came of the other. */
  rank: number;
  title: string;
  tone: Tone;
  /** What else is known: where from, in whose words. */
  lines: string[];
  /** Entries about one email are shown together. */
  email?: EntryEmail;
  /** An email that can be retried from here. */
  replayable?: string;
};

/** What comes of what, where it has the same time. */
export const RANK = {
  asked: 0,
  audited: 1,
  proofMade: 2,
  mailAsked: 3,
  published: 4,
  attempted: 5,
  told: 6,
  opened: 7,
  proofEnded: 8,
  suppressed: 9,
  acted: 10,
} as const;

/** Providers quote what they refuse, and a link of ours in it would open an account. */
export function withoutLinks(text: string): string {
  return text.replace(/\b(https?:\/\/|www\.)\S+/gi, "<link>");
}

/** "0.4 s", "90 s", "12 minutes", "3 hours": how long something took. */
export function lapse(from: Date, to: Date): string {
  const seconds = Math.max(0, (to.getTime() - from.getTime()) / 1_000);
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} minutes`;
  return `${Math.round(seconds / 3_600)} hours`;
}
