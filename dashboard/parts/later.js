/* Nothing to see: when the page's first chart is drawn, or after three seconds without one, it asks Python for the rest. */
export default function ({ setTriggerValue }) {
  let seen = 0;
  const look = () => {
    if (document.querySelector(".js-plotly-plot .main-svg") || ++seen > 60) setTriggerValue("ready", true);
    else timer = setTimeout(look, 50);
  };
  let timer = setTimeout(look, 50);
  return () => clearTimeout(timer);
}
