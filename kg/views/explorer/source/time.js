// Slider of years with a play button.

import { byId, make } from "./dom.js";

const STEP = 1_100; // milliseconds per year

// Windows of years: one year, three years, or all years up to the chosen one.
const WINDOWS = { 1: "One year", 3: "Three years", 0: "Up to the year" };

export function createTime(app) {
  const years = [...new Set(app.values.papers.years.filter(Boolean))].sort((a, b) => a - b);
  const time = { app, years, timer: 0 };
  byId("time").hidden = years.length < 2;
  byId("window").replaceChildren(...Object.entries(WINDOWS).map(([value, label]) => make("option", { value }, label)));
  byId("window").value = "0";
  Object.assign(byId("year"), { min: 0, max: Math.max(0, years.length - 1), step: 1, value: Math.max(0, years.length - 1) });
  byId("year").addEventListener("input", () => {
    pause(time);
    choose(time);
  });
  byId("window").addEventListener("change", () => choose(time));
  byId("play").addEventListener("click", () => (time.timer ? pause(time) : play(time)));
  byId("all-years").addEventListener("click", () => {
    pause(time);
    app.filter({ from: 0, to: 0 });
  });
  time.show = () => show(time);
  time.pause = () => pause(time);
  return time;
}

function choose({ app, years }) {
  const at = Number(byId("year").value);
  const width = Number(byId("window").value);
  const to = years[at];
  const from = width ? years[Math.max(0, at - width + 1)] : 0;
  app.filter({ from, to }, { fit: false });
}

function play(time) {
  const { years } = time;
  const slider = byId("year");
  if (Number(slider.value) >= years.length - 1) slider.value = "0";
  choose(time);
  label(time, true);
  time.timer = setInterval(() => {
    slider.value = String(Number(slider.value) + 1);
    choose(time);
    if (Number(slider.value) >= years.length - 1) pause(time);
  }, STEP);
}

function pause(time) {
  clearInterval(time.timer);
  time.timer = 0;
  label(time, false);
}

function label(time, playing) {
  byId("play").textContent = playing ? "❚❚" : "▶";
  byId("play").setAttribute("aria-label", playing ? "Pause" : "Play the years");
}

// Shows the years of the filter in the slider.
function show({ app, years }) {
  const { from, to } = app.state.filters;
  const at = to ? years.findLastIndex((year) => year <= to) : years.length - 1;
  byId("year").value = String(Math.max(0, at));
  if (from && to) byId("window").value = from === to ? "1" : to - from === 2 ? "3" : byId("window").value;
  const span = [...new Set([from || years[0], to || years.at(-1)])];
  const text = from || to ? span.join("–") : "All years";
  byId("year-value").textContent = text;
  byId("year").setAttribute("aria-valuetext", text);
  byId("all-years").hidden = !from && !to;
}
