(function () {
"use strict";
{{ modules }}
start(L, {{ map }}, document.getElementById("{{ name }}"),
  document.getElementById("{{ name }}_payload").textContent, {{ painter }});
})();
