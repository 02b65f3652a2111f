// A field above a long list of a filter that narrows the list while typing. Chosen values stay in sight. Without this
// script the list is as long as it is, its end behind "Show more".
const WAIT_MS = 300; // before the count is said, so that a screen reader is not interrupted at every letter

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

function offer(list, position) {
  const items = [...list.querySelectorAll(".govuk-checkboxes__item")].map((item) => ({
    item,
    box: item.querySelector("input"),
    label: plain(item.querySelector("label > span").textContent),
  }));
  const more = list.querySelector("details");
  const id = `find-value-${position}`;
  const label = element("label", { htmlFor: id, className: "govuk-label", textContent: list.dataset.find });
  const field = element("input", { id, type: "search", className: "govuk-input", autocomplete: "off" });
  const count = element("p", { className: "govuk-visually-hidden", role: "status" });
  const place = element("div", { className: "facet__find" });
  place.append(label, field, count);
  list.before(place);

  let waiting;
  const narrow = () => {
    const typed = plain(field.value.trim());
    let shown = 0;
    for (const { item, box, label: name } of items) {
      item.hidden = !(name.includes(typed) || box.checked);
      shown += item.hidden ? 0 : 1;
    }
    if (more) {
      more.open = typed !== "";
      more.querySelector("summary").hidden = typed !== "";
    }
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      count.textContent = list.dataset.found.replace("{count}", shown).replace("{all}", items.length);
    }, WAIT_MS);
  };
  field.addEventListener("input", narrow);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    field.value = "";
    narrow();
  });
}

export function findValues() {
  document.querySelectorAll("[data-find]").forEach(offer);
}
