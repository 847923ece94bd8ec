#!/usr/bin/env bash
# Aspire.Hosting 13.6.5 with its orchestrator (DCP): a process that a signal ended has the exit code -1, whatever the signal was, and the state Finished.
# .NET's Process says 128 and the signal for the same command, as a shell does (137 after SIGKILL). So neither "ended by SIGTERM" can be told from "ended by
# SIGKILL", nor does WaitForCompletion(resource, exitCode: 137) ever hold.
# Seen: "Process: 137", "Aspire: Finished, exit code -1"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > finding.csproj <<'P'
<Project Sdk="Aspire.AppHost.Sdk/13.6.4">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Aspire.Hosting.AppHost" Version="13.6.5" />
    <PackageReference Include="Nerdbank.MessagePack" Version="1.3.88" />
    <PackageReference Include="Polly.Core" Version="8.9.1" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

string[] arguments = ["-c", "kill -KILL $$"];
using var process = Process.Start("/bin/sh", arguments);
process.WaitForExit();
Console.WriteLine($"Process: {process.ExitCode}");

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });
builder.AddExecutable("killed", "/bin/sh", ".", arguments);
await using var app = builder.Build();
await app.StartAsync();
var ended = await app.Services.GetRequiredService<ResourceNotificationService>()
    .WaitForResourceAsync("killed", change => KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text));
Console.WriteLine($"Aspire: {ended.Snapshot.State?.Text}, exit code {ended.Snapshot.ExitCode}");
await app.StopAsync();
P
seen=$(dotnet run | grep -E '^(Process|Aspire): ')
echo "$seen"
[ "$seen" = "Process: 137
Aspire: Finished, exit code -1" ] || { echo "changed"; exit 1; }
