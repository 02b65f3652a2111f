// Builds frontend/static from styles/, scripts/ and icons/: one stylesheet, small scripts, fonts. Every file that
// pages link to carries a hash of its content in its name, so that browsers may keep it for ever; manifest.json
// maps the plain name to the hashed one. Only Swagger UI keeps its names: /api/docs refers to them.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { compile } from "sass";

const room = dirname(fileURLToPath(import.meta.url));
const built = join(room, "static");
const out = join(room, "node_modules/.static");
const BUILDS_KEPT = 3;
const HASHED = /-[A-Z0-9]{8}\.\w+(?:\.(?:br|gz))?$/;
const COMPRESSIBLE = /\.(?:css|js|svg)$/;
const SWAGGER_FILES = ["swagger-ui.css", "swagger-ui-bundle.js", "LICENSE", "NOTICE"];

function plainName(entryPoint) {
  return basename(entryPoint).replace(/\.scss$/, ".css");
}

// What our templates and scripts say: the names of classes among it.
const written = ["templates", "scripts"]
  .flatMap((folder) => readdirSync(join(room, folder), { recursive: true }).map((name) => join(room, folder, name)))
  .filter((path) => /\.(?:html|js)$/.test(path))
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");
const namesWritten = new Set(written.match(/govuk-[\w-]+/g));
const macrosUsed = [...written.matchAll(/govuk_frontend_jinja\/components\/([\w-]+)/g)].map(([, name]) => `govuk-${name}`);
// Of a macro: what it makes where a list has a next page and no numbers.
const NOT_ASKED_FOR = /govuk-pagination(?:--block|__link-label|__link-title--decorated)/;

function isUsed(selector) {
  if (NOT_ASKED_FOR.test(selector)) return false;
  const classes = selector.replace(/:not\([^)]*\)/g, "").match(/(?<=\.)govuk-[\w-]+/g) ?? [];
  return classes.every((name) => namesWritten.has(name) || macrosUsed.some((macro) => name.startsWith(macro)));
}

// The design system styles much that we do not use, and the style sheet holds up the first paint: rules for a class of
// its own that nothing here names are left out. Blocks that are empty then go when the bundler minifies.
function usedOnly(css) {
  return css.replace(/([^{};]+)\{([^{}]*)\}/g, (rule, selectors, declarations) => {
    const used = selectors.split(/,(?![^(]*\))/).filter(isUsed);
    return used.length ? `${used.join(",")}{${declarations}}` : "";
  });
}

const styles = {
  name: "scss",
  setup(bundler) {
    bundler.onLoad({ filter: /\.scss$/ }, ({ path }) => {
      const loadPaths = [join(room, "node_modules")];
      const { css, loadedUrls } = compile(path, { loadPaths, quietDeps: true, style: "compressed" });
      return { contents: usedOnly(css), loader: "css", resolveDir: room, watchFiles: loadedUrls.map((url) => fileURLToPath(url)) };
    });
  },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "swagger-ui"), { recursive: true });

const { metafile } = await build({
  entryPoints: [
    join(room, "styles/site.scss"),
    ...readdirSync(join(room, "scripts"))
      .filter((name) => name.endsWith(".entry.js"))
      .map((name) => join(room, "scripts", name)),
    ...readdirSync(join(room, "icons")).map((name) => join(room, "icons", name)),
  ],
  absWorkingDir: room,
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020", "chrome100", "firefox100", "safari15"],
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "copy" },
  plugins: [styles],
  metafile: true,
  logLevel: "warning",
});

const manifest = {};
for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
  const name = entryPoint ? plainName(entryPoint) : basename(path).replace(/-[A-Z0-9]{8}(?=\.)/, "");
  manifest[name] = basename(path);
}
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);

for (const name of SWAGGER_FILES) {
  copyFileSync(join(room, "node_modules/swagger-ui-dist", name), join(out, "swagger-ui", name));
}
copyFileSync(join(room, "scripts/swagger-ui.js"), join(out, "swagger-ui", "start.js"));

// Into place file by file, each after its compressed forms, the manifest last. A server that runs on an earlier build
// still finds its files: those of the last builds stay.
mkdirSync(join(built, "swagger-ui"), { recursive: true });
for (const name of [...Object.values(manifest), ...SWAGGER_FILES.map((each) => `swagger-ui/${each}`), "swagger-ui/start.js"]) {
  if (COMPRESSIBLE.test(name)) {
    const content = readFileSync(join(out, name));
    for (const [ending, compressed] of [["br", brotliCompressSync(content)], ["gz", gzipSync(content, { level: 9 })]]) {
      writeFileSync(join(out, `${name}.${ending}`), compressed);
      renameSync(join(out, `${name}.${ending}`), join(built, `${name}.${ending}`));
    }
  }
  renameSync(join(out, name), join(built, name));
}
const names = Object.values(manifest).sort();
const before = existsSync(join(built, "builds.json")) ? JSON.parse(readFileSync(join(built, "builds.json"), "utf8")) : [];
const builds = [names, ...before.filter((each) => each.join() !== names.join())].slice(0, BUILDS_KEPT);
writeFileSync(join(out, "builds.json"), `${JSON.stringify(builds)}\n`);
renameSync(join(out, "builds.json"), join(built, "builds.json"));
renameSync(join(out, "manifest.json"), join(built, "manifest.json"));
const kept = new Set(builds.flat());
for (const name of readdirSync(built)) {
  if (HASHED.test(name) && !kept.has(name.replace(/\.(?:br|gz)$/, ""))) rmSync(join(built, name));
}
