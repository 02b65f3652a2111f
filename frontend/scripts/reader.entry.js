// Left and right arrow turn the page, unless someone is typing, choosing or scrolling sideways.
const TYPES_TEXT = "input, textarea, select, [contenteditable], summary";

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest(TYPES_TEXT)) return;
  const turn = { ArrowLeft: "[data-previous]", ArrowRight: "[data-next]" }[event.key];
  const link = turn && document.querySelector(turn);
  if (link) window.location.assign(link.href);
});
