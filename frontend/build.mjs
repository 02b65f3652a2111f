// Builds frontend/static from styles/, scripts/ and icons/: one stylesheet, small scripts, fonts. Every file that
// pages link to carries a hash of its content in its name, so that browsers may keep it for ever; manifest.json
// maps the plain name to the hashed one. Only Swagger UI keeps its names: /api/docs refers to them.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

const room = dirname(fileURLToPath(import.meta.url));
const built = join(room, "static");
const out = join(room, "node_modules/.static");
const BUILDS_KEPT = 3;
const HASHED = /-[A-Z0-9]{8}\.\w+$/;
const SWAGGER_FILES = ["swagger-ui.css", "swagger-ui-bundle.js", "LICENSE", "NOTICE"];

function plainName(entryPoint) {
  return basename(entryPoint).replace(/\.scss$/, ".css");
}

const styles = {
  name: "scss",
  setup(bundler) {
    bundler.onLoad({ filter: /\.scss$/ }, ({ path }) => {
      const { css, loadedUrls } = compile(path, { loadPaths: [join(room, "node_modules")], quietDeps: true });
      return { contents: css, loader: "css", resolveDir: room, watchFiles: loadedUrls.map((url) => fileURLToPath(url)) };
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

// Into place file by file, the manifest last. A server that runs on an earlier build still finds its files: those of the
// last builds stay.
mkdirSync(join(built, "swagger-ui"), { recursive: true });
for (const name of [...Object.values(manifest), ...SWAGGER_FILES.map((each) => `swagger-ui/${each}`), "swagger-ui/start.js"]) {
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
  if (HASHED.test(name) && !kept.has(name)) rmSync(join(built, name));
}
