/**
 * Where people sign in, and where a one-time link leads. Plain, so that it works before anything
 * else does; after it comes the console.
 */
export function loginPage(): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>登录 Sign in · 课后排 AfterBell</title>
<link rel="stylesheet" href="/pages/style.css">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body class="door">
<main>
<h1>课后排 <small>AfterBell</small></h1>
<p class="en">课后服务排班 After-school care, planned</p>
<form id="door">
<h2 id="title">登录 <span class="en">Sign in</span></h2>
<p id="name-row"><label>用户名 Name<br><input name="username" autocomplete="username" maxlength="40"></label></p>
<p><label>密码 Password<br><input name="password" type="password" autocomplete="current-password" required></label></p>
<p id="rule" class="en" hidden>至少 10 个字符，以后用它登录。 10 characters or more; you sign in with it from now on.</p>
<p><button>进入 Go in</button></p>
<p id="refusal" class="bad" role="alert"></p>
<p id="first" class="en">第一次使用？启动服务的窗口里有一条一次性链接，打开它设置管理员 admin 的密码。没有账号或忘记密码，请管理员发一个链接。 First time here? The window in which the service was started shows a one-time link that sets the password of “admin”. Without an account, or with the password forgotten, ask an admin for a link.</p>
</form>
<div id="done" hidden>
<h2>密码已设好 <span class="en">Your password is set</span></h2>
<p>以后登录用的用户名 You sign in with this name from now on:</p>
<p><b id="own-name"></b></p>
<p><button id="go" type="button">进入 Go in</button></p>
</div>
</main>
<script src="/pages/login.js"></script>
</body>
</html>
`;
}

export const loginScript = `
const at = (id) => document.getElementById(id);
// A one-time link stands behind "#": browsers send that to nobody. It sets a password. Messengers take
// Chinese that follows an address without a blank for a part of it.
const token = /^#link=([\\w-]+)/.exec(location.hash)?.[1];
const { username, password } = at('door').elements;
if (token) {
  at('title').textContent = '设置密码 Set your password';
  at('name-row').hidden = true;
  at('rule').hidden = false;
  at('first').hidden = true;
  password.autocomplete = 'new-password';
}

/** Where the person came from; a path of this site and nothing else. */
function next() {
  const path = new URLSearchParams(location.search).get('next') ?? '/';
  const url = new URL(path, location.origin);
  return url.origin === location.origin ? url.pathname + url.search : '/';
}

at('go').addEventListener('click', () => location.replace(next()));
at('door').addEventListener('submit', async (event) => {
  event.preventDefault();
  // A link works once: pressed twice, the second time it would be said to be over.
  const button = event.submitter ?? at('door').querySelector('button');
  button.disabled = true;
  at('refusal').textContent = '';
  try {
    await send();
  } catch {
    at('refusal').textContent = '连接不上服务，请再试一次。 The service cannot be reached: try again.';
  }
  button.disabled = false;
});

async function send() {
  const body = token
    ? { token, password: password.value }
    : { username: username.value, password: password.value };
  const answer = await fetch(token ? '/v1/link' : '/v1/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.ok && token) {
    // Nobody typed the name yet that they will need the next time.
    at('own-name').textContent = (await answer.json()).name;
    at('door').hidden = true;
    at('done').hidden = false;
    at('go').focus();
    return;
  }
  if (answer.ok) {
    location.replace(next());
    return;
  }
  // Somebody in front of the service may refuse in words of their own.
  const problem = await answer.json().catch(() => ({}));
  const { status } = answer;
  at('refusal').textContent = problem.titleZh
    ? problem.titleZh + '：' + problem.hintZh + '。 ' + problem.title + ': ' + problem.hint + '.'
    : '收到的不是本服务的回答（' + status + '），请稍后再试。 This is no answer of the service (' + status + '): try again soon.';
}

// A link that is pasted where the page is open already changes what stands behind "#", and no more.
addEventListener('hashchange', () => location.reload());
`;
