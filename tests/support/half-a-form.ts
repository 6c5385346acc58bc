import { connect } from "node:net";

/** Sends the head of a form, until the server asks for the rest, and the rest when it is told to. */
export async function halfAForm(port: number) {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  const ended = new Promise<string>((resolve) => socket.on("close", () => resolve(answer)));
  const head = ["POST /register HTTP/1.1", "Host: localhost", "Expect: 100-continue"];
  const rest = ["Content-Length: 5", "Content-Type: text/plain", "Connection: close"];
  socket.write([...head, ...rest, "", ""].join("\r\n"));
  // "100 Continue": the request has arrived, and its answer is under way.
  await new Promise((resolve, reject) => socket.once("data", resolve).once("error", reject));
  socket.on("data", (text) => (answer += String(text)));
  return { sendRest: () => (socket.write("form\n"), ended) };
}

/** Whether somebody listens on a port of this machine. */
export const isTaken = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });
