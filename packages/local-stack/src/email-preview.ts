// npm run emails: shows every template with realistic data.
import { readOptions } from "@latchkey/command-line/read-options";
import { endOnSignals } from "./end-on-signals";
import { readEnvFiles, readPorts } from "./environment";
import { requireFreePorts } from "./ports/require-free-ports";
import { projectRoot } from "./project-root";
import { startEmailPreview } from "./start-email-preview";

readOptions({
  name: "npm run emails",
  help: `a preview of every email, with sample data, on http://localhost:3001.

It needs nothing to be running. EMAIL_PREVIEW_PORT changes the port. "npm run dev" has it too.`,
});

const end = endOnSignals();
try {
  const { emailPreview: port } = readPorts({ ...readEnvFiles(projectRoot), ...process.env });
  const need = { port, purpose: "the email preview", variable: "EMAIL_PREVIEW_PORT" };
  await requireFreePorts([need], 0);
  const preview = startEmailPreview({ root: projectRoot, port, onUnexpectedExit: end.fail });
  end.afterwards(() => preview.stop());
} catch (error) {
  end.fail(error instanceof Error ? error.message : String(error));
}
