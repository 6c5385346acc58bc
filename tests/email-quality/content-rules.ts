// What an email says: its parts, its facts, its links and its secrets.
import { decodeHtml, readBodyText, type Rule } from "./email-under-check";

/** What lists of emails show beside the subject, at most. */
const LONGEST_PREVIEW = 200;

const PREVIEW = /<body[^>]*>[^]*?<div[^>]*\bdata-skip-in-text="true"[^>]*>([^<]*)/i;

/** The hidden text at the top. */
function readPreview(html: string): string {
  return decodeHtml(PREVIEW.exec(html)?.[1] ?? "").trim();
}

/** Everything that a list of emails may show of one. Filler keeps the rest of the email out. */
function shownInLists(html: string): string {
  return readBodyText(html).replaceAll("\n", " ").trimStart().slice(0, LONGEST_PREVIEW);
}

export const hasAllParts: Rule = ({ subject, html, text }) => {
  const parts = { subject, HTML: html, text, "preview text": html && readPreview(html) };
  return Object.entries(parts)
    .filter(([, part]) => !part?.trim())
    .map(([name]) => `has no ${name}`);
};

const WEB_LINK = /\b[a-z]+:\/\/[^\s<>"')]+/gi;
const ADDRESS = /[\w.+*•-]+@[\w*•-]+(?:\.[\w*•-]+)+/g;
const CODE = /(?<![\p{L}\d.,:-])(?:\d{8}|\d{6})(?![\p{L}\d-])/gu;

/** Whatever loads or leads somewhere. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src|background|action)="([^"]*)"/gi)].map(([, link = ""]) =>
    decodeHtml(link),
  );
}

/** Links, codes and addresses of a text. */
function factsIn(text: string): Set<string> {
  const rest = text.replace(WEB_LINK, " ");
  return new Set([
    ...(text.match(WEB_LINK) ?? []),
    ...(rest.match(ADDRESS) ?? []),
    ...(rest.match(CODE) ?? []),
  ]);
}

export const saysTheSameTwice: Rule = ({ html, text }) => {
  if (html === null || text === null) return [];
  const inHtml = factsIn([readBodyText(html), ...linksIn(html)].join("\n"));
  const inText = factsIn(text);
  return [
    ...[...inHtml].filter((fact) => !inText.has(fact)).map((fact) => `only the HTML has ${fact}`),
    ...[...inText].filter((fact) => !inHtml.has(fact)).map((fact) => `only the text has ${fact}`),
  ];
};

export const linksToUsAlone: Rule = ({ html, text }, { appUrl, others }) => {
  const found = new Set([...linksIn(html ?? ""), ...(text?.match(WEB_LINK) ?? [])]);
  const isOurs = (link: string) =>
    others.includes(link) || (URL.canParse(link) && new URL(link).origin === appUrl);
  return [...found]
    .filter((link) => !isOurs(link))
    .map((link) => `links to ${link || "nothing"}, which is not on ${appUrl}`);
};

export const keepsItsSecrets: Rule = ({ subject, html, secrets }) => {
  const places = { subject, "preview text": shownInLists(html ?? "") };
  // Without naming the secret: the line may end up in a log.
  return Object.entries(places).flatMap(([place, words]) =>
    secrets
      .filter((secret) => words.replaceAll(/[\s-]/g, "").includes(secret.replaceAll("-", "")))
      .map((secret) => `shows a ${/^\d+$/.test(secret) ? "code" : "token"} in its ${place}`),
  );
};
