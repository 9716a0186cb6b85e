// Passkeys: the browser asks the device, the answer is sent as an ordinary form.
"use strict";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-ask]");
  const failed = form.querySelector("[data-failed]");
  if (!window.PublicKeyCredential) continue;
  form.querySelector("[data-without]")?.setAttribute("hidden", "");
  button.hidden = false;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    button.setAttribute("aria-disabled", "true");
    try {
      const answer = form.dataset.passkey === "create"
        ? await window.webauthnJSON.create(always(await options(form)))
        : await window.webauthnJSON.get(await options(form));
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch {
      // Cancelled, timed out, or none on this device: the browser does not say which.
      failed.hidden = false;
      button.removeAttribute("aria-disabled");
      button.focus();
    }
  });
}

const print = document.querySelector("[data-print-page]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

async function options(form) {
  const given = document.getElementById("passkey-options");
  if (given && !form.dataset.fetch) {
    const data = JSON.parse(given.textContent);
    return data.creation_options ?? data.request_options;
  }
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).request_options;
}

// A passkey signs in by itself, so it always asks for the finger, the face or the PIN.
function always(creation) {
  const wanted = structuredClone(creation);
  Object.assign(wanted.publicKey.authenticatorSelection, {
    residentKey: "required", requireResidentKey: true, userVerification: "required",
  });
  return wanted;
}
