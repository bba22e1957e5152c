import type { Chart } from './figure';
import { formatted } from './report';

const ROW = 26;
const BAR = 16;
const LABELS = 290;
const BARS = 330;
const VALUES = 90;
const TOP = 44;

const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Horizontal bars as an SVG picture; bars of this node stand out. Colours fit light and dark pages. */
export function drawChart({ title, unit, bars }: Chart): string {
  const longest = Math.max(...bars.map(({ value }) => value));
  const width = LABELS + BARS + VALUES;
  const height = TOP + bars.length * ROW + 10;
  const rows = bars.map(({ of, value }, index) => {
    const top = TOP + index * ROW;
    const length = Math.max(1, Math.round((BARS * value) / longest));
    const kind = of.startsWith('this node') ? 'ours' : 'other';
    const middle = top + BAR / 2 + 4;
    return [
      `  <text x="${LABELS - 8}" y="${middle}" text-anchor="end">${escaped(of)}</text>`,
      `  <rect class="${kind}" x="${LABELS}" y="${top}" width="${length}" height="${BAR}" rx="2"/>`,
      `  <text x="${LABELS + length + 6}" y="${middle}">${formatted(value)} ${escaped(unit)}</text>`,
    ].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
  <style>
    text { font: 13px system-ui, sans-serif; fill: #24292f; }
    .title { font-weight: 600; font-size: 15px; }
    .other { fill: #8c959f; }
    .ours { fill: #ff6a00; }
    @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .other { fill: #6e7681; } }
  </style>
  <text class="title" x="8" y="24">${escaped(title)} (${escaped(unit)})</text>
${rows.join('\n')}
</svg>
`;
}
