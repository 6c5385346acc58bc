/** What a person chooses in the footer, for every page. Each choice is in a cookie. */
export type Choice = "locale" | "theme";

/** The cookie's name, before which `__Host-` stands on https. */
export const choiceCookie = (choice: Choice) => `latchkey.${choice}`;

type Cookies = { get(name: string): { value: string } | undefined };

/** What is chosen by a request's cookies. Anybody can write a cookie: check the value. */
export function choiceIn(cookies: Cookies, choice: Choice): string | undefined {
  const name = choiceCookie(choice);
  return (cookies.get(name) ?? cookies.get(`__Host-${name}`))?.value;
}

/** The same, by the header as it came. */
export function choiceInHeader(header = "", choice: Choice): string | undefined {
  return new RegExp(`(?:^|; ?)(?:__Host-)?latchkey\\.${choice}=([a-zA-Z-]+)`).exec(header)?.[1];
}
