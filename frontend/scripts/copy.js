// A button below every text that is there to be copied. Without this script the text is selected by hand.
function selectText(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copyText(element) {
  try {
    await navigator.clipboard.writeText(element.textContent.trim());
    return true;
  } catch {
    // Plain http inside an organisation has no clipboard: the older way works there, and leaves the text selected.
    selectText(element);
    return document.execCommand("copy");
  }
}

export function offerCopying() {
  for (const place of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = place.dataset.copy;
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      const copied = await copyText(place.querySelector("p"));
      said.textContent = copied ? place.dataset.copied : place.dataset.notCopied;
    });
    place.append(button, said);
  }
}
