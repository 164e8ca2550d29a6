// On paper a chart is as wide as the paper: Plotly draws it for the screen, and what is wider would be cut off.
// Links to pages of ours stay in the reader's tab, where Streamlit would open another. On a phone the menu lies over the
// page and closes with a choice, where Streamlit would keep it open on every later visit. A link that only opens the
// evidence on its own page does not load that page anew: closed again, it leaves the reader where the link stands.
// A button with words to copy puts them on the clipboard; where the browser lets no page do so, it shows them.
if (!document.body.dataset.links) {
  document.body.dataset.links = "held";
  const charts = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  addEventListener("beforeprint", () => charts().forEach((drawn) => {
    drawn.setAttribute("viewBox", `0 0 ${drawn.getAttribute("width")} ${drawn.getAttribute("height")}`);
  }));
  addEventListener("afterprint", () => charts().forEach((drawn) => drawn.removeAttribute("viewBox")));
  // By finger the first tap shows a mark's tip: it goes with the next tap elsewhere, as that which closes the evidence.
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".js-plotly-plot")) document.querySelectorAll(".hoverlayer").forEach((tip) => tip.replaceChildren());
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
    const isPage = !/^\/(chart|data\/\w+|embed|evidence)\b/.test(link.pathname);
    if (link.origin === location.origin && isPage) link.target = "_self";
    const here = new URL(location.href), to = new URL(link.href, here);
    if (event.ctrlKey || event.metaKey || event.shiftKey || to.pathname !== here.pathname || !to.searchParams.has("figure")) return;
    for (const address of [here, to]) address.searchParams.delete("figure");
    if (here.search !== to.search || here.origin !== to.origin) return;
    event.preventDefault();
    history.pushState(history.state, "", link.href);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, true);
}
