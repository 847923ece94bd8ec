namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>What is kept of invocations, and which processes there are.</summary>
public class KeptInvocationTests : LambdaTest
{
    private const string Echo = "exports.handler = async (event, context) => context.awsRequestId;";

    private async Task<string> RunAsync(string name, string payload) => (string)(await InvokeAsync(name, payload)).Body!;

    [Fact]
    public async Task The_event_of_an_invocation_is_there_by_its_request_id()
    {
        await CreateAsync("echo", Echo);
        var id = await RunAsync("echo", """{"amount":1.50,"to":"ä"}""");
        var kept = await DoAsync("GET", $"/_localcloud/invocations/{id}");
        Assert.Equal((id, "echo", "$LATEST"), ((string?)kept["requestId"], (string?)kept["function"], (string?)kept["version"]));
        // A number stays as it was written
        Assert.Equal("1.50", kept["payload"]!["amount"]!.ToJsonString());
        Assert.Equal("ä", (string?)kept["payload"]!["to"]);
        Assert.Equal((Account, Region), ((string?)kept["account"], (string?)kept["region"]));
        Assert.Null(kept["dropped"]);
    }

    [Fact]
    public async Task The_event_of_an_asynchronous_invocation_is_there_too()
    {
        using var gate = new Gate();
        await CreateAsync("busy", AsksGate(gate));
        var queued = await InvokeAsync("busy", """{"n":1}""", headers: Event);
        using var visitor = await gate.NextAsync();
        await visitor.AnswerAsync("done");
        Answer kept;
        do kept = await CallAsync("GET", $"/_localcloud/invocations/{queued.Header("x-amzn-RequestId")}");
        while (kept.Status == 404);
        Assert.Equal(1, (int?)kept["payload"]!["n"]);
    }

    [Fact]
    public async Task A_large_event_is_not_kept_and_that_is_said()
    {
        await CreateAsync("echo", Echo);
        var id = await RunAsync("echo", $"\"{new string('x', 1 << 20)}\"");
        var kept = await DoAsync("GET", $"/_localcloud/invocations/{id}");
        Assert.Null(kept["payload"]);
        Assert.Equal((1 << 20) + 2, (int?)kept["payloadBytes"]);
        Assert.Equal("Events above 1048576 bytes are not kept.", (string?)kept["dropped"]);
    }

    [Fact]
    public async Task The_oldest_events_make_room_for_newer_ones()
    {
        await CreateAsync("echo", Echo);
        var large = $"\"{new string('x', 1_000_000)}\"";
        var first = await RunAsync("echo", large);
        for (var i = 0; i < 33; i++)
            await RunAsync("echo", large);
        var last = await RunAsync("echo", large);
        Assert.Equal(
            "The event has made room for newer ones: 32 MB of them are kept.",
            (string?)(await DoAsync("GET", $"/_localcloud/invocations/{first}"))["dropped"]
        );
        Assert.NotNull((await DoAsync("GET", $"/_localcloud/invocations/{last}"))["payload"]);
    }

    [Fact]
    public async Task An_invocation_that_nobody_remembers_is_404()
    {
        var answer = await CallAsync("GET", "/_localcloud/invocations/none");
        Assert.Equal(404, answer.Status);
        Assert.StartsWith("No invocation none is remembered", (string?)answer["error"]);
    }

    [Fact]
    public async Task The_process_that_works_at_an_invocation_is_named()
    {
        using var gate = new Gate();
        await CreateAsync("busy", AsksGate(gate));
        await CreateAsync("other", Echo);
        await RunAsync("other", "{}");
        var invoking = InvokeAsync("busy");
        using var visitor = await gate.NextAsync();
        var busy = Assert.Single((await DoAsync("GET", "/_localcloud/environments?function=busy"))["environments"]!.AsArray());
        Assert.Equal((visitor.Process, "busy"), ((int?)busy!["pid"], (string?)busy["state"]));
        Assert.True(Directory.Exists((string?)busy["tmpdir"]));
        await visitor.AnswerAsync("done");
        var answer = await invoking;
        Assert.Equal((string?)busy["requestId"], answer.Header("x-amzn-RequestId"));
        Assert.Equal(2, (await DoAsync("GET", "/_localcloud/environments"))["environments"]!.AsArray().Count);
    }
}
