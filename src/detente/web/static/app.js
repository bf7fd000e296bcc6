// What needs a script: the map, and zooming the timeline by hand. Everything else can be read without.
for (const part of document.querySelectorAll("[data-part=timeline]")) zoomable(part);
for (const text of document.querySelectorAll(".text")) lights(text);
const map = document.getElementById("map");
if (map) await drawMap(map);

// ----------------------------------------------------------------------------------------------------------- timeline
// The server draws every window; here wheel, drag and keys only say which one, and move the old picture until the new one is there.

function zoomable(part) {
  const HOUR = 3600e3, LONGEST = 200 * 365 * 86400e3;
  let asked = 0, answered = 0, timer = null, from = null, focused = null;

  const region = () => part.querySelector("[data-timeline]");
  const drawn = () => ({ first: Date.parse(region().dataset.first), last: Date.parse(region().dataset.last) });
  let want = region() ? drawn() : null;

  function show(first, last, later = false) {
    const middle = (first + last) / 2, half = Math.min(Math.max(last - first, HOUR), LONGEST) / 2;
    want = { first: middle - half, last: middle + half };
    preview();
    clearTimeout(timer);
    if (!later) timer = setTimeout(load, 160);
  }

  function preview() {
    const old = drawn(), left = 124, wide = 1040 - 124 - 16;
    const scale = (old.last - old.first) / (want.last - want.first);
    const shift = left + (wide * (old.first - want.first)) / (want.last - want.first) - left * scale;
    part.querySelector(".moving")?.setAttribute("transform", `translate(${shift} 0) scale(${scale} 1)`);
  }

  async function load(all = false) {
    clearTimeout(timer);
    timer = null;
    const number = ++asked, data = region().dataset, days = data.days.slice(1);
    const stretch = all ? "" : `from=${iso(want.first)}&to=${iso(want.last)}`;
    const query = [stretch, days].filter(Boolean).join("&");
    const response = await fetch(`${data.timeline}${query && "?"}${query}`);
    const drawing = await response.text();
    if (number !== asked) return;
    answered = number;
    if (!response.ok || timer) return;
    const page = data.page;
    holding();
    part.innerHTML = drawing;
    window.htmx?.process(part);
    resting();
    history.replaceState(null, "", `${page}${query && "?"}${query}${location.hash}`);
  }

  // Who had the focus has it again in the new picture.
  function holding() {
    focused = part.contains(document.activeElement) ? (document.activeElement.dataset.zoom ?? "") : null;
  }

  function resting() {
    if (region() && !from) want = drawn();
    if (focused !== null) (part.querySelector(focused && `[data-zoom="${focused}"]` || "[data-timeline]") ?? region())?.focus({ preventScroll: true });
  }

  function zoom(factor, share = 0.5) {
    const at = want.first + (want.last - want.first) * share;
    show(at - (at - want.first) * factor, at + (want.last - at) * factor);
  }

  function move(share) {
    const by = (want.last - want.first) * share;
    show(want.first + by, want.last + by);
  }

  const acts = { "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), ArrowLeft: () => move(-0.25), ArrowRight: () => move(0.25), 0: () => load(true) };
  const links = { Closer: () => zoom(0.5), Farther: () => zoom(2), Earlier: () => move(-0.5), Later: () => move(0.5) };

  part.addEventListener("click", (event) => {
    const link = event.target.closest("[data-zoom]");
    if (from?.moved) event.preventDefault();
    else if (link) { event.preventDefault(); links[link.dataset.zoom](); }
  }, true);
  part.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.matches("[data-timeline]") || !(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
  });
  part.addEventListener("wheel", (event) => {
    if (!event.target.closest(".timeline") || !(event.ctrlKey || event.metaKey || region().contains(document.activeElement))) return;
    event.preventDefault();
    zoom(Math.exp(Math.max(-1, Math.min(event.deltaY / 300, 1))), share(event.clientX));
  }, { passive: false });
  part.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType === "mouse" && event.target.closest(".timeline")) from = { x: event.clientX, want: { ...want }, moved: false };
  });
  window.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const by = (share(from.x) - share(event.clientX)) * (from.want.last - from.want.first);
    if (!from.moved && Math.abs(event.clientX - from.x) < 5) return;
    from.moved = true;
    part.classList.add("dragging");
    show(from.want.first + by, from.want.last + by, true);
  });
  window.addEventListener("pointerup", () => {
    if (from?.moved) load();
    setTimeout(() => { from = null; part.classList.remove("dragging"); }); // after the click that a drag ends with
  });
  part.addEventListener("dragstart", (event) => event.preventDefault());
  // The tension that comes later: not in the place of a window that has been asked for since, which brings it along.
  part.addEventListener("htmx:beforeSwap", (event) => {
    if (timer || asked !== answered || from || !document.contains(event.detail.requestConfig?.elt)) event.detail.shouldSwap = false;
    else holding();
  });
  part.addEventListener("htmx:afterSwap", resting);

  function share(x) {
    const box = part.querySelector(".timeline").getBoundingClientRect(), scale = box.width / 1040;
    return Math.max(0, Math.min((x - box.left - 124 * scale) / (900 * scale), 1));
  }
}

function iso(ms) {
  return new Date(ms).toISOString().slice(0, 16);
}

// The records of the mark under the pointer, or reached by key, are lit in the list beside the text.
function lights(text) {
  const light = (event) => {
    for (const old of document.querySelectorAll(".records .lit")) old.classList.remove("lit");
    const names = event.target.closest?.("mark")?.getAttribute("aria-describedby")?.split(" ") ?? [];
    for (const name of names) document.getElementById(name)?.classList.add("lit");
  };
  for (const kind of ["pointerover", "focusin", "focusout", "pointerleave"]) text.addEventListener(kind, light);
}

// ---------------------------------------------------------------------------------------------------------------- map

async function drawMap(target) {
  const [world, events, areas] = await Promise.all([get(target.dataset.world), get(target.dataset.events), get(target.dataset.areas)]);
  const { d3, topojson } = window;
  const width = Math.max(target.clientWidth, 280), height = Math.round(Math.min(Math.max(width * 0.56, 320), 620));
  const land = topojson.feature(world, world.objects.countries).features;
  const disputed = areas.features.map((area) => ({ ...area, geometry: area.geometry ?? shapeOf(land, area.properties) })).filter((a) => a.geometry);
  const points = events.features.filter((f) => !f.properties.background && ["reported", "claimed"].includes(f.properties.status));
  const places = d3.rollups(points, (v) => v, (f) => f.geometry.coordinates.join(",")).map(([, v]) => v).sort((a, b) => b.length - a.length);
  const projection = d3.geoNaturalEarth1();
  if (points.length) projection.fitExtent([[50, 40], [width - 50, height - 40]], widened(points));
  else projection.fitExtent([[0, 0], [width, height]], { type: "Sphere" });
  const path = d3.geoPath(projection).pointRadius(5);
  target.replaceChildren();
  const svg = d3.select(target).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height).attr("aria-hidden", "true");
  const scene = svg.append("g");
  scene.selectAll("path.land").data(land).join("path").attr("class", "land").attr("d", path).append("title").text((d) => d.properties.name);
  const shapes = scene.selectAll("g.area").data(disputed).join("g").attr("class", (d) => `area ${d.geometry.type} ${d.properties.drawn_as ? "drawn" : "open"}`);
  shapes.append("path").attr("d", path);
  shapes.append("title").text((d) => told(d.properties));
  const spots = scene.selectAll("g.spot").data(places).join("g").attr("class", "spot");
  spots.append("circle")
    .attr("class", (v) => [d3.sum(v, (f) => f.properties.goldstein ?? 0) > 0 ? "calm" : "", v[0].properties.place.disputed ? "disputed" : ""].join(" "));
  spots.append("title").text(eventsAt);
  const names = svg.append("g").attr("class", "names");
  const labels = names.selectAll("text").data([
    ...places.map((v) => ({ at: v[0].geometry.coordinates, text: v[0].properties.place.name, kind: "place", off: radius(v) + 3 })),
    ...disputed.map((d) => ({ at: d3.geoCentroid(d), text: d.properties.name, kind: "areaname", size: d3.geoArea(d), off: 6 })),
    ...land.filter((f) => d3.geoArea(f) > 1e-4).map((f) => ({ at: d3.geoCentroid(largest(f)), text: f.properties.name, kind: "country", size: d3.geoArea(f), off: 6 })),
  ]).join("text").attr("class", (d) => d.kind).text((d) => d.text);

  function shown({ transform }) {
    scene.attr("transform", transform);
    const k = transform.k;
    spots.attr("transform", (v) => `translate(${projection(v[0].geometry.coordinates)}) scale(${1 / k})`).select("circle").attr("r", radius);
    path.pointRadius(5 / k);
    shapes.filter((d) => d.geometry.type === "Point").select("path").attr("d", path);
    const taken = [];
    labels.each(function (d) {
      const [x, y] = transform.apply(projection(d.at));
      const wide = d.text.length * 6.2, off = { place: -7, areaname: 6, country: -7 }[d.kind];
      const box = d.kind === "place" ? [x + d.off, y + off, x + d.off + wide, y + off + 14] : [x - wide / 2, y + off, x + wide / 2, y + off + 14];
      const within = box[0] > 2 && box[2] < width - 2 && box[1] > 2 && box[3] < height - 2;
      const free = within && !taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]);
      const worth = d.kind === "place" || d.size * (k * projection.scale()) ** 2 > (d.kind === "country" ? 4000 : 60);
      if (free && worth) taken.push(box);
      this.setAttribute("x", d.kind === "place" ? box[0] : x);
      this.setAttribute("y", box[1] + 11);
      this.classList.toggle("hide", !(free && worth));
    });
  }

  const zoom = d3.zoom().scaleExtent([1, 40]).translateExtent([[0, 0], [width, height]]).filter((e) => e.type !== "wheel" ? !e.button : e.ctrlKey || e.metaKey).on("zoom", shown);
  svg.call(zoom);
  shown({ transform: d3.zoomIdentity });
  const buttons = document.createElement("div");
  buttons.className = "zoom";
  for (const [words, label, act] of [["+", "Zoom in: the map", () => svg.call(zoom.scaleBy, 1.6)], ["−", "Zoom out: the map", () => svg.call(zoom.scaleBy, 1 / 1.6)], ["all", "The whole map", () => svg.call(zoom.transform, d3.zoomIdentity)]])
    buttons.append(button(words, label, act));
  target.after(buttons);
}

function radius(v) {
  return Math.min(4 + 2 * Math.sqrt(v.length), 26);
}

// The largest part of a country, which is where its name belongs.
function largest(feature) {
  if (feature.geometry.type !== "MultiPolygon") return feature;
  const parts = feature.geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return parts.reduce((a, b) => (window.d3.geoArea(b) > window.d3.geoArea(a) ? b : a));
}

function shapeOf(land, { shape, part }) {
  const found = land.find((f) => f.properties.name === shape)?.geometry;
  if (!found || part === null) return found;
  return { type: "Polygon", coordinates: found.coordinates[part] };
}

function told(area) {
  const claims = Object.entries(area.claims).map(([who, says]) => `${who}: ${says}`);
  return [`${area.name} (disputed)`, area.held, claims.length ? `Claimed. ${claims.join("; ")}.` : "Claimed by nobody.", area.in_view === area.held ? "" : area.in_view].filter(Boolean).join("\n");
}

function eventsAt(v) {
  const place = v[0].properties.place;
  return `${place.name}${place.disputed ? ` (disputed: ${place.disputed})` : ""}: ${v.length} event${v.length === 1 ? "" : "s"}\n${v.slice(0, 6).map((f) => f.properties.phrase).join("\n")}`;
}

// A frame of at least some ten degrees round the points.
function widened(points) {
  const lon = points.map((p) => p.geometry.coordinates[0]), lat = points.map((p) => p.geometry.coordinates[1]), pad = 4;
  const [w, e, s, n] = [Math.min(...lon) - pad, Math.max(...lon) + pad, Math.max(Math.min(...lat) - pad, -85), Math.min(Math.max(...lat) + pad, 85)];
  return { type: "MultiPoint", coordinates: [[w, s], [w, n], [e, s], [e, n]] };
}

function button(words, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

async function get(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
