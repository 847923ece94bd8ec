using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Logs;

/// <summary>Events in, and out again page by page.</summary>
public class EventTests : CloudWatchLogsTest
{
    [Fact]
    public async Task Events_come_back_as_they_were_put()
    {
        await StreamAsync();
        var put = await PutAsync((Now - 2, "one"), (Now - 1, "zwei ü"));
        Assert.Equal("nextSequenceToken", Assert.Single(put.Body.AsObject()).Key);
        var got = await DoAsync("GetLogEvents", """{"logGroupName":"/app","logStreamName":"a"}""");
        Assert.Equal(
            $$"""[{"timestamp":{{Now - 2}},"message":"one","ingestionTime":{{Now}}},{"timestamp":{{Now - 1}},"message":"zwei ü","ingestionTime":{{Now}}}]""",
            got["events"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        );
        Assert.Matches("^f/[0-9]{56}/s$", (string)got["nextForwardToken"]!);
        Assert.Matches("^b/[0-9]{56}/s$", (string)got["nextBackwardToken"]!);
    }

    [Fact]
    public async Task Any_sequence_token_is_taken()
    {
        await StreamAsync();
        await DoAsync(
            "PutLogEvents",
            $$"""{"logGroupName":"/app","logStreamName":"a","sequenceToken":"whatever","logEvents":[{"timestamp":{{Now}},"message":"x"}]}"""
        );
        Assert.Equal("x", await GetAsync());
    }

    [Fact]
    public async Task The_latest_events_come_first_unless_asked_from_the_head()
    {
        await StreamAsync();
        await PutAsync([.. Enumerable.Range(0, 7).Select(i => (Now + i, $"{i}"))]);
        Assert.Equal("5|6", await GetAsync(",\"limit\":2"));
        Assert.Equal("0|1", await GetAsync(",\"limit\":2,\"startFromHead\":true"));
        Assert.Equal("2|3", await GetAsync($",\"startTime\":{Now + 2},\"endTime\":{Now + 4}"));
    }

    [Fact]
    public async Task Tokens_lead_forward_and_backward_and_stay_at_the_end()
    {
        await StreamAsync();
        await PutAsync([.. Enumerable.Range(0, 5).Select(i => (Now + i, $"{i}"))]);
        var first = await PageAsync(",\"limit\":2,\"startFromHead\":true");
        var second = await PageAsync($",\"limit\":2,\"nextToken\":\"{first["nextForwardToken"]}\"");
        var third = await PageAsync($",\"limit\":2,\"nextToken\":\"{second["nextForwardToken"]}\"");
        var end = await PageAsync($",\"limit\":2,\"nextToken\":\"{third["nextForwardToken"]}\"");
        Assert.Equal(("0|1", "2|3", "4", ""), (Messages(first), Messages(second), Messages(third), Messages(end)));
        Assert.Equal((string?)third["nextForwardToken"], (string?)end["nextForwardToken"]);
        Assert.Equal("2|3", Messages(await PageAsync($",\"limit\":2,\"nextToken\":\"{third["nextBackwardToken"]}\"")));
        await PutAsync((Now + 9, "late"));
        Assert.Equal("late", Messages(await PageAsync($",\"nextToken\":\"{end["nextForwardToken"]}\"")));
        Task<Answer> PageAsync(string more) => DoAsync("GetLogEvents", $$"""{"logGroupName":"/app","logStreamName":"a"{{more}}}""");
    }

    [Fact]
    public async Task Events_of_several_calls_are_in_the_order_of_their_times()
    {
        await StreamAsync();
        await PutAsync((Now + 1, "b"), (Now + 3, "d"));
        await PutAsync((Now, "a"), (Now + 1, "b2"), (Now + 2, "c"));
        Assert.Equal("a|b|b2|c|d", await GetAsync());
    }

    [Theory]
    [InlineData("-14.1d", "", "1", "")]
    [InlineData("0h 2.1h", "1", "", "0")]
    [InlineData("-2h 0h 1.9h", "", "", "0 1 2")]
    public async Task Events_of_other_times_are_left_out_and_counted(string times, string tooNew, string tooOld, string kept)
    {
        await StreamAsync();
        var events = times
            .Split(' ')
            .Select(
                (t, i) =>
                    (Now + (long)(double.Parse(t[..^1], CultureInfo.InvariantCulture) * (t[^1] == 'd' ? 86_400_000 : 3_600_000)), $"{i}")
            )
            .ToArray();
        var answer = await PutAsync(events);
        Assert.Equal(200, answer.Status);
        var rejected = answer["rejectedLogEventsInfo"];
        Assert.Equal(
            (tooNew, tooOld),
            (rejected?["tooNewLogEventStartIndex"]?.ToJsonString() ?? "", rejected?["tooOldLogEventEndIndex"]?.ToJsonString() ?? "")
        );
        Assert.Equal(kept.Replace(' ', '|'), await GetAsync());
    }

    [Fact]
    public async Task Events_older_than_the_retention_are_counted_as_expired()
    {
        await StreamAsync();
        await DoAsync("PutRetentionPolicy", """{"logGroupName":"/app","retentionInDays":1}""");
        var answer = await PutAsync((Now - 86_400_001, "gone"), (Now - 86_000_000, "kept"));
        Assert.Equal("""{"expiredLogEventEndIndex":1}""", answer["rejectedLogEventsInfo"]!.ToJsonString());
        Assert.Equal("kept", await GetAsync());
    }

    [Fact]
    public async Task A_batch_has_an_order_a_span_a_number_and_a_size()
    {
        await StreamAsync();
        Assert.Equal(
            "Log events in a single PutLogEvents request must be in chronological order.",
            (await PutAsync((Now, "a"), (Now - 1, "b"))).Message
        );
        Assert.Equal(
            "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.",
            (await PutAsync((Now - 86_400_001, "a"), (Now, "b"))).Message
        );
        Assert.Equal(
            "Log event too large: 1048577 bytes exceeds limit of 1048576",
            (await PutAsync((Now, new string('x', 1_048_551)))).Message
        );
        Assert.Equal(
            "Upload too large: 1048578 bytes exceeds limit of 1048576",
            (await PutAsync((Now, new string('x', 524_263)), (Now, new string('x', 524_263)))).Message
        );
        Assert.Equal(200, (await PutAsync((Now, new string('x', 524_262)), (Now, new string('x', 524_262)))).Status);
        Assert.Equal(
            "1 validation error detected: Value '[]' at 'logEvents' failed to satisfy constraint: Member must have length greater than "
                + "or equal to 1",
            (await PutAsync()).Message
        );
        Assert.Equal(
            "1 validation error detected: Value '' at 'logEvents.1.member.message' failed to satisfy constraint: Member must have length "
                + "greater than or equal to 1",
            (await PutAsync((Now, ""))).Message
        );
        Assert.Equal("The specified log stream does not exist.", (await PutToAsync("none", (Now, "x"))).Message);
    }

    [Fact]
    public async Task An_answer_is_no_larger_than_a_megabyte()
    {
        await StreamAsync();
        for (var i = 0; i < 3; i++)
            await PutAsync((Now + i, new string((char)('a' + i), 600_000)));
        var page = await DoAsync("GetLogEvents", """{"logGroupName":"/app","logStreamName":"a","startFromHead":true}""");
        Assert.Equal('a', ((string)Assert.Single(page["events"]!.AsArray())!["message"]!)[0]);
        var filtered = await DoAsync("FilterLogEvents", """{"logGroupName":"/app"}""");
        Assert.Single(filtered["events"]!.AsArray());
        var next = await DoAsync("FilterLogEvents", $$"""{"logGroupName":"/app","nextToken":"{{filtered["nextToken"]}}"}""");
        Assert.Equal('b', ((string)Assert.Single(next["events"]!.AsArray())!["message"]!)[0]);
    }

    [Fact]
    public async Task The_events_of_all_streams_of_a_group_are_found_in_their_order()
    {
        foreach (var stream in new[] { "a", "b", "other" })
            await StreamAsync(stream);
        await PutToAsync("a", (Now, "1"), (Now + 2, "3"));
        await PutToAsync("b", (Now + 1, "2"));
        await PutToAsync("other", (Now + 3, "4"));
        Assert.Equal("1|2|3|4", await FilterAsync(""));
        Assert.Equal("1|3", await FilterAsync("", ",\"logStreamNames\":[\"a\"]"));
        Assert.Equal("4", await FilterAsync("", ",\"logStreamNamePrefix\":\"oth\""));
        Assert.Equal("2|3", await FilterAsync("", $",\"startTime\":{Now + 1},\"endTime\":{Now + 2}"));
        var first = await DoAsync("FilterLogEvents", """{"logGroupName":"/app","limit":3,"interleaved":true}""");
        Assert.Equal(("1|2|3", "[]"), (Messages(first), first["searchedLogStreams"]!.ToJsonString()));
        Assert.Equal(
            "eventId ingestionTime logStreamName message timestamp",
            string.Join(' ', first["events"]![0]!.AsObject().Select(m => m.Key).Order(StringComparer.Ordinal))
        );
        var rest = await DoAsync("FilterLogEvents", $$"""{"logGroupName":"/app","nextToken":"{{first["nextToken"]}}"}""");
        Assert.Equal(("4", null), (Messages(rest), rest["nextToken"]));
    }

    [Fact]
    public async Task A_group_can_be_named_by_its_arn()
    {
        await StreamAsync();
        await PutAsync((Now, "x"));
        var arn = $"arn:aws:logs:{Region}:{Account}:log-group:/app";
        Assert.Equal("x", Messages(await DoAsync("FilterLogEvents", $$"""{"logGroupIdentifier":"{{arn}}"}""")));
        Assert.Equal("x", Messages(await DoAsync("GetLogEvents", $$"""{"logGroupIdentifier":"{{arn}}","logStreamName":"a"}""")));
        Assert.Equal(
            "InvalidParameterException",
            (await CallAsync("FilterLogEvents", $$"""{"logGroupName":"/app","logGroupIdentifier":"{{arn}}"}""")).Code
        );
        Assert.Equal("InvalidParameterException", (await CallAsync("FilterLogEvents", "{}")).Code);
    }

    [Fact]
    public async Task Many_events_are_kept_in_chunks_and_come_back_in_order()
    {
        await StreamAsync();
        for (var put = 0; put < 300; put++)
            await PutAsync([.. Enumerable.Range(0, 20).Select(i => (Now + put * 20 + i, $"{put * 20 + i} {new string('.', 50)}"))]);
        Assert.Equal(6000, await CountAsync());
        var stream = Host.Read((LocalCloud.Aws.Logs.LogsState)Host.Service("logs").State(new(Account, Region)), s =>
            s.Groups["/app"].Streams["a"]
        );
        Assert.InRange(stream.Chunks, 4, 20);
        Assert.StartsWith("5999 ", await GetAsync(",\"limit\":1"), StringComparison.Ordinal);
        Assert.StartsWith(
            "3000 ",
            await GetAsync($",\"startFromHead\":true,\"limit\":1,\"startTime\":{Now + 3000}"),
            StringComparison.Ordinal
        );
    }

    private async Task<int> CountAsync()
    {
        var (count, expected) = (0, 0);
        string? token = null;
        while (true)
        {
            var page = await DoAsync(
                "GetLogEvents",
                new JsonObject
                {
                    ["logGroupName"] = "/app",
                    ["logStreamName"] = "a",
                    ["startFromHead"] = true,
                    ["limit"] = 1000,
                    ["nextToken"] = token,
                }.ToJsonString()
            );
            foreach (var e in page["events"]!.AsArray())
                Assert.StartsWith(
                    string.Create(CultureInfo.InvariantCulture, $"{expected++} "),
                    (string)e!["message"]!,
                    StringComparison.Ordinal
                );
            if ((string?)page["nextForwardToken"] == token)
                return count;
            count += page["events"]!.AsArray().Count;
            token = (string?)page["nextForwardToken"];
        }
    }
}

/// <summary>The same with a data directory: chunks are in the store.</summary>
public sealed class StoredEventTests : EventTests
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-logs-test-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        await StreamAsync();
        await DoAsync("PutRetentionPolicy", """{"logGroupName":"/app","retentionInDays":3}""");
        for (var i = 0; i < 10; i++)
            await PutAsync((Now + i, $"{i} {new string('x', 20_000)}"));
        await PutAsync((Now + 10, "last"));
        var before = (await DoAsync("GetLogEvents", """{"logGroupName":"/app","logStreamName":"a"}""")).Body.ToJsonString();
        var groups = (await DoAsync("DescribeLogGroups", "{}")).Body.ToJsonString();
        var streams = (await DoAsync("DescribeLogStreams", """{"logGroupName":"/app"}""")).Body.ToJsonString();
        await RestartAsync();
        Assert.Equal(before, (await DoAsync("GetLogEvents", """{"logGroupName":"/app","logStreamName":"a"}""")).Body.ToJsonString());
        Assert.Equal(groups, (await DoAsync("DescribeLogGroups", "{}")).Body.ToJsonString());
        Assert.Equal(streams, (await DoAsync("DescribeLogStreams", """{"logGroupName":"/app"}""")).Body.ToJsonString());
        await PutAsync((Now + 10, "after"));
        Assert.EndsWith("last|after", await GetAsync(), StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal("", await GetAsync());
        await RestartAsync();
        Assert.Equal(0, (long)(await DoAsync("DescribeLogGroups", "{}"))["logGroups"]![0]!["storedBytes"]!);
    }
}
