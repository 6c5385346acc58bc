import type { Reason } from "./reason-table";

/** Words by which servers give a reason. */
export type ReplyRule = { reason: Reason; says: RegExp };

const any = (...patterns: string[]) => new RegExp(patterns.join("|"));

const MAILBOX =
  "(?:user|users|mailbox|mail box|recipient|recipients|address|account|addressee|alias|email|e-mail|mail user|local part|local-part|person|rcpt|destinatario|destinataire|usuario|utente|buzon|casella|postfach|empfanger|konto)";
/** The same without words that stand for a message as well. */
const PLACE =
  "(?:user|mailbox|mail box|recipient|address|account|addressee|alias|usuario|utente|casella|postfach|konto|conta|cuenta)";
const GONE =
  "(?:unknown|not found|not known|not recogni[sz]ed|unallocated|inexistent|nonexistent|non-existent|not exists?|doesn't exists?|dosn't exist|does not exists?|does no exists?|is not exist|no longer exists?|no longer valid|not valid|isn't valid|invalid|not listed|could not be found|couldn't be found|wasn't found|was not found)";

/**
 * What servers say, in the order in which it counts: our own faults first, because a reply
 * that speaks of spam or of the sender proves nothing about the mailbox, whatever its code is.
 * The texts are small letters without accents.
 */
export const replyRules: ReplyRule[] = [
  {
    reason: "recipient_policy",
    says: any("resolver\\.rst\\.(?:auth|notauth|sendernot|restricted)", "authrequired"),
  },
  {
    reason: "system_trouble",
    says: any(
      "(?:delivery time|message|retry time|queue (?:life)?time|retry timeout) (?:has |was |is )?(?:expired|exceeded)|in (?:the )?queue (?:for )?too long|not (?:be )?delivered (?:for|within|after|in) ",
      "hop count|too many hops|(?:mail|routing) loop|loops? (?:back|detected)|system config|configuration error",
    ),
  },
  {
    reason: "policy_refused",
    says: any("your (?:e?mail )?account|sending for this account|badmailfrom"),
  },
  {
    reason: "greylisted",
    says: any("gr[ea]y-?list", "grey\\.rbl", "policy restrictions; try later"),
  },
  {
    reason: "rate_limited",
    says: any(
      "receiving (?:e?mail|messages) (?:at a rate|too quickly)|receivingrate",
      "rate[- ]?limit(?:ed|s| exceeded| reached)?\\b|message rate|frequency limited|slow down",
      "too many (?:recent |concurrent |invalid |unknown |bad )?(?:messages(?! on)|connections|emails|mails|smtp|recipients|users|errors)|too much mail|userid unknowns",
      "exceeded (?:their|the) (?:limit for the )?number of messages|thread limit exceeded|sending quota|(?:daily|hourly|sending|message) (?:limit|quota)|throttl",
      "(?:excessive|unexpected) volume|trop de connexions|max message per connection",
    ),
  },
  {
    reason: "mailbox_full",
    says: any(
      "(?:over|exceed\\w*|extended) ?(?:the |allowed |storage |disk )*quota",
      "over ?quota|quota (?:is |was |usage )?(?:exceeded|violation|full)|storage quota",
      "(?:mailbox|mail box|mailfolder|inbox|account|recipient|user|storage)[^.;]{0,40}\\bfull\\b",
      "(?:exceeded|insufficient|exhausted|not enough|out of|no)[^.;]{0,12}(?:allowed )?storage (?:allocation|space)|storage full",
      "(?:does not have|doesn't have|not) enough (?:storage |disk )?space",
      "(?:mailbox|user) (?:size limit exceeded|exceeds allowed size|has too many messages)",
      "too many messages on the server|speichervolumen|zu ?viele mails|postfach (?:ist )?(?:voll|uberfullt)",
      "boite (?:du destinataire |aux lettres )?pleine|buzon lleno|(?:caixa|cuenta|casilla)[^.;]{0,20}(?:cheia|llena)|casella[^.;]{0,20}piena",
      "skrzynk\\S* (?:jest )?(?:pelna|przepe[lł]niona)|(?:ящик|почт\\S*) (?:получателя )?(?:переполнен|заполнен)|空间不足|容量.{0,6}(?:超|满|滿|不足)|メールボックス.{0,8}(?:満|容量|一杯|いっぱい)",
    ),
  },
  {
    reason: "too_large",
    says: any(
      "(?:message|mail|email|size|attachment|data)[^.;]{0,30}(?:too (?:large|big|long)|exceeds? (?:the |fixed |our |maximum |google's )*(?:maximum )?(?:message )?size|exceeds size limit)",
      "(?:message|fixed|maximum) size (?:limits?|exceed)|exceeded google's message size|recipsizelimit|larger than the (?:current )?system limit|file too large|nachricht[^.;]{0,20}zu gross",
    ),
  },
  {
    reason: "authentication_refused",
    says: any(
      "\\bdmarc\\b|\\bdkim\\b|\\bspf\\b|\\[spf\\]|sender policy framework|sender id\\b",
      "unauthenticated (?:e?mail|message|sender)|sender is unauthenticated|required authentication level",
      "anti-?spoof|spoof(?:ed|ing)|forged|forgery|(?:not|be|must) authenticate|authentication (?:is )?(?:required|needed|failed)|auth failed|starttls|\\(au01\\)",
      "(?:mail ?from|from)[^.;]{0,30}mismatch|not permitted by the domain owner|not (?:allowed|authorized) to send (?:mail|messages)? ?(?:from|for|on behalf)",
      "sender (?:is )?not (?:authorized|allowed) to (?:use|send)",
    ),
  },
  {
    reason: "sender_dns_refused",
    says: any(
      "reverse dns|\\brdns\\b|\\bptr\\b|reverse hostname|find your (?:reverse )?hostname|resolve your|no mx record|invalid dns|bad dns",
      "(?:sender|from|return|helo|ehlo)[^.;:]{0,30}(?:domain|address|host)?[^.;]{0,30}(?:domain not found|does not (?:exist|resolve)|not exist|unresolv|fully[- ]?qualified|verification failed)",
      "sender address rejected|domain of sender|sender'?s? domain|invalid sender|\\b[eh]e?hlo\\b|emetteur invalide|bad sender|unknown sender|helo (?:command rejected|should be)|ehlo .{0,20}(?:invalid|rejected)|verify mail ?from|sender verify failed|could not verify sender|mail ?from (?:is )?invalid",
    ),
  },
  {
    reason: "blocklisted",
    says: any(
      "(?:block|black|deny|reject)[ -]?list|block list|black list|blacklist|\\bbl(?:ock|ack) listed|(?<!not )listed (?:at|in|by|on)\\b|\\brbls?\\b|dns-?r?bls?\\b|realtime block",
      "blocked using|host blocked|adresse ip (?:source )?bloquee|banned send(?:ing|er) ip|your ip[^.;]{0,30}(?:block|bann|ident|list|spam)|\\[bl\\d\\d\\]|\\(?rtr:(?:bl|sc|bb)|\\(bl\\)$|rp-00\\d|:blocked\\)|black ip|ip (?:is )?(?:rejected|banned|blocked)",
    ),
  },
  {
    reason: "reputation_refused",
    says: any(
      "reputation|sbrs|bad ip|suspected spam sender|spam(?:ming)? source|banned sender|traffic not accepted from this ip|tenant has exceeded|user complaints|complaints (?:we )?received",
      "policy rejection- ?abuse|your access to (?:submit messages to )?this (?:e-?mail|mail) system has been rejected|unsolicited mail originating|sender (?:is )?(?:blocked|blacklisted)|dynamic ip|tss\\d\\d",
    ),
  },
  {
    reason: "content_refused",
    says: any(
      "spam|\\bjunk ?mail|unsolicited|\\bvirus|malware|phish|suspicious|dt:spm",
      "content (?:reject|denied|refused|blocked)|banned content|(?:illegal|banned|blocked|forbidden) (?:attachment|file|content)|mime[ /](?:error|reject)|invalid (?:header|data in message)|not rfc[ -]?\\d* ?compliant|rfc (?:2822|5322)|bare lf",
      "message filtered|mail data refused|missing a valid address in from|messages without|security issue|垃圾|迷惑メール|рассылк|нежелательн",
    ),
  },
  {
    reason: "relay_denied",
    says: any(
      "relay(?:ing)?[^.;]{0,30}(?:den(?:y|ied)|not (?:permitted|allowed)|prohibited|disallowed|refused|disabled)|(?:unable|not permitted|not allowed|as a|unauthori[sz]ed|open) (?:to )?relay",
      "list of allowed rcpthosts|allowed rcpthost|not local host|not a gateway|not handled by this system|doesn't handle mail for",
    ),
  },
  {
    reason: "recipient_policy",
    says: any(
      "rejected by (?:this |the )?(?:user|recipients?)|badrcptto|doesn't want your|does not want|user refused to receive|refused by (?:the )?(?:user|recipient)|user entry|manually blocked senders|blacklisted by recipient|block-(?:send|rcpt)|customized-block",
      "recipient address rejected: (?:blocked|recipient address rejected for policy)|target address|authrequired|sendernotauthenticatedforgroup|resolver\\.rst\\.(?:notauthorized|restricted)|not authori[sz]ed; not auth|mailbox[^.;]{0,20}is restricted|not allowed to send mail to|local user only|delivery restriction|restricted to|only accepts (?:mail|messages) from|not in whitelist|mailing list expansion",
    ),
  },
  {
    reason: "no_such_domain",
    says: any(
      "(?:host|domain)(?: name| or domain name)? (?:\\S+ )?(?:is )?(?:unknown|not found|does not exist)|find the recipient domain|infodomainnonexistent|unknown (?:host|domain)|host or domain name not found|no such (?:host|domain)|unrouteable mail domain|dns error|nxdomain",
      "null ?mx|no-domain|domain[^.;]{0,40}no longer available|does not accept (?:e?mail|messages)(?: \\(nullmx\\))|invalid (?:mail )?domain name|name service error|bad destination system|host name is unknown|域名不存在",
    ),
  },
  {
    reason: "mailbox_closed",
    says: any(
      `${PLACE}[^;]{0,40}(?:disabled|discontinued|deactivated|inactivated|inactive|suspended|expired|closed|terminated|deleted|cancell?ed|not active|not activated|desactivad|desativad|disattivat|deaktiviert|nieaktywn|zablokowan)`,
      `(?:disabled|deactivated|inactive|expired|closed|suspended) ${PLACE}`,
      "due to inactivity|recipient address rejected: inactive|is now disabled with|no longer accepts (?:e?mail|messages)|no longer on server|no longer (?:works|employed|with)|mailbox (?:has )?moved|disableduser|заблокирован|停用|禁用|已注销",
    ),
  },
  {
    reason: "no_such_mailbox",
    says: any(
      `${MAILBOX}(?: <address>| \\([^)]*\\)|"[^"]*"|[^.;]{0,40})? (?:is |was |address )*${GONE}`,
      `${MAILBOX}:? ?${GONE}`,
      `(?:unknown|invalid|bad|no such|no|illegal|wrong|unavailable|nonexistent|non-existent|undeliverable)(?: or (?:illegal|unknown|unrouteable|invalid))?(?: (?:destination|valid|recipient|virtual|local|mail|email|e-mail|smtp|target))*[ -]${MAILBOX}s?\\b`,
      "<address>:? ?(?:user )?(?:not exists?|unknown|not found|no longer valid|is no longer valid|recipient rejected|does not exist|invalid)|<address> not found",
      "not our customer|recipnotfound|recipientnotfound|exrecipnotfound|nosuchuser|no mail ?box|no such (?:user|person|mail ?drop|name)|not listed in|not have an account|doesn't have an? \\S+ account|not a (?:valid|known) (?:rfc-5321 )?(?:mailbox|address|user|recipient|email)|not a valid|not a member of domain|not in (?:the |my |our )?(?:validrcptto|recipient) list|marked as invalid|lookup in domain map failed|can't find user's|unrouteable address|unroutable address|invalid-recipient|dest\\. address|unknown local[- ]part|bad destination mailbox|#5\\.1\\.0 address rejected|address rejected(?: <address>)?\\.?$",
      'requested (?:mail )?action (?:not taken|aborted)[:,] (?:mailbox (?:unavailable|not found|is unavailable|not available))|rcpt to\\" mailbox unavailable|^mailbox unavailable\\.?(?: \\(.*\\))?$|mailbox unallocated|all recipient addresses rejected|recipient address rejected: access denied|recipient rejected\\.?$',
      "(?:empfanger|benutzer|adresse|postfach|mailbox|konto)[^.;]{0,25}(?:unbekannt|nicht bekannt|nicht vorhanden|existiert nicht|nicht gefunden|ungultig)|kein(?:e|en)? (?:solche[rs]?|gultige[rs]?) (?:benutzer|empfanger|postfach|adresse)|unbekannter (?:empfanger|benutzer)",
      "(?:utilisateur|destinataire|adresse|boite|compte)[^.;]{0,40}(?:inconnue?|invalide|n'existe|inexistante?|introuvable)",
      "(?:usuario|cuenta|buzon|destinatario|direccion|correo)[^.;]{0,30}(?:no existe|inexistente|desconocid|no encontrad|invalid|no valid)|no existe (?:el|la|este|esta|ese) (?:usuario|cuenta|buzon|direccion)",
      "(?:usuario|conta|caixa postal|destinatario|endereco)[^.;]{0,30}(?:inexistente|nao existe|desconhecid|nao encontrad|invalid)",
      "(?:utente|destinatario|casella|indirizzo|destin\\.)[^.;]{0,30}(?:sconosciut|inesistente|non esiste|errato|non trovat|non valid)",
      "nie ma takie(?:go|j) |(?:uzytkownik|konto|adres|skrzynka|odbiorca)[^.;]{0,30}(?:nie istnieje|nieznan|nie znaleziono)",
      "(?:пользовател|получател|почтов|ящик|адрес)[^.;]{0,40}(?:не наиден|не существует|неизвест|отсутствует)|нет такого (?:пользовател|адрес|ящик)|неизвестныи (?:пользователь|получатель)",
      "(?:用户|用戶|收件人|邮箱|郵箱|账号|帐号|信箱|邮件地址|收件地址).{0,8}(?:不存在|未找到|无效|無效|未开通|不正确)|查无此人|查無此",
      "(?:ユーザー?|宛先|アドレス|メールボックス|受信者).{0,14}(?:存在しません|見つかりません|不明|存在しない|ありません)",
    ),
  },
  {
    reason: "unclear",
    says: any(
      "cannot be verified|verification problem|recipient unavailable|mailbox (?:not available|unavailable)|status is locked|user is locked|account is not allowed|delivery failure policy|delivery restricted by policy|recipient temporarily unavailable|recipient address rejected|recipient rejected",
    ),
  },
  {
    reason: "policy_refused",
    says: any(
      "polic(?:y|ies)|administrative(?:ly)? (?:prohibition|denied|blocked)|access[- ]denied|not allowed to connect|client host rejected|sender is rejected|message (?:refused|rejected)|mail (?:rejected|rejete|refused)|rejected by|blocked|not accepted|connection (?:refused|rejected) by",
    ),
  },
  {
    reason: "system_trouble",
    says: any(
      "try (?:again )?later|come back later|temporar|timed? ?out|timeout|no route to host|loops? (?:back|detected)|too many hops|system config|configuration error|input/output error|connection (?:refused|dropped|reset)|establish an smtp connection|lost connection|service (?:is )?(?:not available|currently unavailable|unavailable)|internal (?:server )?error|delivery time expired|message expired|mailer error|system.{0,6}busy|resources",
    ),
  },
];
