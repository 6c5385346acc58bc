let sent: FormData | undefined;

/**
 * Remembers the form that was sent last on this page, for when its answer is that it is outdated.
 */
export function watchSentForms(): () => void {
  const remember = ({ target }: Event) => {
    if (target instanceof HTMLFormElement) sent = new FormData(target);
  };
  document.addEventListener("submit", remember, true);
  return () => document.removeEventListener("submit", remember, true);
}

/** Sends the fields of that form to where an outdated form is answered, as a plain post. */
export function sendToOutdated(): void {
  const form = document.createElement("form");
  form.method = "post";
  form.enctype = "multipart/form-data";
  form.action = `/outdated?from=${encodeURIComponent(location.pathname + location.search)}`;
  for (const [name, value] of sent ?? []) {
    if (typeof value !== "string" || /password|code/i.test(name)) continue;
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}
