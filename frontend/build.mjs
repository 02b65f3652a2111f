// Builds frontend/static from styles/, scripts/ and icons/: one stylesheet, small scripts, fonts. Every file that
// pages link to carries a hash of its content in its name, so that browsers may keep it for ever; manifest.json
// maps the plain name to the hashed one. Only Swagger UI keeps its names: /api/docs refers to them.
import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

const room = dirname(fileURLToPath(import.meta.url));
const built = join(room, "static");
const out = join(room, "node_modules/.static");
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

rmSync(built, { recursive: true, force: true });
renameSync(out, built);
