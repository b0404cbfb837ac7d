// Loads the page anew when Trunk has built it anew, and says in the console why a build failed. Only the page of
// `cargo xtask dev` has this; see hook.mjs.
const trunk = new URL(".well-known/trunk/ws", document.baseURI);
trunk.protocol = location.protocol.replace("http", "ws");

function listen(connected) {
  const socket = new WebSocket(trunk);
  socket.addEventListener("open", connected);
  socket.addEventListener("message", (message) => {
    const { type, data } = JSON.parse(message.data);
    if (type === "reload") location.reload();
    else if (type === "buildFailure") console.error(`The build failed: ${data.reason}`);
  });
  // Trunk has ended; when it is back, so may be another page.
  socket.addEventListener("close", () => setTimeout(() => listen(() => location.reload()), 1000));
}

listen(() => {});
