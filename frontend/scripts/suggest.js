// Suggestions below the search box: concepts, places, titles and phrases that begin with what was typed. Without this
// script the box is an ordinary field of the form.
import accessibleAutocomplete from "accessible-autocomplete";

const WAIT_MS = 120;
const KINDS = { concept: "subject", authority: "place", title: "review", phrase: "" };

function escaped(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}

function asks(address) {
  let waiting;
  let controller = new AbortController();
  return (typed, show) => {
    window.clearTimeout(waiting);
    controller.abort();
    waiting = window.setTimeout(async () => {
      controller = new AbortController();
      try {
        const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal: controller.signal });
        show(answer.ok ? (await answer.json()).suggestions : []);
      } catch {
        // a later letter was typed, or the line is down: the box works as it is
      }
    }, WAIT_MS);
  };
}

// Enter searches for what was typed, unless a suggestion is chosen: the component itself would only close its list.
function searchAsTyped(event, place, form) {
  if (event.key !== "Enter" || place.querySelector('[role="option"][aria-selected="true"]')) return;
  event.preventDefault();
  event.stopPropagation();
  form.requestSubmit();
}

// Someone may be typing already: the field that takes the place of theirs goes on where they are. The component marks
// all of the text as soon as it has noticed the focus, so the place is set after that, and before the next key.
function goOn(box, { value, start, end }) {
  box.focus();
  box.value = value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  queueMicrotask(() => box.setSelectionRange(start, end));
}

export function suggest() {
  const place = document.querySelector("[data-suggest]");
  const field = place?.querySelector("input");
  if (!field) return;
  const { id, name, value, defaultValue, form, maxLength } = field;
  const typing = document.activeElement === field && { value, start: field.selectionStart, end: field.selectionEnd };
  field.remove();
  accessibleAutocomplete({
    element: place,
    id,
    name,
    defaultValue: typing ? defaultValue : value,
    minLength: 2,
    confirmOnBlur: false,
    showNoOptionsFound: false,
    inputClasses: "govuk-input",
    displayMenu: "overlay",
    menuAttributes: { "aria-labelledby": null, "aria-label": place.dataset.name },
    source: asks(place.dataset.suggest),
    templates: {
      inputValue: (suggestion) => suggestion?.query ?? "",
      suggestion: ({ label, kind }) => `${escaped(label)}<span> ${KINDS[kind] ?? ""}</span>`,
    },
    onConfirm: (suggestion) => {
      if (!suggestion) return;
      if (suggestion.kind === "title" && suggestion.id) {
        window.location.assign(`${place.dataset.reviews}/${suggestion.id}`);
        return;
      }
      place.querySelector("input").value = suggestion.query;
      form.requestSubmit();
    },
  });
  place.addEventListener("keydown", (event) => searchAsTyped(event, place, form), { capture: true });
  const box = place.querySelector("input");
  box.maxLength = maxLength;
  box.autocapitalize = "none";
  if (typing) goOn(box, typing);
}
