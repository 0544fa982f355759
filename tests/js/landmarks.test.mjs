import assert from "node:assert/strict";
import { test } from "node:test";
import { boxNear } from "../../src/frontmap/page/assets/map/annotations.mjs";
import { claimCounts, edgeTowards, ranked } from "../../src/frontmap/page/assets/map/context.mjs";
import { alongLine, briefName } from "../../src/frontmap/page/assets/map/landmarks.mjs";

const frame = { x: 200, y: 200, width: 400, height: 400 };
const line = (...points) => points.map(([x, y]) => ({ x, y }));

test("a street's name stands over the middle of its line, and reads from left to right", () => {
  const street = line([300, 200], [100, 200]);
  const place = alongLine(street, 60, 10, { placed: [], frame });
  assert.deepEqual([place.x, Math.round(place.y), Math.round(place.angle)], [200, 192, 0]);
});

test("a name makes way for what is there, to the other side of its line or along it", () => {
  const street = line([100, 200], [300, 200]);
  const over = { x: 200, y: 190, width: 400, height: 10 };
  const below = { x: 200, y: 210, width: 100, height: 10 };
  assert.equal(Math.round(alongLine(street, 60, 10, { placed: [over], frame }).y), 208);
  const aside = alongLine(street, 40, 10, { placed: [over, below], frame });
  assert.ok(Math.abs(aside.x - 200) > 70);
});

test("a street that is shorter than its name, or nowhere straight, bears none", () => {
  assert.equal(alongLine(line([0, 0], [50, 0]), 60, 10, { placed: [], frame }), undefined);
  const zigzag = line([100, 100], [120, 140], [140, 100], [160, 140], [180, 100]);
  assert.equal(alongLine(zigzag, 60, 10, { placed: [], frame }), undefined);
});

test("a name on the map leaves out what is explained", () => {
  assert.deepEqual(["30th Street (Salah al-Din)", "Batikha Square, the entrance", "دوار، مدخل"]
    .map(briefName), ["30th Street", "Batikha Square", "دوار"]);
});

test("a pointer stands where the way to its place leaves the map", () => {
  const size = { x: 400, y: 300 };
  assert.deepEqual(edgeTowards({ x: 200, y: -500 }, size, 0), { x: 200, y: 16, angle: 0 });
  assert.deepEqual(edgeTowards({ x: 900, y: 150 }, size, 0), { x: 384, y: 150, angle: 90 });
  assert.deepEqual(edgeTowards({ x: 100, y: 100 }, size, 0), { x: 100, y: 100, angle: -1 });
  // clear of the corners, it still points at its place
  const { x, y, angle } = edgeTowards({ x: -600, y: -500 }, size, 150);
  assert.deepEqual([x, y, Math.round(angle)], [150, 16, 305]);
});

test("the landmark that most claims name is the first", () => {
  const claims = [1, 2, 2, -1].map((landmark) => ({ landmark }));
  const record = /** @type {any} */ ({ landmarks: [{}, {}, {}], claims });
  assert.deepEqual(claimCounts(record), [0, 1, 2]);
  assert.deepEqual(ranked([0, 1, 2, 1]), [2, 1, 3, 0]);
});

test("a short text stands near its place, away from the middle, and over nothing", () => {
  const place = { x: 300, y: 200 };
  const room = { width: 40, height: 20 };
  assert.deepEqual(boxNear(place, room, [], frame), { x: 354, y: 200, ...room });
  const there = { x: 354, y: 200, width: 10, height: 10 };
  const box = boxNear(place, room, [there], frame);
  assert.ok(Math.abs(box.x - 354) >= 25 || Math.abs(box.y - 200) >= 15);
  assert.equal(boxNear(place, room, [frame], frame), undefined);
});
