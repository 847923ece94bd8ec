#!/usr/bin/env bash
# Aspire.AppHost.Sdk 13.6.4 with central package management: the version of Aspire.Hosting.AppHost may stand in PackageVersion or in the
# PackageReference's Version, but not in VersionOverride, which NuGet takes as well: then even the restore ends with the words that the project needs
# a package reference to Aspire.Hosting.AppHost "version 8.2.0 or above", which it has.
# Seen: the build with VersionOverride ends with that error; with PackageVersion it succeeds
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
write() { # how the version is given: central, own
  cat > Directory.Packages.props <<P
<Project>
  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
  <ItemGroup>
    $1
    <PackageVersion Include="Nerdbank.MessagePack" Version="1.3.88" />
    <PackageVersion Include="Polly.Core" Version="8.9.1" />
  </ItemGroup>
</Project>
P
  cat > finding.csproj <<P
<Project Sdk="Aspire.AppHost.Sdk/13.6.4">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Aspire.Hosting.AppHost" $2/>
    <PackageReference Include="Nerdbank.MessagePack" />
    <PackageReference Include="Polly.Core" />
  </ItemGroup>
</Project>
P
}
echo 'DistributedApplication.CreateBuilder(args).Build();' > Program.cs

write '' 'VersionOverride="13.6.5" '
override=$(dotnet build 2>&1) && { echo "VersionOverride builds: changed"; exit 1; }
echo "$override" | grep -q "package reference to Aspire.Hosting.AppHost with version 8.2.0 or above\|package reference to Aspire.Hosting.AppHost version 8.2.0 or above" || { echo "$override" | grep error | head -3; echo "another error: changed"; exit 1; }
echo "VersionOverride 13.6.5: the build wants version 8.2.0 or above"

rm -rf obj bin
write '<PackageVersion Include="Aspire.Hosting.AppHost" Version="13.6.5" />' ''
dotnet build >/dev/null 2>&1 || { echo "PackageVersion does not build: changed"; exit 1; }
echo "PackageVersion: builds"
