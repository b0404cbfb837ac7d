// Keeps the page for when there is no network, and says when a newer version waits; see service-worker.js and
// browser/version.rs. Loaded when the page is idle. What fails here leaves the page as it is.
const HOUR = 3_600_000;
const workers = navigator.serviceWorker;

async function keep() {
  const registration = await workers.register(new URL("../service-worker.js", import.meta.url), { updateViaCache: "none" });
  if (!registration) return;
  let isControlled = Boolean(workers.controller);
  let isWanted = false;
  const say = () => dispatchEvent(new Event("version-waits"));
  // The first one takes nobody's place.
  const sayIfWaiting = () => registration.active && registration.waiting && say();

  const follow = (worker) => worker?.addEventListener("statechange", sayIfWaiting);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  follow(registration.installing);
  sayIfWaiting();

  workers.addEventListener("controllerchange", () => {
    if (isWanted) location.reload();
    // Another tab took it; this one goes on with the files of its own version.
    else if (isControlled) say();
    isControlled = true;
  });
  addEventListener("version-take", () => {
    isWanted = true;
    if (registration.waiting) registration.waiting.postMessage("take");
    else location.reload();
  });

  // A tab may be open for days.
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < HOUR) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
}

// In a frame nothing is stored.
if (workers && self === top) keep().catch(() => {});
