let sent: FormData | undefined;

/**
 * Remembers the form that was sent last on this page, for when its answer is that it is outdated.
 * Keeps a form back while the browser is offline: its page would give way to one about an error.
 *
 * @param setOffline is told whether a form was kept back
 */
export function watchSentForms(setOffline: (isOffline: boolean) => void): () => void {
  const look = (event: Event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    setOffline(!navigator.onLine);
    if (navigator.onLine) {
      sent = new FormData(event.target);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const comeBack = () => setOffline(false);
  document.addEventListener("submit", look, true);
  addEventListener("online", comeBack);
  return () => {
    document.removeEventListener("submit", look, true);
    removeEventListener("online", comeBack);
  };
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
