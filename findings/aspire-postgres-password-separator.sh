#!/usr/bin/env bash
# Aspire.Hosting.PostgreSQL 13.6.5 with Npgsql: a password parameter with a semicolon, which PostgreSQL takes, ends at it. The connection string of
# the resource is put together without quotes ("...;Password=first;Second=1"), so what follows is read as another keyword: one that Npgsql knows
# changes a setting without a word, and one that it does not know is an error of whoever opens the connection.
# Seen: "Password=first" and "Timeout=7" of the password "first;Timeout=7"; ArgumentException for "first;second=1"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > finding.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Aspire.Hosting.AppHost" Version="13.6.5" />
    <PackageReference Include="Aspire.Hosting.PostgreSQL" Version="13.6.5" />
    <PackageReference Include="Nerdbank.MessagePack" Version="1.3.88" />
    <PackageReference Include="Polly.Core" Version="8.9.1" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Npgsql;

foreach (var password in new[] { "first;Timeout=7", "first;second=1" })
{
    var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });
    var server = builder.AddPostgres("postgres", password: builder.AddParameter("password", password, secret: true)).Resource;
    var endpoint = server.Annotations.OfType<EndpointAnnotation>().Single();
    endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 5432);
    try
    {
        var read = new NpgsqlConnectionStringBuilder(await server.GetConnectionStringAsync());
        Console.WriteLine($"{password}: Password={read.Password} Timeout={read.Timeout}");
    }
    catch (ArgumentException e)
    {
        Console.WriteLine($"{password}: {e.GetType().Name}");
    }
}
P
seen=$(dotnet run)
echo "$seen"
[ "$seen" = "first;Timeout=7: Password=first Timeout=7
first;second=1: ArgumentException" ] || { echo "changed"; exit 1; }
