// Prints what Firefox's reader view makes of pages: a JSON list of {title, textContent …}, one of each file named.
const { readFileSync } = require("node:fs");
const { JSDOM } = require("jsdom");
const { Readability } = require("@mozilla/readability");

const read = (file) => new Readability(new JSDOM(readFileSync(file, "utf8"), { url: "https://briefing.example/" }).window.document).parse();
console.log(JSON.stringify(process.argv.slice(2).map(read)));
