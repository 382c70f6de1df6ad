/// How the page looks: on a screen, on a phone and on paper.
let styleSheet = """

  :root { --ink: #1b2430; --soft: #56606e; --line: #c9d0d8; --accent: #0b4f8a; --ground: #ffffff; --tint: #f3f6f9; }
  * { box-sizing: border-box; }
  html { -webkit-text-size-adjust: 100%; }
  body {
    margin: 0; color: var(--ink); background: var(--ground); font-size: 16px; line-height: 1.6;
    font-family: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
      "Source Han Sans SC", "Noto Sans SC", sans-serif;
  }
  article, .languages { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
  article:lang(en) { word-break: keep-all; }
  article[hidden] { display: none; }
  .languages { display: flex; gap: 8px; justify-content: flex-end; padding-top: 12px; font-size: 14px; }
  .languages a { color: var(--accent); text-decoration: none; padding: 2px 10px; border: 1px solid var(--line);
    border-radius: 3px; }
  .languages a[aria-current] { background: var(--accent); border-color: var(--accent); color: #fff; }
  header { border-bottom: 3px solid var(--accent); padding: 8px 0 12px; }
  .kind { margin: 0; color: var(--soft); font-size: 14px; letter-spacing: 0.04em; }
  h1 { font-size: 28px; line-height: 1.3; margin: 2px 0 4px; overflow-wrap: anywhere; }
  .subtitle { margin: 0 0 10px; color: var(--soft); }
  .contents { display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: 15px; }
  .contents a, footer a, li a { color: var(--accent); }
  h2 { font-size: 22px; line-height: 1.35; margin: 40px 0 12px; padding-left: 12px; border-left: 5px solid var(--accent); }
  header + section h2 { margin-top: 20px; }
  h3 { font-size: 18px; line-height: 1.4; margin: 28px 0 8px; }
  p { margin: 8px 0; overflow-wrap: anywhere; }
  .lead { font-size: 19px; line-height: 1.55; font-weight: 600; margin: 8px 0 12px; }
  ul { margin: 8px 0; padding: 0; list-style: none; }
  li { margin: 5px 0; padding: 1px 0 1px 12px; border-left: 4px solid var(--line); overflow-wrap: anywhere; }
  .verdicts { font-size: 15px; line-height: 1.5; }
  .verdicts li { break-inside: avoid; }
  @media (min-width: 900px) { .verdicts { columns: 2; column-gap: 32px; } }
  li.likely { border-color: #2166ac; }
  li.between { border-color: #9aa3ad; }
  li.unlikely { border-color: #d95f02; }
  figure { margin: 20px 0 24px; }
  figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 24px; font-size: 15px;
    font-weight: 600; margin-bottom: 6px; }
  figcaption .title { overflow-wrap: anywhere; }
  figcaption .unit { font-weight: 400; font-size: 14px; margin-left: auto; }
  .scroll, .picture { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.45; border-top: 2px solid var(--ink);
    border-bottom: 2px solid var(--ink); font-variant-numeric: tabular-nums lining-nums; }
  thead th { border-bottom: 1px solid var(--ink); text-align: left; vertical-align: bottom; font-weight: 600; }
  th, td { padding: 4px 8px; vertical-align: top; }
  th:first-child, td:first-child { padding-left: 4px; }
  tbody th { text-align: left; font-weight: 400; min-width: 12em; }
  tbody tr:not(.group) th { overflow-wrap: anywhere; }
  .group th { font-weight: 600; background: var(--tint); }
  .group ~ tr th { padding-left: 16px; }
  .total th { font-weight: 600; }
  .total th, .total td { border-top: 1px solid var(--line); }
  td:not(.n) { min-width: 4.5em; }
  .n { text-align: right; white-space: nowrap; }
  thead .n { white-space: normal; }
  thead .unit { font-weight: 400; }
  .n::after { visibility: hidden; }
  .z1::after { content: "0"; } .z2::after { content: "00"; } .z3::after { content: "000"; }
  .z4::after { content: "0000"; } .z5::after { content: "00000"; } .z6::after { content: "000000"; }
  .p1::after { content: ".0"; } .p2::after { content: ".00"; } .p3::after { content: ".000"; }
  .p4::after { content: ".0000"; } .p5::after { content: ".00000"; } .p6::after { content: ".000000"; }
  .note { color: var(--soft); font-size: 13px; line-height: 1.5; margin: 6px 0 0; }
  .chart svg { display: block; width: 100%; height: auto; max-width: 960px; margin: 0 auto; }
  .multiples { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 32px; }
  .multiples figure { margin: 12px 0; }
  details > .multiples { margin-top: 8px; }
  details { margin: 12px 0; }
  summary { cursor: pointer; color: var(--accent); font-size: 15px; }
  .values { margin: 4px 0 0; }
  .values summary { font-size: 13px; }
  footer { margin: 40px 0 32px; padding-top: 4px; border-top: 3px solid var(--accent); font-size: 14px; color: var(--soft); }
  footer p { margin: 4px 0; }
  code { font-family: ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; font-size: 13px;
    overflow-wrap: anywhere; }
  @media (max-width: 640px) {
    article, .languages { padding-left: 14px; padding-right: 14px; }
    h1 { font-size: 23px; }
    h2 { font-size: 20px; }
    .lead { font-size: 17px; }
    .multiples { grid-template-columns: minmax(0, 1fr); }
    .picture > svg { min-width: 560px; }
    .multiples .picture > svg { min-width: 0; }
    .scroll > table { width: auto; min-width: 100%; }
  }
  @page { size: A4; margin: 15mm 14mm 16mm; }
  @media print {
    body { font-size: 10.5pt; line-height: 1.5; }
    article, .languages { max-width: none; padding: 0; }
    .languages, .contents, .values { display: none; }
    h1 { font-size: 19pt; } h2 { font-size: 15pt; margin-top: 18pt; } h3 { font-size: 12pt; }
    .lead { font-size: 12.5pt; }
    .verdicts { font-size: 9.5pt; line-height: 1.4; columns: 2; column-gap: 8mm; }
    details:not([open]) { display: none; }
    .chart svg { max-width: 165mm; }
    table { font-size: 9pt; } th, td { padding: 2pt 4pt; }
    .note { font-size: 8.5pt; }
    .scroll, .picture { overflow: visible; }
    h2, h3, figcaption { break-after: avoid; }
    li, .chart, .table, tr { break-inside: avoid; }
    .table.long { break-inside: auto; }
    .long tbody { break-inside: avoid; }
    .long thead { display: table-header-group; }
    a { color: inherit; }
  }

  """
