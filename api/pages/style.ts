/** One sheet for the few pages that the service itself shows. */
export const pageStyle = `
:root { color-scheme: light dark; --line: #8884; --good: #2a7d4f; --bad: #b3402a; }
body { font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif;
  max-width: 960px; margin: 0 auto; padding: 24px 20px 60px; }
h1 { font-size: 26px; margin: 0; } h1 small { font-weight: 400; opacity: .65; font-size: 15px; }
h2 { font-size: 18px; margin: 28px 0 8px; border-bottom: 1px solid var(--line); }
nav a { margin-right: 16px; } .en { opacity: .65; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: 4px 10px;
  border-bottom: 1px solid var(--line); } td.n, th.n { text-align: right;
  font-variant-numeric: tabular-nums; }
.figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 14px 0; }
.figures div { border: 1px solid var(--line); border-radius: 8px; padding: 8px 14px; min-width: 110px; }
.figures b { display: block; font-size: 20px; font-variant-numeric: tabular-nums; }
progress { width: 100%; height: 10px; } pre { overflow: auto; background: #8881; padding: 10px; }
code { font-size: 13px; } details { margin: 6px 0; }
.method { display: inline-block; min-width: 62px; font-weight: 600; text-transform: uppercase; }
.good { color: var(--good); } .bad { color: var(--bad); }
`;
