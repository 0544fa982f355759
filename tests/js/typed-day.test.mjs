import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readingsOf } from "../../src/frontmap/page/assets/state/typed-day.mjs";

const calendars = [
  { months: ["Firstmonth", "Othermonth"], firstOfMonth: "1" },
  { months: ["janvier"], firstOfMonth: "1er" },
];
const read = (text) => readingsOf(text, calendars);

test("a day is read in every written form that import takes", () => {
  for (const text of [
    "2018-05-03", " 2018/5/3 ", "2018.05.03", "20180503", "2018–05–03", "3 May 2018", "3 mai 2018",
    "May 3, 2018", "May 3rd, 2018", "3rd of May 2018", "2018 May 3", "3-May-18", "3. Mai 2018",
    "3 maggio 2018", "٢٠١٨/٥/٣", "۲۰۱۸-۰۵-۰۳", "٣ أيار ٢٠١٨", "3 ايار 2018", "3 مايو، 2018",
  ]) assert.deepEqual(read(text), ["2018-05-03"], text);
  assert.deepEqual(read("1er mai 2018"), ["2018-05-01"]);
  assert.deepEqual(read("3 تشرين الأول 2018"), ["2018-10-03"]);
  assert.deepEqual(read("٤ كانون الثاني ٢٠١٨"), ["2018-01-04"]);
});

test("months are called as the page's languages call them, and may be shortened", () => {
  assert.deepEqual(read("4 othermonth 2018"), ["2018-02-04"]);
  assert.deepEqual(read("4 Sept. 2018"), ["2018-09-04"]);
  assert.deepEqual(read("4 févr. 2018"), ["2018-02-04"]);
  // of two months it is the beginning
  assert.deepEqual(read("4 jui 2018"), []);
  assert.deepEqual(read("4 تشرين 2018"), []);
});

test("a weekday may stand before, if it is that day's", () => {
  for (const text of ["Thursday, 3 May 2018", "jeudi 3 mai 2018", "الخميس ٣ أيار ٢٠١٨"]) {
    assert.deepEqual(read(text), ["2018-05-03"], text);
  }
  assert.deepEqual(read("Friday, 3 May 2018"), []);
});

test("where day and month cannot be told apart, each reading is told", () => {
  assert.deepEqual(read("3.5.2018"), ["2018-05-03", "2018-03-05"]);
  assert.deepEqual(read("٣/٥/٢٠١٨"), ["2018-05-03", "2018-03-05"]);
  assert.deepEqual(read("03/05/18"), ["2018-05-03", "2018-03-05", "2003-05-18"]);
  for (const text of ["13/5/2018", "5/13/2018"]) assert.deepEqual(read(text), ["2018-05-13"]);
  assert.deepEqual(read("5-5-2018"), ["2018-05-05"]);
});

test("what is no day is none", () => {
  for (const text of [
    "", "x", "2018-02-30", "2018-13-01", "30 February 2018", "5", "May 2018", "3 Moy 2018",
    "2018-05-03 or so", "31/31/2018", "3 May 2018 x",
  ]) assert.deepEqual(read(text), [], text);
});

const shared = JSON.parse(readFileSync(new URL("typed-days.json", import.meta.url), "utf8"));

test("a text means the same day here and in import, which asks where the page tells several", () => {
  for (const [text, days] of Object.entries(shared.texts)) assert.deepEqual(read(text), days, text);
});

test("Hijri and Persian days are those of import, as long as browsers have the same", () => {
  shared.hijri_1420.forEach((firsts, year) => firsts.forEach((first, month) => {
    const text = `${1420 + year}-${month + 1}-01 AH`;
    assert.deepEqual(read(text), [first], text);
  }));
  shared.persian_1300.forEach((first, year) => {
    assert.deepEqual(read(`${1300 + year}/1/1 AP`), [first], String(1300 + year));
  });
  // of these years browsers have other days than the tables of Umm al-Qura
  for (const text of ["1 Muharram 1419", "1 Muharram 1451", "1299/1/1 AP", "1501/1/1 AP"]) {
    assert.deepEqual(read(text), [], text);
  }
});

test("each month of other calendars has its name in English and in its own script", () => {
  const names = [
    ["Muharram", "Safar", "Rabi' I", "Rabi' II", "Jumada I", "Jumada II", "Rajab", "Shaban",
      "Ramadan", "Shawwal", "Dhu'l-Qi'dah", "Dhu'l-Hijjah"],
    ["محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان",
      "رمضان", "شوال", "ذو القعدة", "ذو الحجة"],
  ];
  for (const months of names) {
    months.forEach((name, at) => {
      assert.deepEqual(read(`1 ${name} 1440`), [shared.hijri_1420[20][at]], name);
    });
  }
  const persian = [
    ["Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar",
      "Dey", "Bahman", "Esfand"],
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن",
      "اسفند"],
  ];
  for (const months of persian) {
    months.forEach((name, at) => {
      assert.deepEqual(read(`1 ${name} 1397`), read(`1397-${at + 1}-1 ش`), name);
      assert.equal(read(`1 ${name} 1397`).length, 1, name);
    });
  }
});

test("a year that several calendars have is not read by the only one that has such a day", () => {
  assert.deepEqual(read("1401-02-30"), []);
});
