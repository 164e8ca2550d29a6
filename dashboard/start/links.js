// On paper a chart is as wide as the paper: Plotly draws it for the screen, and what is wider would be cut off.
// Links to pages of ours stay in the reader's tab, where Streamlit would open another. On a phone the menu lies over the
// page and closes with a choice, where Streamlit would keep it open on every later visit.
if (!document.body.dataset.links) {
  document.body.dataset.links = "held";
  const charts = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  addEventListener("beforeprint", () => charts().forEach((drawn) => {
    drawn.setAttribute("viewBox", `0 0 ${drawn.getAttribute("width")} ${drawn.getAttribute("height")}`);
  }));
  addEventListener("afterprint", () => charts().forEach((drawn) => drawn.removeAttribute("viewBox")));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (window.innerWidth < 768 && link.dataset.testid === "stSidebarNavLink")
      document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    const isPage = !/^\/(chart|data\/\w+|embed|evidence)\b/.test(link.pathname);
    if (link.origin === location.origin && isPage) link.target = "_self";
  }, true);
}
