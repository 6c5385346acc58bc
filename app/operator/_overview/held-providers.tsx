import { Alert } from "@/components/ui/alert";
import { TextLink } from "@/components/ui/text-link";
import type { HeldProvider } from "@/lib/email/provider-holds/read-holds";
import { paths } from "@/lib/paths";
import { Ago } from "./ago";
import { count, duration } from "./in-figures";

type Props = { providers: HeldProvider[]; now: Date };

function nextTry(at: Date, now: Date): string {
  return at <= now ? "now" : `in ${duration(at.getTime() - now.getTime())}`;
}

/** The alarm: a mailbox provider refuses our email, so that emails to it wait. */
export function HeldProviders({ providers, now }: Props) {
  if (providers.length === 0) return null;
  return (
    <Alert tone="danger" title="Our email is refused">
      <ul className="space-y-2">
        {providers.map(({ provider, reason, why, advice, since, nextProbeAt, ...emails }) => (
          <li key={provider}>
            <p>
              <strong className="font-semibold wrap-anywhere">{provider}</strong>: {why}. First seen{" "}
              <Ago at={since} now={now} />.{" "}
              <TextLink href={`${paths.operatorFailed}?code=${reason}`}>
                {count(emails.refused)} refused
              </TextLink>
              ,{" "}
              <TextLink href={`${paths.operatorDeliveries}?status=deferred`}>
                {count(emails.waiting)} waiting
              </TextLink>
              . Next try: {nextTry(nextProbeAt, now)}.
            </p>
            <p>{advice}</p>
          </li>
        ))}
      </ul>
      <p>One email is tried every 10 minutes. Retry a failed one to try at once.</p>
    </Alert>
  );
}
