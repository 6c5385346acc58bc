import { ActionLink } from "./_components/action-link";
import { Facts } from "./_components/facts";
import { Layout } from "./_components/layout";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  address: string;
  /** With the time zone: "22 November 2026, 14:30 UTC". */
  changedAt: string;
  /** Browser, system and network address of the change. */
  changedFrom: string;
  /** Opens the page that ends all sessions and voids the password. */
  notMeUrl: string;
};

export function subject() {
  return "Latchkey: your password was changed";
}

/** Sent after each change of a password: by a signed-in person or by a reset. */
export function PasswordChanged(props: Props) {
  return (
    <Layout
      title="Your password was changed"
      preview="All other sessions were ended. If this was not you, the mail says what to do."
      why="your address belongs to an account there"
    >
      <Paragraph>
        The password of your account at Latchkey was changed. All other sessions were ended. If this
        was you, you need to do nothing.
      </Paragraph>
      <Facts
        items={[
          { name: "Address", value: props.address },
          { name: "When", value: props.changedAt },
          { name: "From", value: props.changedFrom },
        ]}
      />
      <SectionTitle>If this was not you</SectionTitle>
      <Paragraph>
        Then somebody else can get into your account. Lock them out at once with this link: all
        sessions end, the password no longer works, and you choose a new one.
      </Paragraph>
      <ActionLink href={props.notMeUrl} label="This was not me">
        The link opens a page with a button; nothing happens before you press that.
      </ActionLink>
    </Layout>
  );
}

PasswordChanged.PreviewProps = {
  address: "ann.archer@example.org",
  changedAt: "22 November 2026, 14:30 UTC",
  changedFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrYCfVcC-45JEMPaf1Yg.e9HtY2cNrV6kZ0QxSb5MwG8pLd3JfUaRi1oXnK7T4Wy",
} satisfies Props;

export default PasswordChanged;
