#!/usr/bin/env bash
# Microsoft.Garnet 2.2.8 with StackExchange.Redis 3.4.35: Garnet gives its Redis version as 7.4.3 (HELLO, INFO), and a client that decides by versions,
# as StackExchange.Redis' RedisFeatures, takes it for a server with streams (Redis 5.0), TOUCH (3.2.1) and COPY (6.2). It has none of the three: the
# features say "true", the commands "unknown command". Whoever chooses a command by the version has to try it instead.
# Seen: "version 7.4.3", "streams: feature True, XADD unknown command", "touch: feature True, TOUCH unknown command", "COPY unknown command"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > finding.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Garnet" Version="2.2.8" />
    <PackageReference Include="StackExchange.Redis" Version="3.4.35" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using System.Net;
using Garnet;
using StackExchange.Redis;

using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
listener.Start();
var port = ((IPEndPoint)listener.LocalEndpoint).Port;
listener.Stop();
using var garnet = new GarnetServer(["--bind", "127.0.0.1", "--port", $"{port}", "--memory", "64m", "--page", "1m", "--index", "1m", "--disable-console-logger"]);
garnet.Start();
using var client = ConnectionMultiplexer.Connect($"127.0.0.1:{port}");
var (server, database) = (client.GetServer(client.GetEndPoints()[0]), client.GetDatabase());
Console.WriteLine($"version {server.Version}");
Console.WriteLine($"streams: feature {server.Features.Streams}, XADD {Answer("XADD", "stream", "*", "name", "value")}");
Console.WriteLine($"touch: feature {server.Features.KeyTouch}, TOUCH {Answer("TOUCH", "key")}");
Console.WriteLine($"COPY {Answer("COPY", "key", "other")}");

string Answer(string command, params object[] arguments)
{
    try
    {
        return $"{database.Execute(command, arguments)}";
    }
    catch (RedisServerException e)
    {
        return e.Message.Contains("unknown command") ? "unknown command" : e.Message;
    }
}
P
seen=$(dotnet run | grep -E '^(version|streams|touch|COPY)')
echo "$seen"
[ "$seen" = "version 7.4.3
streams: feature True, XADD unknown command
touch: feature True, TOUCH unknown command
COPY unknown command" ] || { echo "changed"; exit 1; }
