// Turns Word files into HTML by mammoth, with what it warns of; as JSON. Standard input: [{"path", "styles": [mapping]}].
// Usage: node mammoth.cjs NODE_MODULES < jobs.json
"use strict";

const fs = require("fs");
const path = require("path");

const mammoth = require(path.resolve(process.argv[2], "mammoth"));

async function read(job) {
  const options = { styleMap: job.styles, includeDefaultStyleMap: false, includeEmbeddedStyleMap: false };
  const { value, messages } = await mammoth.convertToHtml({ path: job.path }, options);
  return { html: value, messages: messages.map((message) => message.message) };
}

async function main() {
  const read_all = [];
  for (const job of JSON.parse(fs.readFileSync(0, "utf8"))) read_all.push(await read(job));
  process.stdout.write(JSON.stringify(read_all));
}

main();
