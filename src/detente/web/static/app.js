// What needs a script: the map. Everything else can be read without.
const element = document.getElementById("map");
if (element) await draw(element);

async function draw(target) {
  const [world, events] = await Promise.all([get(target.dataset.world), get(target.dataset.events)]);
  const { d3, topojson } = window;
  const width = 1000, height = 520;
  const land = topojson.feature(world, world.objects.countries);
  const points = events.features.filter((f) => !f.properties.background && ["reported", "claimed"].includes(f.properties.status));
  const spread = { type: "MultiPoint", coordinates: points.map((f) => f.geometry.coordinates) };
  const projection = d3.geoNaturalEarth1();
  const frame = [[60, 40], [width - 60, height - 40]];
  if (points.length) projection.fitExtent(frame, widened(spread)); else projection.fitExtent([[0, 0], [width, height]], { type: "Sphere" });
  const path = d3.geoPath(projection);
  const svg = d3.create("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("aria-hidden", "true");
  const scene = svg.append("g");
  scene.selectAll("path").data(land.features).join("path").attr("class", "land").attr("d", path).append("title").text((d) => d.properties.name);
  const places = d3.rollups(points, (v) => v, (f) => f.geometry.coordinates.join(","));
  scene.selectAll("circle").data(places).join("circle")
    .attr("transform", ([, v]) => `translate(${projection(v[0].geometry.coordinates)})`)
    .attr("r", ([, v]) => 4 + 2 * Math.sqrt(v.length))
    .attr("class", ([, v]) => [d3.sum(v, (f) => f.properties.goldstein ?? 0) > 0 ? "calm" : "", v[0].properties.place.disputed ? "disputed" : ""].join(" "))
    .append("title").text(([, v]) => `${v[0].properties.place.name}${v[0].properties.place.disputed ? ` (disputed: ${v[0].properties.place.disputed})` : ""}: ${v.length} event${v.length === 1 ? "" : "s"}\n${v.slice(0, 6).map((f) => f.properties.phrase).join("\n")}`);
  svg.call(d3.zoom().scaleExtent([1, 12]).on("zoom", ({ transform }) => scene.attr("transform", transform)));
  target.append(svg.node());
}

// A frame of at least some ten degrees round the points, as a ring that is not inside out.
function widened(points) {
  const lon = points.coordinates.map((c) => c[0]), lat = points.coordinates.map((c) => c[1]);
  const pad = 5, [w, e, s, n] = [Math.min(...lon) - pad, Math.max(...lon) + pad, Math.min(...lat) - pad, Math.max(...lat) + pad];
  return { type: "MultiPoint", coordinates: [[w, s], [w, n], [e, s], [e, n]] };
}

async function get(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
