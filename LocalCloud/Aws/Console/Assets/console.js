// What the console can do without: keep a page up to date, copy, find by Ctrl+K. Everything else works without script.
(() => {
  'use strict';
  const search = document.getElementById('search');
  const bar = document.querySelector('.bar');

  document.addEventListener('keydown', event => {
    const typing = event.target.matches('input, textarea, select');
    if ((event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) || (event.key === '/' && !typing)) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  // The chosen view may be out of sight where the menu is one line.
  const current = document.querySelector('.side > nav [aria-current]');
  if (current && current.parentElement.scrollWidth > current.parentElement.clientWidth)
    current.parentElement.scrollLeft = current.offsetLeft - 40;

  // After a form the browser has been sent on: what was said is read out and seen.
  const said = document.querySelector('.said');
  if (said) {
    said.tabIndex = -1;
    said.focus();
  }

  const addCopyButtons = root => root.querySelectorAll('pre.block').forEach(block => {
    if (block.querySelector('.copy') || !navigator.clipboard)
      return;
    const text = block.textContent;
    const copy = document.createElement('button');
    copy.type = 'button';
    copy.className = 'copy';
    copy.textContent = 'Copy';
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text);
      copy.textContent = 'Copied';
    });
    block.prepend(copy);
  });
  addCopyButtons(document);

  // What somebody has the focus in, writes into or marks is left alone until the next change.
  const isInUse = part => part.contains(document.activeElement)
    || (String(getSelection()) !== '' && part.contains(getSelection().anchorNode));

  const isSame = (part, fresh) => {
    const shown = part.cloneNode(true);
    shown.querySelectorAll('.copy').forEach(copy => copy.remove());
    shown.querySelectorAll('details').forEach(details => details.removeAttribute('open'));
    const other = fresh.cloneNode(true);
    other.querySelectorAll('details').forEach(details => details.removeAttribute('open'));
    return shown.outerHTML === other.outerHTML;
  };

  const keyOf = (details, at) => details.dataset.key || String(at);

  const replace = (part, fresh) => {
    const open = new Map([...part.querySelectorAll('details')].map((details, at) => [keyOf(details, at), details.open]));
    const scrolls = [...part.querySelectorAll('.table, pre')].map(area => [area.scrollLeft, area.scrollTop]);
    fresh.querySelectorAll('details').forEach((details, at) => {
      if (open.get(keyOf(details, at)))
        details.open = true;
    });
    part.replaceWith(fresh);
    fresh.querySelectorAll('.table, pre').forEach((area, at) => {
      if (scrolls[at])
        [area.scrollLeft, area.scrollTop] = scrolls[at];
    });
    addCopyButtons(fresh);
  };

  let waiting = false;
  const bringUpToDate = async () => {
    const answer = await fetch(location.href, { credentials: 'same-origin' });
    if (!answer.ok)
      return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    waiting = false;
    document.querySelectorAll('[data-live][id]').forEach(part => {
      const other = fresh.getElementById(part.id);
      if (!other || isSame(part, other))
        return;
      if (isInUse(part))
        waiting = true;
      else
        replace(part, document.importNode(other, true));
    });
    document.body.dataset.state = fresh.body.dataset.state;
  };
  document.addEventListener('focusout', () => setTimeout(() => {
    if (waiting)
      bringUpToDate().catch(() => { });
  }, 300));

  // A page that changes by itself can be told to hold still.
  const pause = document.createElement('button');
  pause.type = 'button';
  pause.className = 'live';
  bar.append(pause);
  let source = null;
  let paused = sessionStorage.getItem('localcloud-paused') === 'yes';
  const follow = () => {
    source?.close();
    source = null;
    pause.textContent = paused ? 'Follow changes' : 'Pause changes';
    if (paused || document.hidden)
      return;
    const address = new URL(location.href);
    address.pathname = '/_localcloud/changes';
    address.searchParams.delete('said');
    address.searchParams.set('state', document.body.dataset.state);
    source = new EventSource(address);
    source.onmessage = () => bringUpToDate().catch(() => { });
  };
  pause.addEventListener('click', () => {
    paused = !paused;
    sessionStorage.setItem('localcloud-paused', paused ? 'yes' : 'no');
    follow();
  });
  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', () => source?.close());
  follow();
})();
