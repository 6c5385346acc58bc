import { ActionLink } from "./_components/action-link";
import { Facts } from "./_components/facts";
import { Layout } from "./_components/layout";
import { NotMe } from "./_components/not-me";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  address: string;
  registerUrl: string;
  /** With the time zone: "22 November 2026, 14:30 UTC". */
  requestedAt: string;
  /** Browser, system and network address of the request. */
  requestedFrom: string;
  /** Opens the page that stops such emails. */
  notMeUrl: string;
};

export function subject() {
  return "Latchkey: no account with this address";
}

/**
 * Sent when a new password was asked for with an address that has no account, because
 * the page where it was asked for must not say so.
 */
export function NoAccount(props: Props) {
  return (
    <Layout
      title="There is no account with this address"
      preview="A new password was asked for, but no account has this address."
      why="a new password was asked for with your address"
    >
      <Paragraph>
        Someone, perhaps you, asked for a new password at Latchkey for this address. There is no
        account with it.
      </Paragraph>
      <Paragraph>
        Perhaps you used another address: try that one. Or register with this one.
      </Paragraph>
      <ActionLink href={props.registerUrl} label="Register" />
      <SectionTitle>About this request</SectionTitle>
      <Facts
        items={[
          { name: "Address", value: props.address },
          { name: "When", value: props.requestedAt },
          { name: "From", value: props.requestedFrom },
        ]}
      />
      <NotMe
        href={props.notMeUrl}
        label="Cancel this request"
        effect="cancels the request and stops such mails to this address for 30 days"
      >
        You need to do nothing: no account was made or changed.
      </NotMe>
    </Layout>
  );
}

NoAccount.PreviewProps = {
  address: "ann.archer@example.org",
  registerUrl: "https://latchkey.example/register",
  requestedAt: "22 November 2026, 14:30 UTC",
  requestedFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrWOBPemKcHbNwj-JaFg.Xs7pJ1bVqW4nGk9TzDf0LyRc5mHuE8aOiB3wKt6NxPg",
} satisfies Props;

export default NoAccount;
