import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dayNumber, isoDay, monthStarts, shortDay, writtenDay, writtenMonth,
} from "../../src/frontmap/page/assets/state/days.mjs";

const ENGLISH = {
  months: ["January", "February", "March", "April", "May"], firstOfMonth: "1",
};
const FRENCH = {
  months: ["janvier", "février", "mars"], firstOfMonth: "1er",
};

test("a day written and read again is the same day, over leap days too", () => {
  for (const iso of ["1970-01-01", "2000-02-29", "2015-04-09", "2018-05-03", "2100-03-01",
    "0001-01-01", "0099-12-31", "9999-12-31"]) {
    assert.equal(isoDay(dayNumber(iso)), iso);
  }
});

test("what is no calendar day is none", () => {
  for (const text of ["2018-02-30", "2018-13-01", "2018-00-10", "2018-05-32", "3 May 2018", "2018-5-3", ""]) {
    assert.equal(dayNumber(text), null);
  }
});

test("days follow one another by one, also where clocks are changed", () => {
  assert.equal(dayNumber("2018-03-26") - dayNumber("2018-03-25"), 1);
  assert.equal(dayNumber("2018-03-01") - dayNumber("2018-02-28"), 1);
});

test("a day is written out without a time zone", () => {
  assert.equal(writtenDay(dayNumber("2018-05-03"), ENGLISH), "3 May 2018");
  assert.equal(shortDay(dayNumber("2018-05-03"), ENGLISH), "3 May");
});

test("the first day of a month is written as the language does", () => {
  const written = (iso) => [ENGLISH, FRENCH].map((one) => writtenDay(dayNumber(iso), one));
  assert.deepEqual(written("2001-01-01"), ["1 January 2001", "1er janvier 2001"]);
  assert.deepEqual(written("2001-01-11"), ["11 January 2001", "11 janvier 2001"]);
  assert.equal(shortDay(dayNumber("2001-03-01"), FRENCH), "1er mars");
});

test("on a long scale the beginnings of months are named, as many as there is room for", () => {
  const from = (iso, days, most) => monthStarts(dayNumber(iso), days, most).map(isoDay);
  assert.deepEqual(from("2015-01-15", 100, 5), ["2015-02-01", "2015-03-01", "2015-04-01"]);
  assert.deepEqual(from("2015-01-01", 365, 4),
    ["2015-01-01", "2015-04-01", "2015-07-01", "2015-10-01"]);
  assert.deepEqual(from("2011-04-09", 1000, 5), ["2012-01-01", "2013-01-01", "2014-01-01"]);
  assert.deepEqual(from("2010-06-01", 3650, 3), ["2012-01-01", "2016-01-01", "2020-01-01"]);
  assert.equal(writtenMonth(dayNumber("2015-04-09"), ENGLISH), "April 2015");
});
