/* Rows and headings -> a table whose cells are text; a cell with a mark is a button, which says its mark to Python. */
export default function ({ data, parentElement, setTriggerValue }) {
  const make = (name, inside, text) => {
    const made = inside.appendChild(document.createElement(name));
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const box = parentElement.querySelector(".rows");
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.mark : null;
  const closed = data.chosen ? null : box.dataset.chosen;
  const back = document.activeElement === document.body || document.activeElement.closest(".st-key-evidence_sheet");
  box.dataset.chosen = data.chosen ?? "";
  box.replaceChildren();
  const table = make("table", box);
  make("caption", table, data.name);
  const head = make("tr", make("thead", table));
  data.headings.forEach((heading) => (make("th", head, heading).scope = "col"));
  const body = make("tbody", table);
  data.rows.forEach((cells, n) => {
    const row = make("tr", body);
    const marks = new Set(data.marks[n]?.filter(Boolean));
    if (marks.size === 1) { // a row of one mark opens it wherever it is chosen
      row.className = "opens";
      row.onclick = (event) => event.target.closest("button") || setTriggerValue("chosen", [...marks][0]);
    }
    cells.forEach((text, column) => {
      const mark = data.marks[n]?.[column];
      const cell = make("td", row, mark ? undefined : text);
      if (!mark) return;
      const button = make("button", cell, text);
      button.type = "button";
      button.dataset.mark = mark;
      if (mark === data.chosen) button.setAttribute("aria-current", "true");
      if (data.said[mark]) button.title = "Where this comes from: " + data.said[mark];
      button.onclick = () => setTriggerValue("chosen", mark);
    });
  });
  const goes = focused ?? (closed && back ? closed : null); // after the evidence is closed: to what opened it
  if (goes) box.querySelector(`[data-mark="${CSS.escape(goes)}"]`)?.focus();
}
