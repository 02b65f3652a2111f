// Left and right arrow turn the page, unless someone is typing, choosing or scrolling sideways.
const USES_ARROWS = "input, textarea, select, [contenteditable], summary, .page-scroll";

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest(USES_ARROWS)) return;
  const turn = { ArrowLeft: "[data-previous]", ArrowRight: "[data-next]" }[event.key];
  const link = turn && document.querySelector(turn);
  if (link) window.location.assign(link.href);
});

// Marks wait for the picture that they stand on: drawing a page for the first time takes a moment.
for (const figure of document.querySelectorAll(".page-picture")) {
  const picture = figure.querySelector("img");
  if (picture.complete) continue;
  figure.classList.add("page-picture--waiting");
  picture.addEventListener("load", () => figure.classList.remove("page-picture--waiting"), { once: true });
}
