/** A small page to see that the service works: the newest job, live, and where to go next. */
export function homePage(): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>课后排 AfterBell</title>
<link rel="stylesheet" href="/pages/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<h1>课后排 <small>AfterBell · 课后服务排班 after-school care, planned</small></h1>
<nav><a href="/docs">接口文档 API docs</a><a href="/openapi.json">OpenAPI</a>
<a href="/v1/jobs">任务 jobs</a><a href="/v1/rules">规则 rules</a>
<a href="/v1/presets">地区预设 presets</a><a href="/v1/demo?size=medium&amp;seed=1">示范学校 demo school</a></nav>
<h2 id="title">最新任务 <span class="en">Newest job</span></h2>
<p id="state">读取中… <span class="en">Loading…</span></p>
<progress id="bar" max="1" value="0"></progress>
<div class="figures">
<div><b id="hard">–</b>硬规则 <span class="en">hard</span></div>
<div><b id="medium">–</b>空岗 <span class="en">open posts</span></div>
<div><b id="soft">–</b>软成本 <span class="en">soft cost</span></div>
<div><b id="speed">–</b>次/秒 <span class="en">proposals a second</span></div>
<div><b id="time">–</b>秒 <span class="en">seconds</span></div>
</div>
<p><button id="stop" hidden>停止并保留最好方案 Stop and keep the best plan</button>
<a id="plan" hidden>查看方案 Open the plan (JSON)</a></p>
<h2>各规则成本 <span class="en">Cost by rule</span></h2>
<table><thead><tr><th>规则 rule</th><th class="n">处数 count</th><th class="n">成本 cost</th></tr></thead>
<tbody id="rules"></tbody></table>
<script src="/pages/home.js"></script>
</body>
</html>
`;
}

export const homeScript = `
const at = (id) => document.getElementById(id);
const words = {
  queued: '排队中 queued', running: '求解中 running', completed: '已完成 completed',
  stopped: '已停止，保留最好方案 stopped, best plan kept', cancelled: '已取消 cancelled',
  failed: '失败 failed',
};
let titles = {};
let job;

function show(score) {
  if (!score) return;
  for (const level of ['hard', 'medium', 'soft']) {
    at(level).textContent = Math.round(score[level]).toLocaleString('en');
  }
  if (!score.rules) return;
  const rows = Object.entries(score.rules).filter(([, rule]) => rule.cost > 0);
  rows.sort((a, b) => b[1].cost - a[1].cost);
  at('rules').replaceChildren(...rows.map(([id, { count, cost }]) => {
    const row = document.createElement('tr');
    const cells = [titles[id] ?? id, count, Math.round(cost * 10) / 10];
    for (const [i, text] of cells.entries()) {
      const cell = row.insertCell();
      cell.textContent = text;
      if (i > 0) cell.className = 'n';
    }
    return row;
  }));
}

function progress(data) {
  show(data.score);
  at('speed').textContent = data.stepsPerSecond.toLocaleString('en');
  at('time').textContent = (data.elapsedMs / 1000).toFixed(1);
  const { seconds, steps } = job.options;
  at('bar').value = seconds ? data.elapsedMs / 1000 / seconds : data.steps / steps;
}

function status(text, planId) {
  at('state').textContent = job.schoolName + ' · ' + (words[text] ?? text);
  at('stop').hidden = text !== 'running';
  at('plan').hidden = !planId;
  if (planId) at('plan').href = '/v1/plans/' + planId;
}

function follow(id) {
  const source = new EventSource('/v1/jobs/' + id + '/events');
  const on = (type, act) => source.addEventListener(type, (e) => act(JSON.parse(e.data)));
  on('snapshot', (now) => {
    job = now;
    status(now.status, now.planId);
    if (now.progress) progress(now.progress);
  });
  on('status', (data) => status(data.status));
  on('progress', progress);
  on('best', progress);
  on('end', (data) => {
    source.close();
    status(data.status, data.planId);
    at('bar').value = 1;
    show(data.score);
  });
}

at('stop').addEventListener('click', () => fetch('/v1/jobs/' + job.id + '/stop', { method: 'POST' }));

async function start() {
  const rules = await (await fetch('/v1/rules')).json();
  titles = Object.fromEntries(rules.map(({ id, title }) => [id, title.zh + ' ' + title.en]));
  const { items } = await (await fetch('/v1/jobs?limit=1')).json();
  if (items.length > 0) follow(items[0].id);
  else at('state').textContent = '还没有任务 There is no job yet';
}
start();
`;
