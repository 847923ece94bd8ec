#!/usr/bin/env bash
# .NET SDK 10.0.401, `dotnet new`: with `sourceName` a name like My-Shop becomes My-Shop in the names of files and My_Shop in their contents,
# so a solution names projects that are not there. The engine replaces the source name in several forms (as it is, as a namespace, as an
# identifier); where the source name is the same in all of them, one wins. A derived symbol with the form "identity" keeps the name.
# Seen: "sourceName: My-Shop.csproj, in it My_Shop" and "derived symbol: My-Shop.csproj, in it My-Shop"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_HOME="$work/home" DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
make() {
  mkdir -p "$work/$1/.template.config"
  echo Shop > "$work/$1/Shop.csproj"
  echo "{ \"identity\": \"finding.$1\", \"name\": \"Finding\", \"shortName\": \"finding-$1\", \"author\": \"-\", \"classifications\": [], $2 }" \
    > "$work/$1/.template.config/template.json"
  dotnet new install "$work/$1" > /dev/null
  (mkdir "$work/$1-out" && cd "$work/$1-out" && dotnet new "finding-$1" -n My-Shop > /dev/null && echo "$3: $(ls), in it $(cat ./*)")
}
make source '"sourceName": "Shop"' sourceName
make derived '"symbols": { "name2": { "type": "derived", "valueSource": "name", "valueTransform": "identity", "replaces": "Shop", "fileRename": "Shop" } }, "forms": { "identity": { "identifier": "identity" } }' 'derived symbol'
