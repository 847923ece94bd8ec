using System.Text;
using System.Text.Json.Nodes;

namespace Serverless.Bench.Invoke;

/// <summary>The few calls of Lambda's API that the measurement needs.</summary>
internal sealed class LambdaCalls(Uri emulator)
{
    private const string Signature =
        "AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0";
    private const string Functions = "/2015-03-31/functions";

    private readonly HttpClient _http = new() { BaseAddress = emulator };

    public async Task CreateAsync(string name, byte[] zip, CancellationToken cancellation) =>
        await SendAsync(
            HttpMethod.Post,
            Functions,
            new JsonObject
            {
                ["FunctionName"] = name,
                ["Runtime"] = "nodejs20.x",
                ["Handler"] = "index.handler",
                ["Role"] = "arn:aws:iam::000000000000:role/bench",
                ["Publish"] = true,
                // One core: less has less of the CPU where others compete for it, as the bare handler does not
                ["MemorySize"] = 1769,
                ["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(zip) },
            }.ToJsonString(),
            cancellation
        );

    /// <summary>One environment of version 1, and waits until it is there.</summary>
    public async Task ProvisionAsync(string name, CancellationToken cancellation)
    {
        var path = $"/2019-09-30/functions/{name}/provisioned-concurrency?Qualifier=1";
        await SendAsync(HttpMethod.Put, path, """{"ProvisionedConcurrentExecutions":1}""", cancellation);
        while ((string?)(await SendAsync(HttpMethod.Get, path, null, cancellation))["Status"] == "IN_PROGRESS")
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
    }

    public Task<JsonNode> InvokeAsync(string name, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"{Functions}/{name}/invocations?Qualifier=1", """{"n":123}""", cancellation);

    /// <summary>The bytes of an invocation, to be sent again and again.</summary>
    public byte[] InvokeRequest(string name) =>
        Encoding.ASCII.GetBytes(
            $"POST {Functions}/{name}/invocations HTTP/1.1\r\nHost: {emulator.Authority}\r\nAuthorization: "
                + $"{Signature}\r\nContent-Length: 9\r\n\r\n{{\"n\":123}}"
        );

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body) };
        request.Headers.TryAddWithoutValidation("Authorization", Signature);
        using var response = await _http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException(text);
    }
}
