// Suggestions come last: their script is larger than all others together, and the search box works without it.
export function suggestLater() {
  const { suggestions } = document.currentScript.dataset;
  if (!document.querySelector("[data-suggest]")) return;
  window.addEventListener("load", () => {
    document.head.append(Object.assign(document.createElement("script"), { src: suggestions }));
  });
}
