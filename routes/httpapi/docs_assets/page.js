// The docs page: the list of operations with its search, the language, and who one is.
'use strict';

const people = JSON.parse(document.getElementById('people').textContent);
const $ = (id) => document.getElementById(id);

const texts = {
  zh: {
    title: '新居民之家 · 接口文档', search: '搜索路径、名称或说明', person: '演示人物', enter: '以此人登录', token: '访问令牌',
    tryIt: '试一试', send: '发送请求', save: '保存文件', unsent: '没有发出：', back: '← 返回列表', parameters: '参数',
    request: '请求', answer: '回答', required: '必填', none: '没有找到', failed: '接口描述读取失败',
    signedIn: '已登录：', refused: '登录失败：', until: '，令牌自动更新',
    audience: { public: '人人可用', resident: '须登录', verified: '须登录并已实名认证', staff: '须担任以下角色之一' },
  },
  en: {
    title: 'Xinjumin API', search: 'Search paths, names and texts', person: 'Demo person', enter: 'Sign in as',
    token: 'Access token', tryIt: 'Try it', send: 'Send', save: 'Save the file', unsent: 'Not sent: ',
    back: '← Back to the list', parameters: 'Parameters', request: 'Request', answer: 'Answer', required: 'required',
    none: 'Nothing found', failed: 'The document cannot be read', signedIn: 'Signed in: ',
    refused: 'Sign-in failed: ', until: ', the token is renewed by itself',
    audience: { public: 'Open to everybody', resident: 'Needs a sign-in', verified: 'Needs a verified identity',
      staff: 'Needs one of these roles' },
  },
};

// The choice is remembered; before it, the browser's language decides.
let language = localStorage.getItem('docs-language') || (/^zh/i.test(navigator.language) ? 'zh' : 'en');
let doc, operations = [], session = null;
const words = () => texts[language];

// ---- who one is

async function call(path, body) {
  const answer = await fetch('/api/v1' + path, { method: 'POST', body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'Accept-Language': language } });
  const data = await answer.json();
  if (!answer.ok) throw new Error(data.detail);
  return data;
}

function keep(tokens) {
  session = tokens;
  $('token').value = tokens.access_token;
  say(words().signedIn + tokens.person.nickname + words().until);
}

const say = (text, bad) => { $('who').textContent = text; $('who').classList.toggle('bad', Boolean(bad)); };

async function enter() {
  try {
    // The stand-in takes each code once; the instant makes it a new one.
    keep(await call('/auth/wechat', { code: `dev:${$('person').value}:${Date.now()}`, device: 'docs' }));
  } catch (e) { say(words().refused + e.message, true); }
}

// token renews what is about to end; a token that was typed in is used as it is.
let renewal = null;
async function token() {
  if (session && session.access_token === $('token').value && Date.parse(session.access_expires_at) < Date.now() + 60e3) {
    renewal ||= call('/auth/refresh', { refresh_token: session.refresh_token }).finally(() => { renewal = null; });
    try { keep(await renewal); } catch (e) { session = null; say(words().refused + e.message, true); }
  }
  return $('token').value.trim();
}

// ---- the list

function load() {
  return fetch(language === 'zh' ? '/openapi.zh-CN.json' : '/openapi.json').then((r) => r.json()).then((d) => {
    doc = d;
    operations = [];
    const tags = Object.fromEntries(d.tags.map((t) => [t.name, t.description]));
    for (const [path, item] of Object.entries(d.paths)) {
      for (const [method, op] of Object.entries(item)) {
        operations.push({ ...op, path, method, tag: tags[op.tags[0]],
          text: [method, path, op.operationId, tags[op.tags[0]], op.summary, op.description].join(' ').toLowerCase() });
      }
    }
  });
}

function list() {
  const wanted = $('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = operations.filter((op) => wanted.every((w) => op.text.includes(w)));
  const groups = new Map();
  for (const op of found) groups.set(op.tag, [...(groups.get(op.tag) || []), op]);
  const nodes = [];
  for (const [tag, ops] of groups) {
    nodes.push(el('h2', {}, `${tag} (${ops.length})`), ...ops.map((op) => {
      const a = el('a', { href: '#' + op.operationId }, el('span', { className: 'verb ' + op.method }, op.method),
        el('span', {}, op.summary), el('code', {}, op.path.replace('/api/v1', '')));
      if (location.hash.slice(1) === op.operationId) a.setAttribute('aria-current', 'true');
      return a;
    }));
  }
  $('list').replaceChildren(...(nodes.length ? nodes : [el('p', {}, words().none)]));
  $('list').setAttribute('aria-busy', 'false');
}

// ---- one operation

function show() {
  const chosen = operations.find((o) => o.operationId === location.hash.slice(1));
  document.body.classList.toggle('reading', Boolean(chosen));
  const op = chosen || operations[0];
  if (!op) return;
  for (const a of $('list').querySelectorAll('a')) {
    a.toggleAttribute('aria-current', a.hash.slice(1) === op.operationId);
  }
  const button = el('button', { type: 'button', id: 'try', className: 'main' }, words().tryIt);
  button.onclick = () => button.replaceWith(tryForm(doc, op, words(), { token, language: language === 'zh' ? 'zh-CN' : 'en' }));
  const back = el('a', { id: 'back', href: '#' }, words().back);
  $('operation').replaceChildren(back, ...operationView(doc, op, words(), button));
  $('operation').scrollTop = 0;
  $('list').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  if (chosen) window.scrollTo(0, 0);
}

// ---- start

async function start() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = words()[node.dataset.text];
  $('search').placeholder = words().search;
  $('search').setAttribute('aria-label', words().search);
  document.title = words().title;
  for (const b of $('languages').children) b.setAttribute('aria-pressed', String(b.value === language));
  try { await load(); } catch { $('list').replaceChildren(el('p', { className: 'need' }, words().failed)); return; }
  list();
  show();
}

for (const b of $('languages').children) {
  b.onclick = () => { localStorage.setItem('docs-language', language = b.value); start(); };
}
$('cast').hidden = !people.length;
$('person').append(...people.map((p) => el('option', { value: p.name }, `${p.nickname}（${p.about}）`)));
$('enter').onclick = enter;
$('search').oninput = list;
window.onhashchange = show;
start();
