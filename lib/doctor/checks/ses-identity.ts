import { domainOf } from "../domains";
import { type CheckedLine, rule } from "../line";
import type { Ports } from "../ports";

export async function checkSesIdentity({ ses, env }: Ports): Promise<CheckedLine[]> {
  const identity = await ses.identity();
  const domain = domainOf(env.MAIL_FROM.address);
  if (!identity)
    return [
      rule({
        name: "identity",
        isRight: false,
        found: `SES in ${env.AWS_REGION} knows neither ${domain} nor ${env.MAIL_FROM.address}.`,
        right: "The domain of MAIL_FROM is an identity in AWS_REGION.",
        fix: "Deploy ops/ses/template.yaml, or correct AWS_REGION or MAIL_FROM.",
      }),
    ];
  const { name, VerifiedForSendingStatus, VerificationInfo, DkimAttributes } = identity;
  const dkim = DkimAttributes?.Status ?? "NOT_STARTED";
  const isSigning = dkim === "SUCCESS" && DkimAttributes?.SigningEnabled === true;
  const { MailFromDomain, MailFromDomainStatus = "NOT_STARTED" } =
    identity.MailFromAttributes ?? {};
  const why = VerificationInfo?.ErrorType ? ` (${VerificationInfo.ErrorType})` : "";
  return [
    rule({
      name: "identity",
      isRight: VerifiedForSendingStatus === true,
      found: VerifiedForSendingStatus ? `${name} is verified.` : `${name} is not verified${why}.`,
      right: "Verified for sending.",
      fix: "Publish the DKIM records that the SES console shows for the identity, and wait.",
    }),
    rule({
      name: "DKIM",
      isRight: isSigning,
      found:
        dkim !== "SUCCESS"
          ? `SES has not found the DKIM keys of ${name} in DNS (${dkim}).`
          : isSigning
            ? `SES signs as ${name}.`
            : "SES knows the keys and does not sign: signing is switched off.",
      right: "SUCCESS, and signing is switched on.",
      fix:
        isSigning || dkim !== "SUCCESS"
          ? "Publish the three CNAME records of Easy DKIM."
          : `aws sesv2 put-email-identity-dkim-attributes --email-identity ${name} --signing-enabled`,
    }),
    MailFromDomain
      ? rule({
          name: "MAIL FROM",
          isRight: MailFromDomainStatus === "SUCCESS",
          found: `${MailFromDomain}: ${MailFromDomainStatus}.`,
          right: "SUCCESS.",
          fix: "Publish the MX and the SPF record of the MAIL FROM domain (see the lines about DNS).",
        })
      : rule({
          name: "MAIL FROM",
          isRight: false,
          otherwise: "warning",
          found: "Bounces go to amazonses.com, so SPF does not speak for your domain.",
          right: "A MAIL FROM domain of your own, such as bounce.latchkey.example.",
          fix: "Deploy ops/ses/template.yaml with MailFromSubdomain.",
        }),
    rule({
      name: "feedback by email",
      isRight: identity.FeedbackForwardingStatus !== true,
      otherwise: "warning",
      found: identity.FeedbackForwardingStatus
        ? "SES also sends bounces by email, which nobody needs."
        : "Bounces come as events only.",
      right: "Switched off where events arrive.",
      fix: `Once the events arrive: aws sesv2 put-email-identity-feedback-attributes --email-identity ${name} --no-email-forwarding-enabled`,
    }),
  ];
}
