// Leaving at once: the button, or Shift three times within five seconds. The page is replaced in the history and
// hidden before the next one has loaded.
const PRESSES = 3;
const WITHIN_MS = 5000;

function leave(address) {
  document.documentElement.classList.add("leaving");
  document.title = "";
  window.location.replace(address);
}

export function watchExit() {
  const button = document.querySelector("[data-exit]");
  if (!button) return;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    leave(button.href);
  });
  let presses = [];
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses.filter((time) => event.timeStamp - time < WITHIN_MS), event.timeStamp];
    if (presses.length >= PRESSES) leave(button.href);
  });
}
