// What the drawn charts share: an SVG that follows its host's size, motion, and marks with words.
import { d3 } from "../d3.js";
import { roving } from "../roving.js";
import { tooltips } from "../tooltip.js";

const USUAL_TEXT = 15;
const WIDER = 1.8; // than the fitting one an axis may be before it is made anew
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Milliseconds that a change of a chart takes. */
export const motion = () => (still.matches || document.hidden ? 0 : 500);

/**
 * A chart whose `draw(svg, value, {width, height, duration, unit})` is called on each change of value
 * or size; `unit` is how much larger than usual the page's text is, as it grows with the screen.
 */
export class Plot {
  #host;
  #svg;
  #draw;
  #keys;
  #value = null;

  constructor(host, name, draw) {
    this.#host = host;
    this.#draw = draw;
    this.#svg = d3.select(host).append("svg").attr("role", "group").attr("aria-label", name);
    this.#keys = roving(host);
    tooltips(host);
    new ResizeObserver(() => this.#redraw(0)).observe(host);
  }

  update(value) {
    const first = this.#value === null;
    this.#value = value;
    this.#redraw(first ? 0 : motion());
  }

  #redraw(duration) {
    const { width, height } = this.#host.getBoundingClientRect();
    if (this.#value === null || width < 40 || height < 40) return;
    this.#svg.attr("width", width).attr("height", height).attr("viewBox", [0, 0, width, height]);
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TEXT;
    this.#draw(this.#svg, this.#value, { width, height, duration, unit });
    this.#keys.refresh();
  }
}

/** The group with that class inside `parent`, made when it is not there yet. */
export function layer(parent, name) {
  const found = parent.select(`g.${name}`);
  return found.empty() ? parent.append("g").attr("class", name) : found;
}

/** Gives marks their words: for the tooltip, and for screen readers. */
export function worded(marks, lines) {
  return marks
    .attr("role", "img")
    .attr("tabindex", function () {
      return this.getAttribute("tabindex") ?? "-1";
    })
    .attr("data-tip", (d) => lines(d).join("\n"))
    .attr("aria-label", (d) => lines(d).join(", "));
}

/** An axis without its line, its grid lines as long as the plot. */
export function valueAxis(group, scale, { values, length, format }) {
  group.call(d3.axisLeft(scale).tickValues(values).tickSize(-length).tickPadding(8).tickFormat(format));
  group.select(".domain").remove();
}

/**
 * Makes a keeper of an axis: it gets the extent of the values and `made`, which makes a fitting domain
 * of it, and gives the domain of before for as long as all values lie in it and fill a good part of it.
 * So an axis stands still while values move.
 */
export function steadyDomain() {
  let kept = null;
  return ([low, high], made) => {
    const fitting = made([low, high]);
    const inside = kept !== null && low >= kept[0] && high <= kept[1];
    if (!inside || kept[1] - kept[0] > WIDER * (fitting[1] - fitting[0])) kept = fitting;
    return kept;
  };
}

/** The selection itself, or a transition of it where the change is to be seen moving. */
export function moved(selection, duration) {
  return duration > 0 ? selection.transition().duration(duration) : selection.interrupt();
}
