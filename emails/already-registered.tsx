import { ActionLink } from "./_components/action-link";
import { Facts } from "./_components/facts";
import { Layout } from "./_components/layout";
import { NotMe } from "./_components/not-me";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";
import { TextLink } from "./_components/text-link";

type Props = {
  address: string;
  signInUrl: string;
  /** The page where a new password is asked for. */
  forgotUrl: string;
  /** With the time zone: "22 November 2026, 14:30 UTC". */
  registeredAt: string;
  /** Browser, system and network address of the attempt. */
  registeredFrom: string;
  /** Opens the page that stops such emails. */
  notMeUrl: string;
};

export function subject() {
  return "Latchkey: you already have an account";
}

/**
 * Sent instead of a confirmation when the address belongs to a confirmed account already:
 * somebody tried to register with it, or to move another account to it.
 */
export function AlreadyRegistered(props: Props) {
  return (
    <Layout
      title="You already have an account"
      preview="Someone tried to use your address for an account. Nothing has changed."
      why="somebody entered your address for an account there"
    >
      <Paragraph>
        Someone, perhaps you, tried to use this address for an account at Latchkey. It already has
        one, so nothing was changed. Sign in with the password you have.
      </Paragraph>
      <ActionLink href={props.signInUrl} label="Sign in" />
      <TextLink href={props.forgotUrl} label="Forgot your password? Choose a new one" />
      <SectionTitle>About this attempt</SectionTitle>
      <Facts
        items={[
          { name: "Address", value: props.address },
          { name: "When", value: props.registeredAt },
          { name: "From", value: props.registeredFrom },
        ]}
      />
      <NotMe
        href={props.notMeUrl}
        label="This was not me"
        effect="stops such mails to this address for 30 days"
      >
        You need to do nothing. Whoever it was has not learned that you have an account: only this
        mail says so.
      </NotMe>
    </Layout>
  );
}

AlreadyRegistered.PreviewProps = {
  address: "ann.archer@example.org",
  signInUrl: "https://latchkey.example/sign-in",
  forgotUrl: "https://latchkey.example/forgot-password",
  registeredAt: "22 November 2026, 14:30 UTC",
  registeredFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrT5KrfgGF08Z_CyHp1A.w2LzV8rKq5TxHn0JcY7mGb3sPd9fEuWaRi1oXt6NkMy",
} satisfies Props;

export default AlreadyRegistered;
