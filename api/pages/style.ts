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
.door { max-width: none; min-height: 100vh; box-sizing: border-box; padding: 48px 16px; margin: 0;
  background: light-dark(#f4f7f6, #14211e); display: grid; justify-items: center; align-items: start; }
.door main { width: 100%; max-width: 380px; box-sizing: border-box; padding: 28px; border-radius: 10px;
  border: 1px solid var(--line); border-top: 5px solid #0f5e52; background: light-dark(#fff, #1c2b27); }
.door h2 { border: 0; margin: 18px 0 8px; } .door p { margin: 0 0 14px; }
.door input { width: 100%; box-sizing: border-box; font: inherit; padding: 8px 10px; margin-top: 2px;
  border: 1px solid #7f8c88; border-radius: 6px; }
.door button { width: 100%; font: inherit; padding: 9px; border: 0; border-radius: 6px; cursor: pointer;
  background: #0f5e52; color: #fff; } .door button:hover { background: #0b4a41; }
.door button:disabled { opacity: .6; cursor: progress; }
.door :focus-visible { outline: 2px solid #1668dc; outline-offset: 1px; }
`;
