import { ActionLink } from "./_components/action-link";
import { Facts } from "./_components/facts";
import { Layout } from "./_components/layout";
import { NotMe } from "./_components/not-me";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  /** The new one. The old one is named nowhere: a stranger may have typed this one. */
  address: string;
  confirmUrl: string;
  /** With the time zone, as every time here: "23 November 2026, 14:30 UTC". */
  linkExpiresAt: string;
  requestedAt: string;
  /** Browser, system and network address of the request. */
  requestedFrom: string;
  /** Opens the page that cancels the request. */
  notMeUrl: string;
};

export function subject() {
  return "Latchkey: confirm your new address";
}

/** Sent to the new address when somebody wants to move their account to it. */
export function ConfirmNewAddress(props: Props) {
  return (
    <Layout
      title="Confirm your new address"
      preview="An account is to be moved to this address. Nothing changes before you agree."
      why="somebody entered your address as the new one of their account"
    >
      <Paragraph>
        An account at Latchkey is to be moved to this address. If the account is yours, confirm that
        the address is yours, too. From then on you sign in with it.
      </Paragraph>
      <ActionLink href={props.confirmUrl} label="Use this address">
        The link works until {props.linkExpiresAt}.
      </ActionLink>
      <SectionTitle>About this request</SectionTitle>
      <Facts
        items={[
          { name: "New address", value: props.address },
          { name: "When", value: props.requestedAt },
          { name: "From", value: props.requestedFrom },
        ]}
      />
      <NotMe
        href={props.notMeUrl}
        label="Cancel this request"
        effect="cancels the request and stops such mails to this address for 30 days"
      >
        Do not confirm: without you no account gets your address.
      </NotMe>
    </Layout>
  );
}

ConfirmNewAddress.PreviewProps = {
  address: "ann@archer.example",
  confirmUrl:
    "https://latchkey.example/confirm-address/2.AZqrbPqBez2uUML2mxTQOA.R5wGq9ZkX2vLhN7tYc0JmB4sPd8fTu1aEoIi6KxMrVy",
  linkExpiresAt: "23 November 2026, 14:30 UTC",
  requestedAt: "22 November 2026, 14:30 UTC",
  requestedFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrbPqBez2uUML2mxTQOA.a0KcT6yVnQ3rXj8MzWd5HpG1bLsE9fUoRi2wNt7BxYk",
} satisfies Props;

export default ConfirmNewAddress;
