// The page of a demonstration: whom one may look as, and the phone beside it.
const cast = document.getElementById('cast')
const status = document.getElementById('status')
const phone = document.getElementById('phone')
const now = document.getElementById('now')

const element = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

function look(person) {
  const address = '/m/?as=' + encodeURIComponent(person.name)
  // A page that differs from the one before by what stands behind # alone would not be loaded anew.
  phone.src = address
  now.textContent = '现在是：' + person.nickname
  for (const button of cast.querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.dataset.name === person.name))
  }
}

function row(person) {
  const onPhone = element('button', { type: 'button', textContent: '在手机上看', onclick: () => look(person) })
  onPhone.dataset.name = person.name
  onPhone.setAttribute('aria-pressed', 'false')
  onPhone.setAttribute('aria-label', '在手机上看：' + person.nickname)
  const atDesk = element('a', { href: '/desk/?as=' + encodeURIComponent(person.name), target: '_blank', textContent: '在电脑上看' })
  atDesk.setAttribute('aria-label', '在电脑上看：' + person.nickname)
  return element(
    'li',
    {},
    element('div', { className: 'about' }, element('strong', { textContent: person.nickname }), element('span', { textContent: person.about })),
    element('div', { className: 'ways' }, onPhone, atDesk),
  )
}

try {
  const answer = await fetch('/demo/cast.json')
  if (!answer.ok) throw new Error(String(answer.status))
  cast.replaceChildren(...(await answer.json()).map(row))
  status.textContent = '点一下，就用这个人的身份登录。'
} catch {
  status.textContent = '读不到人员名单，请刷新再试。'
}
