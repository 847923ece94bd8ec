#!/usr/bin/env bash
# AWSSDK.Core 4.1.0, AWSSDK.SQS 4.0.100.25: AWS_ENDPOINT_URL does not win over AWS_USE_DUALSTACK_ENDPOINT=true; together they make every call throw
# AmazonClientException before anything is sent. Where an emulator sets the first for a function whose template sets the second (for IPv6-only egress), one of
# them has to be taken away. Either alone works: the endpoint is called, or the dual-stack name is resolved.
# Seen: "both: AmazonClientException, Invalid Configuration: Dualstack and custom endpoint are not supported", "endpoint alone: asked"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > finding.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="AWSSDK.Core" Version="4.1.0" />
    <PackageReference Include="AWSSDK.SQS" Version="4.0.100.25" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using System.Net;
using System.Net.Sockets;
using Amazon;
using Amazon.Runtime;
using Amazon.SQS;

using var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
var asked = false;
_ = Task.Run(async () =>
{
    while (true)
    {
        using var client = await listener.AcceptTcpClientAsync();
        asked = true;
    }
});
Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", $"http://{listener.LocalEndpoint}");
try
{
    using var sqs = new AmazonSQSClient("id", "secret", new AmazonSQSConfig { RegionEndpoint = RegionEndpoint.USEast1, MaxErrorRetry = 0 });
    await sqs.GetQueueUrlAsync("jobs");
}
catch (Exception error)
{
    Console.WriteLine(asked ? "asked" : $"{error.GetType().Name}, {error.Message}");
}
P
dotnet build -v quiet -nologo >/dev/null
app=bin/Debug/net10.0/finding.dll
seen="both: $(AWS_USE_DUALSTACK_ENDPOINT=true dotnet $app)
endpoint alone: $(dotnet $app)"
echo "$seen"
[ "$seen" = "both: AmazonClientException, Invalid Configuration: Dualstack and custom endpoint are not supported
endpoint alone: asked" ] || { echo "changed"; exit 1; }
