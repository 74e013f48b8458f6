// What one operation says, as elements: made from the document, without a library.
'use strict';

const el = (tag, props, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((c) => c != null));
  return node;
};

// paragraphs shows the little of Markdown that the texts use: blank lines, lists, `code`.
function paragraphs(text) {
  const inline = (line) => line.split('`').map((part, i) => (i % 2 ? el('code', {}, part) : part));
  return (text || '').split('\n\n').filter(Boolean).map((block) => {
    const lines = block.split('\n');
    const items = lines.filter((l) => l.startsWith('- '));
    const rest = lines.filter((l) => !l.startsWith('- ')).join(' ');
    return el('div', {}, rest && el('p', {}, ...inline(rest)),
      items.length ? el('ul', {}, ...items.map((l) => el('li', {}, ...inline(l.slice(2))))) : null);
  });
}

// resolve follows a reference into the components; what stands beside it is laid over what
// is behind it. A value or null is written as anyOf.
function resolve(doc, node) {
  if (node?.anyOf) {
    const value = resolve(doc, node.anyOf[0]);
    return { ...value, ...node, type: [].concat(value.type || [], 'null') };
  }
  if (!node?.$ref) return node || {};
  const behind = node.$ref.slice(2).split('/').reduce((at, key) => at[key], doc);
  return { ...resolve(doc, behind), ...node, $ref: undefined };
}

// kindOf says in a word or two what a value looks like.
function kindOf(doc, schema) {
  const s = resolve(doc, schema);
  const type = [].concat(s.type || []).join(' | ');
  if (s.items) return kindOf(doc, s.items) + '[]';
  return [type, s.format, s.enum?.length ? s.enum.join(' | ') : ''].filter(Boolean).join(' · ');
}

// exampleOf is a value as a client would send it, with what is required; where nothing
// is, with everything. Fields that exclude one another are not required.
function exampleOf(doc, schema, depth = 0) {
  const s = resolve(doc, schema);
  if (s.examples?.length) return s.examples[0];
  if (s.enum?.length) return s.enum[0];
  if (s.default !== undefined) return s.default;
  if (depth > 6) return null;
  if (s.items) return [exampleOf(doc, s.items, depth + 1)];
  if (s.properties) {
    const names = s.required?.length ? s.required : Object.keys(s.properties);
    return Object.fromEntries(names.map((k) => [k, exampleOf(doc, s.properties[k], depth + 1)]));
  }
  const type = [].concat(s.type || [])[0];
  return type === 'boolean' ? true : type === 'integer' || type === 'number' ? s.minimum ?? 0 : type ? '' : null;
}

// fields lists the properties of a schema, those of its parts below them.
function fields(doc, schema, words, depth = 0) {
  const s = resolve(doc, schema);
  if (s.items) return fields(doc, s.items, words, depth);
  const entries = Object.entries(s.properties || {});
  if (!entries.length || depth > 4) return null;
  return el('ul', { className: 'fields' }, ...entries.map(([name, p]) => el('li', {},
    el('b', {}, name), ' ', el('span', { className: 'dim' }, kindOf(doc, p)),
    words.required && s.required?.includes(name) ? el('span', { className: 'need' }, ' ' + words.required) : null,
    el('div', {}, p.description || resolve(doc, p).description || ''), fields(doc, p, words, depth + 1))));
}

function parameters(doc, list, words) {
  return el('ul', { className: 'fields' }, ...list.map((p) => resolve(doc, p)).map((p) => el('li', {}, el('b', {}, p.name), ' ',
    el('span', { className: 'dim' }, p.in + ' · ' + kindOf(doc, p.schema)),
    p.required ? el('span', { className: 'need' }, ' ' + words.required) : null, el('div', {}, p.description || ''))));
}

// operationView gives all that one reads about an operation, with the button that tries it.
function operationView(doc, op, words, button) {
  const of = (holder, prefix) => Object.entries(holder?.content || {}).filter(([t]) => t.startsWith(prefix))[0];
  const body = of(op.requestBody, 'application/json') || of(op.requestBody, '');
  const answers = Object.entries(op.responses || {}).filter(([status]) => status < '300');
  const who = op['x-policy'];
  const out = [el('h2', {}, op.summary), el('p', { className: 'path' },
    el('span', { className: 'verb ' + op.method }, op.method), ' ' + op.path),
  el('p', { className: 'dim' }, words.audience[who.audience] + (who.roles ? '：' + who.roles.join(', ') : '')),
  ...paragraphs(op.description), button];
  if (op.parameters?.length) out.push(el('h3', {}, words.parameters), parameters(doc, op.parameters, words));
  if (body) {
    out.push(el('h3', {}, words.request + ' · ' + body[0]), fields(doc, body[1].schema, words));
    if (body[0].includes('json')) {
      out.push(el('pre', {}, JSON.stringify(exampleOf(doc, body[1].schema), null, 2)));
    }
  }
  for (const [status, answer] of answers) {
    const content = Object.entries(answer.content || {})[0];
    out.push(el('h3', {}, words.answer + ' ' + status + ' · ' + (answer.description || '')));
    if (content) out.push(fields(doc, content[1].schema, {}) || el('p', { className: 'dim' }, content[0]));
  }
  return out.filter(Boolean);
}
