// On paper a chart is as wide as the paper: Plotly draws it for the screen, and what is wider would be cut off.
// Links to pages of ours stay in the reader's tab, where Streamlit would open another. On a phone the menu lies over the
// page and closes with a choice and when the page is left, where Streamlit would open it on every later visit. The
// reader's forces go along with every link to a page of ours, and with the menu's choices in one step of the history. A
// link that only opens the evidence on its own page does not load that page anew: closed again, it leaves the reader
// where the link stands. Evidence in a page's column: chosen by keyboard it takes the focus, Escape closes it, and the
// table that opened it takes the focus back. On a phone, where it is a sheet over the page, it is a dialog. A button
// with words to copy puts them on the clipboard; where the browser lets no page do so, it shows them.
if (!document.body.dataset.links) {
  document.body.dataset.links = "held";
  // The address with the parameters of the present one that follow to another page, where it has none of its own.
  const followed = (address, ...names) => {
    const here = new URL(location.href), to = new URL(address, here);
    const isOther = to.pathname !== here.pathname || to.searchParams.get("id") !== here.searchParams.get("id");
    for (const name of names) if (isOther && !to.searchParams.has(name))
      here.searchParams.getAll(name).forEach((value) => to.searchParams.append(name, value));
    return to.href;
  };
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    const from = location.pathname;
    push(state, title, followed(address ?? "", "force", "release"));
    if (location.pathname !== from) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0); // the next page begins at its top
  };
  // The link of one chart opens the page there: what is drawn above makes room for some seconds, or until the reader moves.
  let looks = 0;
  const shared = location.hash && setInterval(() => {
    document.querySelector(`.st-key-block_${CSS.escape(location.hash.slice(1))}`)?.scrollIntoView();
    if (++looks === 40) clearInterval(shared);
  }, 200);
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(kind, () => clearInterval(shared), { once: true });
  const charts = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  addEventListener("beforeprint", () => charts().forEach((drawn) => {
    drawn.setAttribute("viewBox", `0 0 ${drawn.getAttribute("width")} ${drawn.getAttribute("height")}`);
  }));
  addEventListener("afterprint", () => charts().forEach((drawn) => drawn.removeAttribute("viewBox")));
  addEventListener("pagehide", () => Object.keys(localStorage).filter((name) => name.startsWith("stSidebarCollapsed"))
    .forEach((name) => localStorage.removeItem(name)));
  // By finger the first tap shows a mark's tip: it goes with the next tap elsewhere, as that which closes the evidence.
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".js-plotly-plot")) document.querySelectorAll(".hoverlayer").forEach((tip) => tip.replaceChildren());
  }, true);
  // Before any click, the middle one and that of the menu for a new tab too; the next may follow another choice.
  const given = new WeakMap();
  for (const kind of ["pointerdown", "focusin", "click"]) document.addEventListener(kind, (event) => {
    const link = event.target.closest("a");
    if (!link || link.origin !== location.origin || /^\/(api|chart|data|embed|evidence|feed)\b/.test(link.pathname)) return;
    const [own, set] = given.get(link) ?? [];
    const from = link.href === set ? own : link.href, to = followed(from, "force");
    given.set(link, [from, to]);
    if (to !== link.href) link.href = to;
  }, true);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = decodeURIComponent(button.dataset.copy), name = button.dataset.name ??= button.textContent; // at a second click it is “Copied”
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return prompt(button.title, text);
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = name; }, 2000);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (window.innerWidth < 768 && link.dataset.testid === "stSidebarNavLink")
      document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    if (link.origin === location.origin && !/^\/(chart|data\/\w+|embed|evidence)\b/.test(link.pathname)) link.target = "_self";
    const here = new URL(location.href), to = new URL(link.href, here);
    if (event.ctrlKey || event.metaKey || event.shiftKey || to.pathname !== here.pathname || !to.searchParams.has("figure")) return;
    for (const address of [here, to]) address.searchParams.delete("figure");
    if (here.search !== to.search || here.origin !== to.origin) return;
    event.preventDefault();
    history.pushState(history.state, "", link.href);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, true);
  const sheet = () => document.querySelector(".st-key-evidence_sheet"), isPhone = () => innerWidth <= 640;
  let told = "", byKey = false;
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-mark]")) byKey = !event.detail; // by the pointer it counts from one
  }, true);
  new MutationObserver(() => {
    const open = sheet(), heading = open?.querySelector("h3"), text = heading?.textContent ?? "";
    if (text === told) return;
    told = text;
    if (!text) return;
    open.role = isPhone() ? "dialog" : "region";
    open.ariaModal = isPhone() ? "true" : null;
    open.ariaLabel = "Evidence";
    heading.tabIndex = -1;
    if (isPhone() || byKey) heading.focus();
    byKey = false;
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  document.addEventListener("keydown", (event) => {
    const open = sheet(), at = document.activeElement;
    if (!open || at.closest("input, textarea") || document.querySelector('[data-testid="stDialog"]')) return;
    if (event.key === "Escape") open.querySelector(".st-key-evidence_close button").click();
    if (event.key !== "Tab" || !isPhone()) return;
    const stops = [...open.querySelectorAll("a[href], button, summary")].filter((one) => one.checkVisibility());
    const [first, last] = event.shiftKey ? [stops.at(-1), stops[0]] : [stops[0], stops.at(-1)];
    if (open.contains(at) && at !== last && !(event.shiftKey && at.tagName === "H3")) return;
    event.preventDefault();
    first.focus();
  });
}
