using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests;

/// <summary>A test of a service that speaks AWS JSON and has no base class of its own (SSM, Secrets Manager), driven by its wire
/// form.</summary>
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
        using var response = await Aws.JsonAsync(service, $"{target}.{operation}", input);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!);
    }
}
