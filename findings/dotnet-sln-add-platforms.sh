#!/usr/bin/env bash
# .NET SDK 10.0.401, `dotnet sln add`: to a solution that has Debug and Release of "Any CPU" alone, adding a project adds x64 and x86 too, for
# every project that is in it already. Nothing asks for them; a line per project, configuration and platform has to be taken out by hand.
# Seen: "before: 0 lines of x64 or x86, after: 20"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for name in First Second; do
  mkdir "$name"
  echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>' > "$name/$name.csproj"
done
dotnet new sln --format sln --name Finding > /dev/null
dotnet sln Finding.sln add First/First.csproj > /dev/null
sed -i '/|x[68]/d' Finding.sln
before=$(grep -c '|x[68]' Finding.sln || true)
dotnet sln Finding.sln add Second/Second.csproj > /dev/null
echo "before: $before lines of x64 or x86, after: $(grep -c '|x[68]' Finding.sln || true)"
