#!/usr/bin/env bash
# Aspire.Hosting 13.6.5, EndpointAnnotation: setting IsProxied to false changes what Port answers. An endpoint of a container without a host port
# (Port is null: any) has Port 5432 from then on, its port inside the container, and TargetPort follows Port the other way round. Who turns such an
# endpoint into one of a process has to read Port first: afterwards "any port" cannot be told from "this port".
# Seen: "proxied: Port any, TargetPort 5432", "not proxied: Port 5432, TargetPort 5432"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > finding.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Aspire.Hosting.PostgreSQL" Version="13.6.5" />
    <PackageReference Include="Aspire.Hosting.AppHost" Version="13.6.5" />
    <PackageReference Include="Nerdbank.MessagePack" Version="1.3.88" />
    <PackageReference Include="Polly.Core" Version="8.9.1" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });
var endpoint = builder.AddPostgres("postgres").Resource.Annotations.OfType<EndpointAnnotation>().Single();
Console.WriteLine($"proxied: Port {endpoint.Port?.ToString() ?? "any"}, TargetPort {endpoint.TargetPort?.ToString() ?? "any"}");
endpoint.IsProxied = false;
Console.WriteLine($"not proxied: Port {endpoint.Port?.ToString() ?? "any"}, TargetPort {endpoint.TargetPort?.ToString() ?? "any"}");
P
seen=$(dotnet run)
echo "$seen"
[ "$seen" = "proxied: Port any, TargetPort 5432
not proxied: Port 5432, TargetPort 5432" ] || { echo "changed"; exit 1; }
