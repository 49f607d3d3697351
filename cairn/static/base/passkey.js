// Passkeys. form[data-passkey-create] and form[data-passkey-get], each with data-options-url,
// a hidden input "credential" and a line [data-passkey-said] whose data-words is the kind sentence
// for when it does not work. Such a form is [hidden] until this browser is known to be able to.
// A click is needed: the form's own button asks for the passkey, then the form is sent. Its [data-copies] take
// along what stands by then in the field of that id, which is another form's.

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = list => list?.map(one => ({ ...one, id: bytes(one.id) }));

const toCreate = options => PublicKeyCredential.parseCreationOptionsFromJSON?.(options) ??
  { ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: known(options.excludeCredentials) };
const toGet = options => PublicKeyCredential.parseRequestOptionsFromJSON?.(options) ??
  { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) };

// The extension "prf": what the passkey is asked, and what it answers, are bytes in the browser and text on the way.
const withPrf = (made, options) => {
  const first = options.extensions?.prf?.eval?.first;
  if (first) made.extensions = { ...made.extensions, prf: { eval: { first: bytes(first) } } };
  return made;
};
const results = credential => {
  const said = credential.getClientExtensionResults(), first = said.prf?.results?.first;
  return first ? { ...said, prf: { results: { first: text(first) } } } : said;
};

const asJson = credential => {
  if (credential.toJSON) return { ...credential.toJSON(), clientExtensionResults: results(credential) };
  const { response } = credential, fields = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (response[name]) fields[name] = text(response[name]);
  if (response.getTransports) fields.transports = response.getTransports();
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response: fields,
    authenticatorAttachment: credential.authenticatorAttachment, clientExtensionResults: results(credential) };
};

const send = form => {
  for (const copy of form.querySelectorAll("[data-copies]")) copy.value = document.getElementById(copy.dataset.copies).value;
  form.submit();
};

const optionsFor = async form => {
  const data = new FormData(form);
  data.delete("once");
  data.delete("credential");
  const answer = await fetch(form.dataset.optionsUrl, { method: "POST", body: new URLSearchParams(data), headers: { Accept: "application/json" } });
  if (answer.status === 401) location.assign(form.action); // it has been too long: that page asks again who it is
  if (!answer.ok) throw new Error(answer.status);
  const options = await answer.json();
  return options.publicKey ?? options;
};

const ask = async form => {
  const options = await optionsFor(form);
  return "passkeyCreate" in form.dataset
    ? navigator.credentials.create({ publicKey: toCreate(options) })
    : navigator.credentials.get({ publicKey: withPrf(toGet(options), options) });
};

const prepare = form => {
  const field = form.elements.credential, said = form.querySelector("[data-passkey-said]");
  let busy = false;
  form.hidden = false;
  form.closest("[data-passkey-part]")?.removeAttribute("hidden");
  form.addEventListener("submit", async event => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (busy) return;
    busy = true;
    if (said) said.textContent = "";
    try {
      field.value = JSON.stringify(asJson(await ask(form)));
      send(form);
    } catch {
      if (said) said.textContent = said.dataset.words;
    } finally {
      busy = false;
    }
  });
};

if (window.PublicKeyCredential && navigator.credentials) document.querySelectorAll("form[data-passkey-create], form[data-passkey-get]").forEach(prepare);
