import { ActionLink } from "./_components/action-link";
import { Code } from "./_components/code";
import { Facts } from "./_components/facts";
import { Layout } from "./_components/layout";
import { NotMe } from "./_components/not-me";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  address: string;
  confirmUrl: string;
  /** Six digits, grouped for reading: "123 456". */
  code: string;
  /** With the time zone, as every time here: "23 November 2026, 14:30 UTC". */
  linkExpiresAt: string;
  codeExpiresAt: string;
  registeredAt: string;
  /** Browser, system and network address of the registration. */
  registeredFrom: string;
  /** Opens the page that cancels the registration. */
  notMeUrl: string;
};

/** The product's name first, and no code: locked phones show subjects to everybody. */
export function subject() {
  return "Latchkey: confirm your email address";
}

/** Sent for each registration that can still be confirmed, and again on request. */
export function ConfirmEmail(props: Props) {
  return (
    <Layout
      title="Confirm your email address"
      preview="One press of the button, or the code inside, and your account is ready."
      why="somebody registered with your address"
    >
      <Paragraph>
        An account at Latchkey was registered with this address. If that was you, confirm that the
        address is yours and you are in.
      </Paragraph>
      <ActionLink href={props.confirmUrl} label="Confirm email">
        The link works until {props.linkExpiresAt}.
      </ActionLink>
      <Paragraph>Or type this code on the page where you registered:</Paragraph>
      <Code>{props.code}</Code>
      <Paragraph soft>
        The code works until {props.codeExpiresAt}. Nobody from Latchkey will ever ask you for it.
      </Paragraph>
      <SectionTitle>About this registration</SectionTitle>
      <Facts
        items={[
          { name: "Address", value: props.address },
          { name: "When", value: props.registeredAt },
          { name: "From", value: props.registeredFrom },
        ]}
      />
      <NotMe
        href={props.notMeUrl}
        label="Cancel this registration"
        effect="cancels the registration and stops such mails to this address for 30 days"
      >
        Do not confirm, and give the code to nobody: without you the registration comes to nothing.
      </NotMe>
    </Layout>
  );
}

ConfirmEmail.PreviewProps = {
  address: "ann.archer@example.org",
  confirmUrl:
    "https://latchkey.example/confirm/2.AZqrTPHQfD6aUbDH0uT2gA.q7Zr0b3mX1vYt9KdW5hLs2NcE8uJgA4oPfRiT6yMwVk",
  code: "493 027",
  linkExpiresAt: "23 November 2026, 14:30 UTC",
  codeExpiresAt: "22 November 2026, 14:45 UTC",
  registeredAt: "22 November 2026, 14:30 UTC",
  registeredFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrTPHQfD6aUbDH0uT2gA.Hc5wQ9pLx2TnB7vKjR4mZs8dYg3aFe6uWoIi1tXyVbM",
} satisfies Props;

export default ConfirmEmail;
