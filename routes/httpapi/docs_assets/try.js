// The form that tries one operation: parameters, body, and what came back.
'use strict';

// choice is a field for a value: a list where the document names the values, else a line.
function choice(doc, schema, name) {
  const s = resolve(doc, schema);
  const values = s.enum || (s.type === 'boolean' ? [true, false] : null);
  if (!values) return el('input', { name, type: s.format === 'binary' ? 'file' : 'text', spellcheck: false, autocomplete: 'off' });
  return el('select', { name }, ...['', ...values].map((v) => el('option', {}, String(v))));
}

function row(name, required, words, field) {
  return el('label', {}, el('span', {}, name, required ? el('span', { className: 'need' }, ' ' + words.required) : null), field);
}

// tryForm gives the form. settings.token() gives the bearer token or nothing,
// settings.language the Accept-Language.
function tryForm(doc, op, words, settings) {
  const params = (op.parameters || []).map((p) => resolve(doc, p)).map((p) => ({ ...p, field: choice(doc, p.schema, p.name) }));
  const [type, media] = Object.entries(op.requestBody?.content || {})[0] || [];
  const parts = type?.startsWith('multipart') ? Object.entries(resolve(doc, media.schema).properties)
    .map(([name, s]) => ({ name, field: choice(doc, s, name) })) : [];
  const text = type?.includes('json') ? el('textarea', { spellcheck: false, rows: 12,
    value: JSON.stringify(exampleOf(doc, media.schema), null, 2) }) : null;
  const out = el('div', { className: 'answer' });
  out.setAttribute('aria-live', 'polite');
  const send = el('button', { type: 'submit', className: 'main' }, words.send);
  const form = el('form', {}, ...params.map((p) => row(p.name, p.required, words, p.field)),
    ...parts.map((p) => row(p.name, true, words, p.field)), text && row(words.request, true, words, text), send, out);
  form.onsubmit = async (event) => {
    event.preventDefault();
    send.disabled = true;
    try {
      const request = await requestOf(op, params, parts, text, settings);
      const from = performance.now();
      const answer = await fetch(request.url, request);
      out.replaceChildren(...await answerView(answer, words, Math.round(performance.now() - from)),
        el('pre', {}, curl(request, parts)));
    } catch (e) { out.replaceChildren(el('p', { className: 'need' }, words.unsent + e.message)); }
    send.disabled = false;
  };
  return form;
}

async function requestOf(op, params, parts, text, settings) {
  let path = op.path;
  const query = new URLSearchParams(), headers = { 'Accept-Language': settings.language };
  for (const p of params) {
    const value = p.field.value.trim();
    if (p.in === 'path') path = path.replace(`{${p.name}}`, encodeURIComponent(value));
    else if (value && p.in === 'query') query.append(p.name, value);
    else if (value && p.in === 'header') headers[p.name] = value;
  }
  const bearer = await settings.token();
  if (bearer) headers.Authorization = 'Bearer ' + bearer;
  let body;
  if (text?.value.trim()) {
    headers['Content-Type'] = 'application/json';
    body = text.value;
  } else if (parts.length) {
    body = new FormData();
    for (const p of parts) body.append(p.name, p.field.files ? p.field.files[0] || '' : p.field.value);
  }
  const asked = String(query);
  const url = location.origin + path + (asked && '?' + asked);
  return { url, method: op.method.toUpperCase(), headers, body };
}

// curl is the same request for a terminal; the token stays here.
function curl(request, parts) {
  const quote = (s) => "'" + s.replaceAll("'", `'\\''`) + "'";
  const lines = ['curl -X ' + request.method + ' ' + quote(request.url)];
  for (const [name, value] of Object.entries(request.headers)) {
    lines.push(name === 'Authorization' ? '-H "Authorization: Bearer $TOKEN"' : '-H ' + quote(name + ': ' + value));
  }
  for (const p of parts) lines.push('-F ' + quote(p.name + '=' + (p.field.files ? '@' + p.field.value : p.field.value)));
  if (typeof request.body === 'string') lines.push('-d ' + quote(request.body));
  return lines.join(' \\\n  ');
}

async function answerView(answer, words, took) {
  const kind = answer.headers.get('Content-Type') || '';
  const told = ['ETag', 'Location', 'Retry-After', 'X-Request-Id', 'Idempotency-Replayed'].filter((h) => answer.headers.get(h))
    .map((h) => h + ': ' + answer.headers.get(h));
  const head = el('h3', { className: answer.ok ? '' : 'need' }, `${words.answer} ${answer.status} · ${took} ms`);
  const out = [head, el('pre', {}, told.join('\n'))];
  if (answer.status === 204 || answer.status === 304) return out;
  if (kind.includes('json')) return [...out, el('pre', {}, JSON.stringify(await answer.json(), null, 2))];
  if (kind.startsWith('text/')) return [...out, el('pre', {}, await answer.text())];
  return [...out, el('a', { href: URL.createObjectURL(await answer.blob()), download: 'file' }, words.save + ' (' + kind + ')')];
}
