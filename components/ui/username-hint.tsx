type Props = { address: string };

/** Tells password managers whose password a form asks for; people do not see it. */
export function UsernameHint({ address }: Props) {
  return <input type="email" autoComplete="username" value={address} readOnly hidden />;
}
