# Sourced by scripts/demo, scripts/test and .ci/run: brings what they need, and says in one line what it could not.
# Everything here may run twice.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT" || exit 2
export PATH="$ROOT/node_modules/.bin:$PATH"

say() { printf '%s\n' "setup: $*" >&2; }

# npm packages, as the lock file says. Done again only when the lock file changed.
setup_npm() {
  local stamp=node_modules/.image-gate-lock
  if ! cmp -s package-lock.json "$stamp" 2>/dev/null; then
    command -v npm >/dev/null || { say 'npm is missing: install Node.js 20 or later with npm, then run this again'; exit 2; }
    say 'npm ci'
    npm ci --no-audit --no-fund --loglevel=error || exit 2
    cp package-lock.json "$stamp"
  fi
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 24 ? 0 : 1)' ||
    { say "Node.js 24 is needed and $(node --version) is what there is: install it and run this again"; exit 2; }
}

# Debian packages: program=package. Only as root on a Debian family machine.
setup_packages() {
  local missing=() pair
  for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null 2>&1 || missing+=("${pair#*=}")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "not installed: ${missing[*]} (needs root on Debian or Ubuntu); the tests that use them are skipped"
    return
  fi
  say "apt-get install ${missing[*]}"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 ||
    say "could not install: ${missing[*]}; the tests that use them are skipped"
}

# A Docker daemon, started when none answers and this machine can. Stopped again at exit when started here.
setup_dockerd() {
  docker_answers && return
  if [ "$(id -u)" = 0 ] && command -v dockerd >/dev/null; then
    local log
    log=$(mktemp)
    dockerd >"$log" 2>&1 &
    DOCKERD_PID=$!
    trap 'kill "$DOCKERD_PID" 2>/dev/null; wait "$DOCKERD_PID" 2>/dev/null' EXIT
    for _ in $(seq 100); do
      docker_answers && return
      kill -0 "$DOCKERD_PID" 2>/dev/null || break
      sleep 0.2
    done
    say "dockerd did not start: $(tail -n 1 "$log" | cut -c 1-200)"
  fi
  say 'no Docker daemon answers; what needs one is skipped'
}

docker_answers() {
  node -e '
    const host = process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock";
    if (!host.startsWith("unix://")) process.exit(0);
    const request = require("node:http").get({ socketPath: host.slice(7), path: "/_ping", timeout: 3000 }, (r) => process.exit(r.statusCode === 200 ? 0 : 1));
    request.on("error", () => process.exit(1)).on("timeout", () => process.exit(1));
  '
}
