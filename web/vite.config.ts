import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.CLENS_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  build: {
    target: "es2023",
    sourcemap: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    manifest: true,
  },
  server: { proxy: { "/rest": server, "/auth": server, "/v1": server, "/health": server } },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"] },
});
