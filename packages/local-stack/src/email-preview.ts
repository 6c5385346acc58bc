// npm run emails: shows every template with realistic data.
import { endOnSignals } from "./end-on-signals";
import { readEnvFiles, readPorts } from "./environment";
import { requireFreePorts } from "./ports/require-free-ports";
import { projectRoot } from "./project-root";
import { startEmailPreview } from "./start-email-preview";

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
