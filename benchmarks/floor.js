// The least that a page has to do: open the data, fill every cell, and over-paint those that change.
"use strict";
const canvas = document.querySelector("canvas");
const ink = canvas.getContext("2d");
let world;
let paths;
let today = 0;
let shown = [];

function holderOn(area, day) {
  const runs = world.runs[area];
  let at = runs.length - 2;
  while (at > 0 && runs[at] > day) at -= 2;
  return runs[at + 1];
}

function open(data) {
  world = data;
  const lines = world.borders.map(([, , ...steps]) => {
    const line = [];
    let [x, y] = [0, 0];
    for (let at = 0; at < steps.length; at += 2) {
      x += steps[at];
      y += steps[at + 1];
      line.push([x, y]);
    }
    return line;
  });
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const line of lines) {
    for (const [x, y] of line) {
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
  }
  canvas.width = canvas.clientWidth;
  canvas.height = canvas.clientHeight;
  const narrow = Math.cos((((south + north) / 2) * 1e-5 * Math.PI) / 180);
  const scale = Math.min(canvas.width / ((east - west) * narrow), canvas.height / (north - south));
  paths = world.areas.map((polygons) => {
    const path = new Path2D();
    for (const ring of polygons.flat()) {
      let begun = false;
      for (const reference of ring) {
        const forward = reference >= 0;
        const line = lines[forward ? reference : ~reference];
        for (let at = 0; at < line.length - 1; at += 1) {
          const [x, y] = line[forward ? at : line.length - 1 - at];
          const across = (x - west) * narrow * scale;
          const down = (north - y) * scale;
          if (begun) path.lineTo(across, down);
          else path.moveTo(across, down);
          begun = true;
        }
      }
      path.closePath();
    }
    return path;
  });
}

function paint(area) {
  ink.fillStyle = world.colours[shown[area]];
  ink.fill(paths[area]);
  ink.stroke(paths[area]);
}

function step(day) {
  today = day;
  for (let area = 0; area < world.areas.length; area += 1) {
    const holder = holderOn(area, day);
    if (holder === shown[area]) continue;
    shown[area] = holder;
    paint(area);
  }
}

async function start() {
  const text = document.getElementById("payload").textContent;
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  open(await new Response(stream).json());
  ink.strokeStyle = "white";
  ink.lineWidth = 0.8;
  step(world.days - 1);
  window.drawn = true;
}

start();
