using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Scheduler;

/// <summary>Speaks Scheduler's protocol by hand (REST-JSON), and looks into queues with the SDK.</summary>
public abstract class SchedulerTest : QueueTargetTest
{
    protected const string Role = "arn:aws:iam::123456789012:role/scheduler";

    protected sealed record Answer(int Status, string? Code, JsonNode Body)
    {
        public string? Message => (string?)Body["Message"];
        public JsonNode? this[string name] => Body[name];
    }

    protected async Task<Answer> CallAsync(string method, string path, string? body = null, string account = Account)
    {
        using var response = await CallerOf(account).RestAsync("scheduler", method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        return new(
            (int)response.StatusCode,
            response.Headers.TryGetValues("x-amzn-ErrorType", out var code) ? code.First() : null,
            text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!
        );
    }

    /// <summary>A call that has to succeed.</summary>
    protected async Task<Answer> DoAsync(string method, string path, string? body = null)
    {
        var answer = await CallAsync(method, path, body);
        Assert.True(answer.Status == 200, $"{answer.Code} {answer.Body.ToJsonString()}");
        return answer;
    }

    /// <summary>
    /// A schedule whose target is a queue; <paramref name="more"/> are further members, <paramref name="target"/> those of the target.
    /// </summary>
    protected static string Body(
        string expression,
        string queue = "jobs",
        string more = "",
        string target = ""","Input":"go" """,
        string window = """{"Mode":"OFF"}"""
    ) =>
        $$"""
            {"ScheduleExpression":"{{expression}}","FlexibleTimeWindow":{{window}},
             "Target":{"Arn":"{{QueueArn(queue)}}","RoleArn":"{{Role}}"{{target}} }{{more}} }
            """;

    protected Task<Answer> CreateAsync(
        string name,
        string expression,
        string queue = "jobs",
        string more = "",
        string target = ""","Input":"go" """,
        string window = """{"Mode":"OFF"}"""
    ) => DoAsync("POST", $"/schedules/{name}", Body(expression, queue, more, target, window));

    /// <summary>What follows an invocation is done soon after its message has come.</summary>
    protected async Task UntilAsync(string path, int status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await CallAsync("GET", path)).Status != status)
            patience.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Nothing was sent up to now: what is sent by a schedule that is due now arrives first.</summary>
    protected async Task NothingButAsync(string queueUrl, int count = 0)
    {
        var probe = await QueueAsync("probe");
        await CreateAsync("probe", $"at({Clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss})", "probe", target: ""","Input":"probe" """);
        Assert.Equal("probe", (await ReceiveAsync(probe)).Body);
        await DoAsync("DELETE", "/schedules/probe");
        Assert.Equal(count, await WaitingAsync(queueUrl));
    }
}
