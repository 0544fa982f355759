/** What eslint holds the page's modules to: the limits of size, and what is certainly a mistake. */

import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["src/frontmap/page/assets/**/*.mjs", "tests/js/**/*.mjs"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 14],
      eqeqeq: "error",
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 5],
      "no-restricted-syntax": ["error", {
        selector: "VariableDeclaration[kind='let'] + VariableDeclaration"
          + " > VariableDeclarator[id.type=/Pattern/]",
        message: "The minifier would turn the two round; page/modules.py says why.",
      }],
      "no-shadow": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["src/frontmap/page/assets/**/*.mjs"],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ["tests/js/**/*.mjs"],
    languageOptions: { globals: globals.node },
  },
];
