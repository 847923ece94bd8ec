using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Lambda;

public sealed class TumblingWindowTests : LambdaStreamTest
{
    private const string Window = "\"TumblingWindowInSeconds\":60";
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-window-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task What_a_function_makes_of_a_window_is_handed_on_until_the_window_is_over()
    {
        var stream = await TableAsync();
        await WorkerAsync(Answers);
        var mapping = await MapAsync(stream, Window);
        Assert.Equal(60, (int?)mapping["TumblingWindowInSeconds"]);

        await PutAsync(1);
        using (var first = await Gate.NextAsync())
        {
            var told = first.Event!.AsObject();
            Assert.Equal(
                ["Records", "window", "state", "shardId", "eventSourceARN", "isFinalInvokeForWindow", "isWindowTerminatedEarly"],
                told.Select(m => m.Key)
            );
            Assert.Equal("""{"start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:01:00Z"}""", told["window"]!.ToJsonString());
            Assert.Equal(
                ("{}", false, false, stream),
                (
                    told["state"]!.ToJsonString(),
                    (bool)told["isFinalInvokeForWindow"]!,
                    (bool)told["isWindowTerminatedEarly"]!,
                    (string?)told["eventSourceARN"]
                )
            );
            await first.AnswerAsync("""{"state":{"sum":1}}""");
        }
        await PutAsync(2);
        using (var second = await Gate.NextAsync())
        {
            Assert.Equal("""{"sum":1}""", State(second));
            await second.AnswerAsync("""{"state":{"sum":3}}""");
        }
        await ResultAsync(mapping, "OK");
        using (var last = await AgainAsync())
        {
            Assert.Equal(
                ("""{"sum":3}""", true, 0),
                (State(last), (bool)last.Event!["isFinalInvokeForWindow"]!, last.Event["Records"]!.AsArray().Count)
            );
            await last.AnswerAsync("null");
        }
        await PutAsync(3);
        using var next = await Gate.NextAsync();
        Assert.Equal(("{}", "2026-01-01T00:01:00Z"), (State(next), (string?)next.Event!["window"]!["start"]));
        await next.AnswerAsync("""{"state":{}}""");
    }

    [Fact]
    public async Task Records_of_two_windows_never_come_together_and_the_first_window_ends_before_the_second_begins()
    {
        var stream = await TableAsync();
        await PutAsync(1);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await PutAsync(2);
        await WorkerAsync(Answers);
        await MapAsync(stream, Window);
        var seen = new List<string>();
        foreach (var answer in (string[])["""{"state":{"n":1}}""", "null", """{"state":{"n":2}}"""])
        {
            using var visitor = await Gate.NextAsync();
            seen.Add($"{string.Join(',', Numbers(visitor))} {State(visitor)} {visitor.Event!["isFinalInvokeForWindow"]}");
            await visitor.AnswerAsync(answer);
        }
        Assert.Equal(["1 {} false", " {\"n\":1} true", "2 {} false"], seen);
    }

    [Fact]
    public async Task A_window_goes_on_after_a_restart()
    {
        var stream = await TableAsync();
        await WorkerAsync(Answers);
        var mapping = await MapAsync(stream, Window);
        await PutAsync(1);
        using (var first = await Gate.NextAsync())
            await first.AnswerAsync("""{"state":{"kept":true}}""");
        await ResultAsync(mapping, "OK");
        await RestartAsync();
        using var last = await AgainAsync();
        Assert.Equal(("""{"kept":true}""", true), (State(last), (bool)last.Event!["isFinalInvokeForWindow"]!));
        await last.AnswerAsync("null");
    }

    [Fact]
    public async Task An_answer_without_a_state_is_a_failure_and_comes_again()
    {
        var stream = await TableAsync();
        await WorkerAsync(Answers);
        await MapAsync(stream, Window);
        await PutAsync(1);
        using (var first = await Gate.NextAsync())
            await first.AnswerAsync("null");
        using var again = await AgainAsync();
        Assert.Equal([1], Numbers(again));
        await again.AnswerAsync("""{"state":{}}""");
    }

    [Fact]
    public async Task A_state_that_has_grown_too_large_ends_its_window_early()
    {
        var stream = await TableAsync();
        await WorkerAsync(
            Answers.Replace(
                "resolve(JSON.parse(text))",
                "resolve(text === 'large' ? { state: { x: 'x'.repeat(1100000) } } : JSON.parse(text))",
                StringComparison.Ordinal
            )
        );
        await MapAsync(stream, Window);
        await PutAsync(1);
        using (var first = await Gate.NextAsync())
            await first.AnswerAsync("large");
        using var last = await Gate.NextAsync();
        Assert.Equal((true, true), ((bool)last.Event!["isFinalInvokeForWindow"]!, (bool)last.Event["isWindowTerminatedEarly"]!));
        await last.AnswerAsync("null");
    }

    private static string State(Gate.Visitor visitor) => visitor.Event!["state"]!.ToJsonString();

    /// <summary>The function answers what the gate says, as an object.</summary>
    private string Answers => AsksGate(Gate).Replace("resolve(text)", "resolve(JSON.parse(text))", StringComparison.Ordinal);
}
