using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Logs;

public sealed class InsightsTests : CloudWatchLogsTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-logs-test-").FullName;

    protected override string? DataDirectory => _directory;

    [Theory]
    [InlineData(
        "fields @message | sort @timestamp asc",
        "@message=plain error "
            + "text|@message={\"level\":\"info\",\"ms\":5,\"user\":{\"id\":\"u1\"},"
            + "\"ok\":true}|@message={\"level\":\"error\",\"ms\":20,\"user\":{\"id\":\"u2\"},"
            + "\"ok\":false}|@message=user=ada, took 12 ms"
    )]
    [InlineData("fields level, ms | filter ispresent(level) | sort ms", "level=info,ms=5|level=error,ms=20")]
    [InlineData("filter level = 'error' | fields user.id", "user.id=u2")]
    [InlineData("filter level != \"error\" and ispresent(level) | display user.id", "user.id=u1")]
    [InlineData("filter ms > 5 | fields ms", "ms=20")]
    [InlineData("filter ms >= 5 and ms <= 5 | fields ms", "ms=5")]
    [InlineData("filter ms < 6 or level = 'error' | fields ms | sort ms desc", "ms=20|ms=5")]
    [InlineData("filter not (level = 'info') and level in ['info', 'error'] | fields ms", "ms=20")]
    [InlineData("filter level not in ['info'] and ispresent(level) | fields ms", "ms=20")]
    [InlineData("filter @message like /(?i)ERROR text/ | display @message", "@message=plain error text")]
    [InlineData("filter @message like 'error text' | display @message", "@message=plain error text")]
    [InlineData("filter @message =~ /^user=/ | display @message", "@message=user=ada, took 12 ms")]
    [InlineData("filter @message not like /error/ and @message not like 'info' | display @message", "@message=user=ada, took 12 ms")]
    [InlineData("filter ok = 1 | fields ok, ms", "ok=1,ms=5")]
    [InlineData("filter ok = false | fields ms", "ms=20")]
    [InlineData("parse @message 'user=*, took * ms' as who, took | filter ispresent(who) | display who, took", "who=ada,took=12")]
    [InlineData(
        "parse @message /user=(?<who>\\w+), took (?<took>\\d+)/ | filter took > 3 | display who, took * 2 as twice",
        "who=ada,twice=24"
    )]
    [InlineData(
        "stats count(*), count(ms), sum(ms), avg(ms), min(ms), max(ms)",
        "count(*)=4,count(ms)=2,sum(ms)=25,avg(ms)=12.5,min(ms)=5,max(ms)=20"
    )]
    [InlineData(
        "filter ispresent(level) | stats count(*) as n, pct(ms, 50) as half by level | sort level",
        "level=error,n=1,half=20|level=info,n=1,half=5"
    )]
    [InlineData("stats count_distinct(level) as kinds", "kinds=2")]
    [InlineData("stats count(*) as n by bin(1m) | sort n desc", "bin(1m)=2026-01-01 00:00:00.000,n=3|bin(1m)=2026-01-01 00:01:00.000,n=1")]
    [InlineData("stats count(*) as n by bin(1m) as minute | sort minute | limit 1 | display n", "n=3")]
    [InlineData("filter ispresent(level) | dedup ok | fields ok | sort ok | limit 1", "ok=0")]
    [InlineData(
        "fields strlen(level) as length, toupper(level) as upper | filter length = 4 | display upper, length",
        "upper=INFO,length=4"
    )]
    [InlineData("filter ms = 20 | display (ms + 4) / 2 as a, ms % 3 as b, 2 ^ 3 as c, -ms as d", "a=12,b=2,c=8,d=-20")]
    [InlineData(
        "filter ms = 20 | display concat(level, '-', ms) as a, replace(level, 'err', 'm') as b, substr(level, 1, 2) as c, coalesce(none, "
            + "level) as d",
        "a=error-20,b=mor,c=rr,d=error"
    )]
    [InlineData("filter isIpv4InSubnet('10.0.0.5', '10.0.0.0/24') and ms = 5 | display ms # a comment\n| limit 5", "ms=5")]
    [InlineData("fields @logStream, @log | filter ms = 5", "@logStream=a,@log=123456789012:/app")]
    [InlineData("fields `level` | filter `user.id` = 'u1'", "level=info")]
    [InlineData(
        "filter ms = 5 | display @timestamp, datefloor(@timestamp, 1h) as hour, tomillis(@timestamp) as ms2",
        "@timestamp=2026-01-01 00:00:01.000,hour=2026-01-01 00:00:00.000,ms2=1767225601000"
    )]
    public async Task A_query_finds(string query, string expected)
    {
        await ArrangeAsync();
        Assert.Equal(expected, Rows(await AskAsync(query)));
    }

    [Fact]
    public async Task Without_fields_the_newest_events_come_first_with_time_message_and_pointer()
    {
        await ArrangeAsync();
        var answer = await AskAsync("limit 1");
        var row = Assert.Single(answer["results"]!.AsArray())!.AsArray();
        Assert.Equal(["@timestamp", "@message", "@ptr"], row.Select(f => (string?)f!["field"]));
        Assert.Equal("user=ada, took 12 ms", (string?)row[1]!["value"]);
        Assert.Equal(("Complete", "CWLI"), ((string?)answer["status"], (string?)answer["queryLanguage"]));
    }

    [Fact]
    public async Task Statistics_tell_what_was_read_and_matched()
    {
        await ArrangeAsync();
        var statistics = (await AskAsync("filter ispresent(level) | stats count(*)"))["statistics"]!;
        Assert.Equal((2.0, 4.0), ((double)statistics["recordsMatched"]!, (double)statistics["recordsScanned"]!));
    }

    [Fact]
    public async Task A_query_reads_the_time_that_it_is_asked_for_and_several_groups()
    {
        await ArrangeAsync();
        await StreamAsync("b", "/other");
        await DoAsync(
            "PutLogEvents",
            $$"""{"logGroupName":"/other","logStreamName":"b","logEvents":[{"timestamp":{{Now}},"message":"late"}]}"""
        );
        var second = Now / 1000;
        Assert.Equal(
            "@message=late|@message=user=ada, took 12 ms",
            Rows(
                await AskAsync(
                    "display @message",
                    $"\"logGroupNames\":[\"/app\",\"/other\"],\"startTime\":{second - 20},\"endTime\":{second}"
                )
            )
        );
    }

    [Fact]
    public async Task Lines_of_a_function_have_its_measures()
    {
        await StreamAsync("a", "/aws/lambda/f");
        const string Id = "0f1e2d3c-0000-4000-8000-000000000000";
        await DoAsync(
            "PutLogEvents",
            $$"""
            {"logGroupName":"/aws/lambda/f","logStreamName":"a",
             "logEvents":[{"timestamp":{{Now}},"message":"START RequestId: {{Id}} Version: $LATEST"},
             {"timestamp":{{Now}},"message":"REPORT RequestId: {{Id}}\tDuration: 12.50 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 60 MB\tInit Duration: 100.25 ms\t"}]}
            """
        );
        Assert.Equal(
            $"@requestId={Id},@duration=12.5,@billedDuration=13,memory=60,@initDuration=100.25",
            Rows(
                await AskAsync(
                    "filter @type = 'REPORT' | display @requestId, @duration, @billedDuration, @maxMemoryUsed / 1000 / 1000 as memory, "
                        + "@initDuration",
                    $"\"logGroupName\":\"/aws/lambda/f\",\"startTime\":{(Now / 1000) - 5},\"endTime\":{Now / 1000}"
                )
            )
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("fields")]
    [InlineData("filter level =")]
    [InlineData("filter (level = 'a'")]
    [InlineData("stats level")]
    [InlineData("parse @message 'a * b' as x, y")]
    [InlineData("limit 0")]
    [InlineData("pattern @message")]
    [InlineData("filter @message like /(/")]
    [InlineData("filter nothing(level)")]
    [InlineData("fields @message limit 5")]
    public async Task What_is_no_query_is_refused(string query)
    {
        await StreamAsync();
        var answer = await CallAsync("StartQuery", Start(query, Range()));
        Assert.Equal((400, "MalformedQueryException"), (answer.Status, answer.Code?.Split('#')[^1]));
        Assert.NotEmpty(answer.Message!);
    }

    [Fact]
    public async Task A_query_of_a_group_that_is_not_there_and_one_without_groups_are_refused()
    {
        Assert.Equal("ResourceNotFoundException", (await CallAsync("StartQuery", Start("limit 1", Range()))).Code?.Split('#')[^1]);
        Assert.Equal(
            "InvalidParameterException",
            (await CallAsync("StartQuery", Start("limit 1", "\"startTime\":1,\"endTime\":2"))).Code?.Split('#')[^1]
        );
        Assert.Equal("ResourceNotFoundException", (await CallAsync("GetQueryResults", """{"queryId":"none"}""")).Code?.Split('#')[^1]);
    }

    [Fact]
    public async Task Queries_are_listed_and_their_answers_are_there_after_a_restart()
    {
        await ArrangeAsync();
        var id = (string)(await DoAsync("StartQuery", Start("filter ms = 5 | display ms", Range())))["queryId"]!;
        await ResultsAsync(id);
        await RestartAsync();
        Assert.Equal("ms=5", Rows(await ResultsAsync(id)));
        var query = Assert.Single((await DoAsync("DescribeQueries", """{"logGroupName":"/app"}"""))["queries"]!.AsArray())!;
        Assert.Equal(
            (id, "Complete", "filter ms = 5 | display ms"),
            ((string?)query["queryId"], (string?)query["status"], (string?)query["queryString"])
        );
        Assert.Equal("InvalidParameterException", (await CallAsync("StopQuery", $$"""{"queryId":"{{id}}"}""")).Code?.Split('#')[^1]);
        Clock.Advance(TimeSpan.FromDays(8));
        await DoAsync("StartQuery", Start("limit 1", Range()));
        Assert.Equal("ResourceNotFoundException", (await CallAsync("GetQueryResults", $$"""{"queryId":"{{id}}"}""")).Code?.Split('#')[^1]);
    }

    [Fact]
    public async Task Definitions_of_queries_are_kept()
    {
        var id = (string)
            (await DoAsync("PutQueryDefinition", """{"name":"mine","queryString":"limit 1","logGroupNames":["/app"]}"""))[
                "queryDefinitionId"
            ]!;
        await DoAsync("PutQueryDefinition", $$"""{"name":"yours","queryString":"limit 2","queryDefinitionId":"{{id}}"}""");
        await RestartAsync();
        var definition = Assert.Single(
            (await DoAsync("DescribeQueryDefinitions", """{"queryDefinitionNamePrefix":"you"}"""))["queryDefinitions"]!.AsArray()
        )!;
        Assert.Equal((id, "limit 2"), ((string?)definition["queryDefinitionId"], (string?)definition["queryString"]));
        await DoAsync("DeleteQueryDefinition", $$"""{"queryDefinitionId":"{{id}}"}""");
        Assert.Empty((await DoAsync("DescribeQueryDefinitions", "{}"))["queryDefinitions"]!.AsArray());
    }

    private async Task ArrangeAsync()
    {
        await StreamAsync();
        var first = Now;
        Clock.Advance(TimeSpan.FromMinutes(2));
        await PutAsync(
            (first, "plain error text"),
            (first + 1000, """{"level":"info","ms":5,"user":{"id":"u1"},"ok":true}"""),
            (first + 2000, """{"level":"error","ms":20,"user":{"id":"u2"},"ok":false}"""),
            (first + 110_000, "user=ada, took 12 ms")
        );
    }

    private string Range() => $"\"logGroupName\":\"/app\",\"startTime\":{(Now / 1000) - 3600},\"endTime\":{Now / 1000}";

    private static string Start(string query, string more) => $$"""{"queryString":{{JsonValue.Create(query).ToJsonString()}},{{more}}}""";

    private async Task<JsonNode> AskAsync(string query, string? more = null) =>
        await ResultsAsync((string)(await DoAsync("StartQuery", Start(query, more ?? Range())))["queryId"]!);

    private async Task<JsonNode> ResultsAsync(string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var answer = await DoAsync("GetQueryResults", $$"""{"queryId":"{{id}}"}""");
            if ((string?)answer["status"] != "Running")
                return answer.Body;
        }
    }

    private static string Rows(JsonNode answer) =>
        string.Join(
            '|',
            answer["results"]!
                .AsArray()
                .Select(row =>
                    string.Join(',', row!.AsArray().Where(f => (string?)f!["field"] != "@ptr").Select(f => $"{f!["field"]}={f["value"]}"))
                )
        );
}
