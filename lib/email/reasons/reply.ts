/** What a mail server said of an email, as far as it is known. */
export type ServerWords = {
  /** The reply's text, or a DSN's "Diagnostic-Code". */
  text?: string | undefined;
  /** A DSN's "Status", such as "5.1.1". Often made up by whoever wrote the DSN. */
  status?: string | undefined;
  /** The three digits of the reply, where they are not in the text. */
  replyCode?: number | undefined;
  /** The SMTP command that was answered. */
  stage?: "CONNECT" | "MAIL FROM" | "RCPT TO" | "DATA" | undefined;
};

/** The same, taken apart. */
export type Reply = {
  /** The words alone: small letters, no accents, no addresses, links and codes in front of lines. */
  words: string;
  /** The names of blocklists among links and servers, where they are known. */
  blocklists: string[];
  /** "5" for a refusal for good, "4" for one that passes; null where no code says. */
  severity: "4" | "5" | null;
  replyCode: number | null;
  /** The server's own enhanced status code (RFC 3463), else the DSN's; null without one. */
  status: string | null;
  /** What was answered, where that is known. */
  stage: ServerWords["stage"];
};

const MAX_LENGTH = 1_000;
const ADDRESS = /<?[^\s<>"'(),;:[\]]+[@＠][^\s<>"'(),;[\]]+>?|<address>/g;
const LINK = /https?:\/\/\S+/g;
const TOKEN = /[\w.-]+/g;
/** In the name of a server or its filter, as "mx.spamfilter.example", no word about the email. */
const FILTER_WORD = /spam|virus|junk|filter/;
const STATUS = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/g;
const REPLY_CODE = /(?:^|[;:'"(\s])([245]\d\d)(?=[\s\-#]|$)/;
/** "550-5.1.1 " at the beginning of each line of a long reply. */
const LINE_BEGIN = /(?:^|\s)[245]\d\d[- ](?:#?[245]\.\d{1,3}\.\d{1,3}\s)?/g;
const ACCENTS = /[\u0300-\u036f]/g;

const AFTER_DATA = /(?:in reply to|after) (?:the )?(?:end of )?data\b/;
const AFTER_MAIL_FROM = /(?:in reply to|after) mail from/;
const BLOCKLIST =
  /spamhaus|spamcop|barracudacentral|sorbs|uceprotect|invaluement|hostkarma|junkemailfilter|abusix|manitu|uribl|surbl|senderscore|spamrl|(?:prs|ipcheck|dnsbl-lookup)\S*\.proofpoint|proofpoint\.com\/\S*dnsbl|csi\.cloudmark|mail-abuse|trend ?micro rbl|cobion/g;

function readStatuses(text: string): string[] {
  return [...text.matchAll(STATUS)].flatMap(([, status]) => status ?? []);
}

function isFilterName(name: string): boolean {
  return /[a-z]\.[a-z]/.test(name) && FILTER_WORD.test(name) && name.search(BLOCKLIST) < 0;
}

/** Sendmail makes 5.2.0 of a refusal after DATA that has no status of its own. */
function findStage(said: string, isMadeUp520: boolean): Reply["stage"] {
  if (AFTER_DATA.test(said) || isMadeUp520) return "DATA";
  return AFTER_MAIL_FROM.test(said) ? "MAIL FROM" : undefined;
}

/**
 * Takes a server's words apart. Servers write their codes anywhere: "smtp; 550-5.1.1 …",
 * "… (#5.1.1)", "5.1.0 - Unknown address error 550-'…'".
 */
export function parseReply({ text = "", status, replyCode, stage }: ServerWords): Reply {
  const plain = text
    .slice(0, MAX_LENGTH)
    .normalize("NFD")
    .replace(ACCENTS, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\u2018\u2019`]/g, "'")
    .replace(/\s+/g, " ")
    .replace(ADDRESS, "<address>");
  const said = plain
    .replace(LINK, "<link>")
    .replace(TOKEN, (name) => (isFilterName(name) ? "<host>" : name));
  // Of several, the last one is the server's own: the others were wrapped around it.
  const ownStatus = readStatuses(said).at(-1);
  const code = replyCode ?? Number(REPLY_CODE.exec(said)?.[1] ?? NaN);
  const isKnownCode = code >= 200 && code < 600;
  const firstDigit = isKnownCode ? String(code)[0] : (ownStatus ?? status)?.[0];
  return {
    blocklists: plain.match(BLOCKLIST) ?? [],
    words: said.replace(LINE_BEGIN, " ").replace(/\s+/g, " ").trim(),
    severity: firstDigit === "4" || firstDigit === "5" ? firstDigit : null,
    replyCode: isKnownCode ? code : null,
    status: ownStatus ?? readStatuses(status ?? "")[0] ?? null,
    stage: stage ?? findStage(said, !ownStatus && status === "5.2.0"),
  };
}
