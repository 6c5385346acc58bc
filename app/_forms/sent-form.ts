let sent: FormData | undefined;

/**
 * Remembers the form that was sent last on this page, for when its answer is that it is outdated.
 * Keeps a form back while the server is out of reach: its page would give way to an error page.
 *
 * @param setOffline is told whether a form was kept back
 */
export function watchSentForms(setOffline: (isOffline: boolean) => void): () => void {
  let reached: HTMLFormElement | undefined;
  const look = (event: SubmitEvent) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    if (navigator.onLine || form === reached) {
      reached = undefined;
      setOffline(false);
      sent = new FormData(form);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    // A browser without a network says that it is offline, and still reaches its own machine.
    fetch("/icon.svg", { method: "HEAD", cache: "no-store" }).then(
      () => {
        reached = form;
        form.requestSubmit(event.submitter);
      },
      () => setOffline(true),
    );
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
    if (typeof value !== "string" || /password|code|answer/i.test(name)) continue;
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}
