// Small helps; every page works without them.
"use strict";

// A form that was not accepted: lead to the summary of what to mend.
document.querySelector("[data-focus]")?.focus();

// A summary link focuses the field, not only scrolls to it.
for (const link of document.querySelectorAll(".hk-summary a")) {
  link.addEventListener("click", (event) => {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.matches("input, select, textarea") ? field : field.querySelector("input") ?? field).focus();
  });
}

// One press, one submission. The button comes back when the page does.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    for (const button of document.querySelectorAll(`form[data-sent] [type=submit], [form="${form.id || "-"}"]`)) {
      button.setAttribute("aria-disabled", "true");
    }
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-disabled=true]")) button.removeAttribute("aria-disabled");
});

// Typed text outlives an expired session or a lost connection, in this tab only.
// The draft goes once the form was accepted.
const kept = (form) => `hk-keep:${form.dataset.keep}`;
const fields = (form) => [...form.elements].filter((field) =>
  field.name && !/^(hidden|password|file|submit|button)$/.test(field.type));
const PENDING = "hk-keep-sent";

try {
  const forms = [...document.querySelectorAll("form[data-keep]")];
  const sent = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  // Not accepted: problems to mend, an error page, a sign-in, or back from a lost connection.
  const refused = document.querySelector("[data-not-saved], .hk-summary, .is-error")
    || location.pathname.startsWith("/accounts/")
    || performance.getEntriesByType("navigation")[0]?.type !== "navigate";
  if (sent && !refused) sessionStorage.removeItem(sent);
  for (const form of forms) {
    const draft = JSON.parse(sessionStorage.getItem(kept(form)) ?? "null");
    // What the server gave back after a refusal is newer than the draft.
    if (draft && !form.querySelector(".is-error") && !document.querySelector(".hk-summary")) restore(form, draft);
    form.addEventListener("input", () => {
      sessionStorage.setItem(kept(form), JSON.stringify(fields(form).map((field) =>
        [field.name, field.value, field.type === "checkbox" || field.type === "radio" ? field.checked : null])));
    });
    form.addEventListener("submit", () => sessionStorage.setItem(PENDING, kept(form)));
  }
} catch { /* storage is switched off: nothing is kept, everything else works */ }

function restore(form, draft) {
  const now = fields(form);
  draft.forEach(([name, value, checked], index) => {
    const field = now[index]?.name === name ? now[index] : now.find((one) => one.name === name);
    if (!field) return;
    if (checked !== null) { if (field.value === value) field.checked = checked; } else field.value = value;
  });
}

// Copy the address, hand it on, print.
for (const share of document.querySelectorAll("[data-share]")) {
  const said = share.querySelector("[data-said]");
  const copy = share.querySelector("[data-copy]");
  const send = share.querySelector("[data-send]");
  const address = new URL(share.dataset.url || location.href, location.href).href;
  copy.hidden = false;
  send.hidden = !navigator.share;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = said.dataset.done;
    } catch {
      said.textContent = said.dataset.failed;
    }
  });
  send.addEventListener("click", () => {
    navigator.share({ title: share.dataset.title, url: address }).catch(() => {});
  });
}
for (const print of document.querySelectorAll("[data-print]")) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

// The phone menu closes with Escape and when attention moves on.
const menu = document.querySelector(".hk-menu");
menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
menu?.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});
