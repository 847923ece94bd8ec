#!/usr/bin/env bash
# Npgsql 10.0.3: a server that closes a connection at its start (a pooler at its limit, a proxy that refuses) is connected to twice for each OpenAsync, with the
# same two messages, and nothing of GSS in either. "GSS Encryption Mode" is Prefer by default since Npgsql 10: what fails is tried once more without GSS, though
# there is no ticket and it was never asked for. With Disable it is one connection. Whoever is short of connections has twice the load of those that it refuses.
# Seen: "default: 1 SSLRequest, 1 startup, 2 SSLRequest, 2 startup", "GSS Encryption Mode=Disable: 3 SSLRequest, 3 startup"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > finding.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="Npgsql" Version="10.0.3" /></ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Npgsql;

using var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
var seen = new List<string>();

// A server that has no TLS and closes every start, as a pooler does that has no connection left
_ = Task.Run(async () =>
{
    for (var number = 1; ; number++)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var head = new byte[8];
        while (await stream.ReadAtLeastAsync(head, 8, throwOnEndOfStream: false) == 8)
        {
            var code = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4));
            lock (seen) seen.Add($"{number} {code switch { 80877104 => "GSSENCRequest", 80877103 => "SSLRequest", 196608 => "startup", _ => code.ToString() }}");
            if (code is not (80877104 or 80877103)) break;
            await stream.WriteAsync("N"u8.ToArray());
        }
    }
});

async Task<string> OpenAsync(string more)
{
    lock (seen) seen.Clear();
    var port = ((IPEndPoint)listener.LocalEndpoint).Port;
    await using var source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={port};Username=ada;Password=x;Database=shop;{more}");
    try { await using var connection = await source.OpenConnectionAsync(); }
    catch (NpgsqlException refused) { Console.Error.WriteLine(refused.Message); }
    lock (seen) return string.Join(", ", seen);
}
Console.WriteLine($"default: {await OpenAsync("")}");
Console.WriteLine($"GSS Encryption Mode=Disable: {await OpenAsync("GSS Encryption Mode=Disable")}");
P
seen=$(dotnet run | grep -E '^(default|GSS)')
echo "$seen"
[ "$seen" = "default: 1 SSLRequest, 1 startup, 2 SSLRequest, 2 startup
GSS Encryption Mode=Disable: 3 SSLRequest, 3 startup" ] || { echo "changed"; exit 1; }
