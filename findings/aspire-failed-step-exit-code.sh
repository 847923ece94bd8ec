#!/usr/bin/env bash
# Aspire.Hosting 13.6.5: an AppHost that is run by its own documented command line (--operation publish --step NAME) ends with the exit code 0 although the step
# failed; so does the manifest publisher when it cannot write its file. The executor throws on a background thread, for which the host only stops. A script that
# goes on with `&&` deploys what was never published. (The aspire CLI hears of it in another way.)
# Seen: "Step 'refuses' failed", "step: exit code 0", "manifest: exit code 0"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > finding.csproj <<'P'
<Project Sdk="Aspire.AppHost.Sdk/13.6.4">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><NoWarn>ASPIREPIPELINES001</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Aspire.Hosting.AppHost" Version="13.6.5" />
    <PackageReference Include="Nerdbank.MessagePack" Version="1.3.88" />
    <PackageReference Include="Polly.Core" Version="8.9.1" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using Aspire.Hosting;
using Aspire.Hosting.Pipelines;

var builder = DistributedApplication.CreateBuilder(args);
builder.Pipeline.AddStep("refuses", context => throw new InvalidOperationException("refused"));
builder.Build().Run();
P
dotnet build -v q -clp:NoSummary
app=$(ls bin/Debug/net10.0/finding.dll)
code=0; dotnet "$app" --operation publish --step refuses --output-path out > log 2>&1 || code=$?
seen="$(grep -o "Step 'refuses' failed" log | sort -u)
step: exit code $code"
touch file
code=0; dotnet "$app" --operation publish --publisher manifest --output-path file/manifest.json > log 2>&1 || code=$?
seen="$seen
manifest: exit code $code"
echo "$seen"
[ "$seen" = "Step 'refuses' failed
step: exit code 0
manifest: exit code 0" ] || { echo "changed"; exit 1; }
