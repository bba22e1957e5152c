// Processor time that compiled code takes for one text, alone in a process: `timeOfText.cjs FOLDER` of
// the code reads the kind of work and the text from standard input as JSON, prints ms, the best of three.
const { Buffer } = require('node:buffer');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const dist = join(process.argv[2], 'nodes');
const client = (name) => require(join(dist, 'alibabaCloud/client', name));
const { createRedactor, redactTexts } = client('redact');
const { readReply } = client('reply');
const { lastLines, logTail } = client('logText');
const { redactScript } = require(join(dist, 'DataWorks/script/scriptSecrets'));
const { actions } = require(join(dist, 'DataWorks/api/dataworks-2020-05-18'));

const { work, begin, piece, end, bytes, secrets } = JSON.parse(readFileSync(0, 'utf8'));
const count = Math.ceil((bytes - begin.length - end.length) / Buffer.byteLength(piece));
// One text from the beginning, as a reply is: not one that is put together when it is first read.
const text = Buffer.from(begin + piece.repeat(Math.max(1, count)) + end).toString();
const redact = createRedactor(secrets);
const refusal = (body) =>
  readReply(actions.GetFile, { status: 400, headers: {}, text: body }, redact);

const works = {
  redact: () => redact(text),
  reply: () => {
    const reply = readReply(actions.GetFile, { status: 200, headers: {}, text }, redact);
    return reply.ok ? redactTexts(reply.body, redact) : reply;
  },
  refusal: () => refusal(text),
  script: () => redactScript(text),
  log: () => lastLines(text, Infinity, redact),
  'log for a message': () => logTail(text, redact),
};

const times = [1, 2, 3].map(() => {
  const start = process.cpuUsage();
  works[work]();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
});
console.log(Math.min(...times));
