import { ActionLink } from "./_components/action-link";
import { Facts } from "./_components/facts";
import { Layout } from "./_components/layout";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  address: string;
  signInUrl: string;
  /** With the time zone: "22 November 2026, 14:30 UTC". */
  registeredAt: string;
  /** Browser, system and network address of the attempt. */
  registeredFrom: string;
};

export function subject() {
  return "Latchkey: you already have an account";
}

/** Sent instead of a confirmation when the address belongs to a confirmed account. */
export function AlreadyRegistered(props: Props) {
  return (
    <Layout
      title="You already have an account"
      preview="Someone tried to register with your address. Nothing has changed."
    >
      <Paragraph>
        Someone, perhaps you, tried to register at Latchkey with this address. It already has an
        account, so no second one was made. Sign in with the password you have.
      </Paragraph>
      <ActionLink href={props.signInUrl} label="Sign in" />
      <SectionTitle>About this attempt</SectionTitle>
      <Facts
        items={[
          { name: "Address", value: props.address },
          { name: "When", value: props.registeredAt },
          { name: "From", value: props.registeredFrom },
        ]}
      />
      <SectionTitle>If this was not you</SectionTitle>
      <Paragraph soft>
        Nothing has changed and you need to do nothing. Whoever it was has not learned that you have
        an account: only this mail says so.
      </Paragraph>
    </Layout>
  );
}

AlreadyRegistered.PreviewProps = {
  address: "ann.archer@example.org",
  signInUrl: "https://latchkey.example/sign-in",
  registeredAt: "22 November 2026, 14:30 UTC",
  registeredFrom: "Firefox on Linux, 203.0.113.7",
} satisfies Props;

export default AlreadyRegistered;
