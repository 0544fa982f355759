({{ script }})(L, {{ map }}, document.getElementById("{{ name }}"),
  document.getElementById("{{ name }}_payload").textContent);
