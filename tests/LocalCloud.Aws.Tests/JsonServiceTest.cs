using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests;

/// <summary>A test of a service that speaks AWS JSON, driven by its wire form.</summary>
public abstract class JsonServiceTest(string service, string target) : AwsTest
{
    protected async Task<JsonNode> CallAsync(string operation, string input)
    {
        var (status, answer) = await SendAsync(operation, input);
        Assert.True(status == 200, answer.ToJsonString());
        return answer;
    }

    /// <summary>The error's code and message.</summary>
    protected async Task<(string Code, string Message)> FailAsync(string operation, string input)
    {
        var (status, answer) = await SendAsync(operation, input);
        Assert.True(status != 200, $"{operation} succeeded: {answer.ToJsonString()}");
        return (((string)answer["__type"]!).Split('#')[^1], (string?)(answer["message"] ?? answer["Message"]) ?? "");
    }

    private async Task<(int Status, JsonNode Answer)> SendAsync(string operation, string input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(input)) };
        request.Headers.Add("X-Amz-Target", $"{target}.{operation}");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={Account}/20260101/{Region}/{service}/aws4_request, SignedHeaders=host, Signature=0"
        );
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        using var response = await Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!);
    }
}
