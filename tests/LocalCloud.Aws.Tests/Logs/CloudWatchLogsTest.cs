using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Logs;

/// <summary>Speaks CloudWatch Logs' protocol by hand (AWS JSON 1.1).</summary>
public abstract class CloudWatchLogsTest : AwsTest
{
    protected sealed record Answer(int Status, JsonNode Body)
    {
        public string? Code => (string?)Body["__type"];
        public string? Message => (string?)Body["message"];
        public JsonNode? this[string name] => Body[name];
    }

    protected long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    protected async Task<Answer> CallAsync(string operation, string input, string account = Account)
    {
        using var response = await CallerOf(account).JsonAsync("logs", $"Logs_20140328.{operation}", input);
        var body = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!);
    }

    /// <summary>A call that has to succeed.</summary>
    protected async Task<Answer> DoAsync(string operation, string input)
    {
        var answer = await CallAsync(operation, input);
        Assert.True(answer.Status == 200, answer.Body.ToJsonString());
        return answer;
    }

    /// <summary>/app with the stream a.</summary>
    protected async Task StreamAsync(string stream = "a", string group = "/app")
    {
        if ((await CallAsync("CreateLogGroup", $$"""{"logGroupName":"{{group}}"}""")).Status is not (200 or 400))
            throw new InvalidOperationException();
        await DoAsync("CreateLogStream", $$"""{"logGroupName":"{{group}}","logStreamName":"{{stream}}"}""");
    }

    protected Task<Answer> PutAsync(params (long Time, string Message)[] events) => PutToAsync("a", events);

    protected Task<Answer> PutToAsync(string stream, params (long Time, string Message)[] events) =>
        CallAsync("PutLogEvents", Put(stream, events));

    protected static string Put(string stream, params (long Time, string Message)[] events) =>
        new JsonObject
        {
            ["logGroupName"] = "/app",
            ["logStreamName"] = stream,
            ["logEvents"] = new JsonArray([
                .. events.Select(e => (JsonNode)new JsonObject { ["timestamp"] = e.Time, ["message"] = e.Message }),
            ]),
        }.ToJsonString();

    protected async Task<string> GetAsync(string more = "") =>
        Messages(await DoAsync("GetLogEvents", $$"""{"logGroupName":"/app","logStreamName":"a"{{more}}}"""));

    protected async Task<string> FilterAsync(string pattern, string more = "") =>
        Messages(
            await DoAsync(
                "FilterLogEvents",
                $$"""{"logGroupName":"/app","filterPattern":{{JsonValue.Create(pattern).ToJsonString()}}{{more}}}"""
            )
        );

    protected static string Messages(Answer answer) => string.Join('|', answer["events"]!.AsArray().Select(e => (string?)e!["message"]));
}
