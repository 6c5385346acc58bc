import { ActionLink } from "./_components/action-link";
import { Code } from "./_components/code";
import { Facts } from "./_components/facts";
import { Layout } from "./_components/layout";
import { NotMe } from "./_components/not-me";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  address: string;
  resetUrl: string;
  /** Eight digits, grouped for reading: "1234 5678". */
  code: string;
  /** With the time zone, as every time here: "22 November 2026, 15:30 UTC". */
  linkExpiresAt: string;
  codeExpiresAt: string;
  requestedAt: string;
  /** Browser, system and network address of the request. */
  requestedFrom: string;
  /** Opens the page that cancels the request. */
  notMeUrl: string;
};

export function subject() {
  return "Latchkey: choose a new password";
}

/** Sent when a new password was asked for and the address has a confirmed account. */
export function ResetPassword(props: Props) {
  return (
    <Layout
      title="Choose a new password"
      preview="Press the button, or use the code inside. Until then your password stays as it is."
      why="a new password was asked for with your address"
    >
      <Paragraph>
        Someone, perhaps you, asked for a new password for your account at Latchkey. Nothing changes
        before you choose one.
      </Paragraph>
      <ActionLink href={props.resetUrl} label="Choose a new password">
        The link works until {props.linkExpiresAt}.
      </ActionLink>
      <Paragraph>Or type this code on the page where the new password was asked for:</Paragraph>
      <Code>{props.code}</Code>
      <Paragraph soft>
        The code works until {props.codeExpiresAt}. Nobody from Latchkey will ever ask you for it.
      </Paragraph>
      <Paragraph soft>
        Once a new password is chosen, you are signed out everywhere and sign in with it.
      </Paragraph>
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
        effect="cancels the request and stops such mails to this address for 30 days, even those you ask for yourself"
      >
        Choose no new password, and give the code to nobody: without you the password stays as it
        is.
      </NotMe>
    </Layout>
  );
}

ResetPassword.PreviewProps = {
  address: "ann.archer@example.org",
  resetUrl:
    "https://latchkey.example/reset-password/2.AZqrUbfDcx2OAvZKydFQew.Lk3vT8sQm0XyB5nRc7WdJ2fHgP9aEuZ4iOtK6xMrVwY",
  code: "4930 2718",
  linkExpiresAt: "22 November 2026, 15:30 UTC",
  codeExpiresAt: "22 November 2026, 14:40 UTC",
  requestedAt: "22 November 2026, 14:30 UTC",
  requestedFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrUbfDcx2OAvZKydFQew.b4RyNf6JwKz1PqX8sVtC3mLdG5hEoA7iU0xWgTn2YrQ",
} satisfies Props;

export default ResetPassword;
