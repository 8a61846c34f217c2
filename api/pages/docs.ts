import { faultCodes, faultTable } from '../../src/domain/faults.ts';
import type { OpenApiDocument } from '../openapi.ts';

/**
 * The page of API docs, made from the OpenAPI document. Its own and plain, because a school's
 * network often reaches no CDN: nothing is loaded from anywhere else.
 */
export function docsPage(api: OpenApiDocument): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method, one: one as Operation })),
  );
  const sections = api.tags.map(({ name }) => {
    const mine = operations.filter(({ one }) => one.tags.includes(name));
    return `<h2>${escapeHtml(name)}</h2>${mine.map(section).join('')}`;
  });
  const schemas = Object.entries(api.components.schemas).map(
    ([name, schema]) =>
      `<details id="schema-${name}"><summary><b>${name}</b></summary>${json(schema)}</details>`,
  );
  const events = Object.entries(api.webhooks).map(([event, { post }]) => {
    const { summary, requestBody } = post as Operation;
    const content = requestBody ? links(requestBody.content) : '';
    return `<li><code>${event}</code> ${escapeHtml(summary)} ${content}`;
  });
  const faults = faultCodes.map((code) => {
    const { title, try: advice } = faultTable[code];
    const cells = [`<code id="${code}">${code}</code>`, escapeHtml(title.zh), escapeHtml(title.en)];
    return `<tr><td>${[...cells, escapeHtml(`${advice.zh} · ${advice.en}`)].join('</td><td>')}</td></tr>`;
  });
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>课后排 AfterBell · API</title>
<link rel="stylesheet" href="/pages/style.css"><link rel="icon" href="/favicon.svg"></head><body>
<h1>接口文档 <small>AfterBell API ${escapeHtml(api.info.version)}</small></h1>
<nav><a href="/">首页 home</a><a href="/openapi.json">openapi.json</a></nav>
<p>请求与返回均为 JSON；错误为 Problem Details，代码见文末。
<span class="en">JSON in and out; errors are Problem Details with the codes at the end.</span></p>
<p>程序每次请求带上密钥 <code>Authorization: Bearer ab_…</code>，浏览器登录后用 cookie；标有“公开”的不需要。
<span class="en">Programs send a key with each request, browsers the cookie of their sign-in;
what is marked as open (公开) needs neither.</span></p>
${sections.join('')}
<h2>回调的内容 <span class="en">What webhooks are sent</span></h2><ul>${events.join('')}</ul>
<h2>数据结构 <span class="en">Schemas</span></h2>${schemas.join('')}
<h2>错误代码 <span class="en">Error codes</span></h2>
<table><tbody>${faults.join('')}</tbody></table>
</body></html>
`;
}

interface Operation {
  tags: string[];
  summary: string;
  description?: string;
  security?: unknown[];
  parameters: { name: string; in: string; required: boolean; schema: unknown }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}
type Content = Record<string, { schema: { $ref?: string } }>;

function section({ path, method, one }: { path: string; method: string; one: Operation }): string {
  const parameters = one.parameters.map(
    (p) =>
      `<li><code>${p.name}</code> (${p.in}${p.required ? ', required' : ''}) ${inline(p.schema)}`,
  );
  const responses = Object.entries(one.responses).map(
    ([status, reply]) =>
      `<li><b>${status}</b> ${prose(reply.description)} ${reply.content ? links(reply.content) : ''}`,
  );
  return `<details><summary><span class="method">${method}</span> <code>${escapeHtml(path)}</code>
 ${escapeHtml(one.summary)}${one.security?.length === 0 ? '（公开 open）' : ''}</summary>
${one.description ? `<p>${prose(one.description)}</p>` : ''}
${one.requestBody ? `<p>请求体 Body: ${links(one.requestBody.content)}</p>` : ''}
${parameters.length > 0 ? `<p>参数 Parameters</p><ul>${parameters.join('')}</ul>` : ''}
<p>返回 Answers</p><ul>${responses.join('')}</ul></details>`;
}

function links(content: Content): string {
  return Object.entries(content)
    .map(([type, { schema }]) => {
      const name = schema.$ref?.split('/').at(-1);
      return `<code>${type}</code>${name ? ` <a href="#schema-${name}">${name}</a>` : ''}`;
    })
    .join(', ');
}

function inline(value: unknown): string {
  return `<code>${escapeHtml(JSON.stringify(value))}</code>`;
}

function json(value: unknown): string {
  return `<pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;
}

/** Text with `code` in back ticks. */
function prose(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
