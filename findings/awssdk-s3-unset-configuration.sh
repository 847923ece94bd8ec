#!/usr/bin/env bash
# AWSSDK.S3 4.1.0: of what a bucket has not been given, S3 says 404 with an error code. Whether that becomes an exception differs from call to call:
# GetCORSConfiguration and GetBucketTagging throw; GetBucketWebsite and GetLifecycleConfiguration return a new configuration with HttpStatusCode 404; and the Policy
# that GetBucketPolicy returns is the XML of the error. `catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchBucketPolicy")` never runs; who reads the answer
# without its status, changes it and puts it back, builds on what never was there.
# Seen: "policy: 404, <?xml ...><Error><Code>NoSuchBucketPolicy...", "website: 404, a new one", "lifecycle: 404, a new one", "cors: NoSuchCORSConfiguration",
# "tagging: NoSuchTagSet"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > finding.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="AWSSDK.Core" Version="4.1.0" />
    <PackageReference Include="AWSSDK.S3" Version="4.1.0" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

// Answers as S3 does for a bucket that has nothing of it
using var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
_ = Task.Run(async () =>
{
    while (true)
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        var asked = (await reader.ReadLineAsync())!;
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }
        var code = asked switch
        {
            _ when asked.Contains("?website") => "NoSuchWebsiteConfiguration",
            _ when asked.Contains("?lifecycle") => "NoSuchLifecycleConfiguration",
            _ when asked.Contains("?policy") => "NoSuchBucketPolicy",
            _ when asked.Contains("?cors") => "NoSuchCORSConfiguration",
            _ => "NoSuchTagSet",
        };
        var body = $"""<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>none</Message><BucketName>shop</BucketName></Error>""";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 404 Not Found\r\nContent-Type: application/xml\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
    }
});
using var s3 = new AmazonS3Client(new BasicAWSCredentials("id", "secret"),
    new AmazonS3Config { ServiceURL = $"http://{listener.LocalEndpoint}", ForcePathStyle = true, MaxErrorRetry = 0 });
await Try("policy", async () => await s3.GetBucketPolicyAsync("shop"), (GetBucketPolicyResponse r) => r.Policy);
await Try("website", async () => await s3.GetBucketWebsiteAsync("shop"), (GetBucketWebsiteResponse r) => r.WebsiteConfiguration);
await Try("lifecycle", async () => await s3.GetLifecycleConfigurationAsync("shop"), (GetLifecycleConfigurationResponse r) => r.Configuration);
await Try("cors", async () => await s3.GetCORSConfigurationAsync("shop"), (GetCORSConfigurationResponse r) => r.Configuration);
await Try("tagging", async () => await s3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = "shop" }), (GetBucketTaggingResponse r) => r.TagSet);

static async Task Try<T>(string what, Func<Task<T>> ask, Func<T, object?> content) where T : AmazonWebServiceResponse
{
    try
    {
        var answer = await ask();
        Console.WriteLine($"{what}: {(int)answer.HttpStatusCode}, {content(answer) switch { null => "null", "" => "empty", string text => text, _ => "a new one" }}");
    }
    catch (AmazonS3Exception error)
    {
        Console.WriteLine($"{what}: {error.ErrorCode}");
    }
}
P
dotnet build -v quiet -nologo >/dev/null
seen=$(dotnet bin/Debug/net10.0/finding.dll)
echo "$seen"
[ "$seen" = "policy: 404, <?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>NoSuchBucketPolicy</Code><Message>none</Message><BucketName>shop</BucketName></Error>
website: 404, a new one
lifecycle: 404, a new one
cors: NoSuchCORSConfiguration
tagging: NoSuchTagSet" ] || { echo "changed"; exit 1; }
