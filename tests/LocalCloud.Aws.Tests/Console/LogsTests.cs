using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Tests.Logs;

namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class LogsTests : CloudWatchLogsTest
{
    private ConsoleClient Console => field ??= new(Http);

    [Fact]
    public async Task Events_are_shown_newest_first_or_last()
    {
        await PutAsync("one", "two <script>", """{"level":"error","message":"three","order":{"id":7}}""");
        var page = await Console.OpenAsync("view=logs&name=app");
        Assert.Equal(["error: three", "two <script>", "one"], Shown(page));
        Assert.Contains("\"id\": 7", page.Text);
        Assert.DoesNotContain("two <script>", page.Page);
        Assert.Equal(["one", "two <script>", "error: three"], Shown(await Console.OpenAsync("view=logs&name=app&order=last")));
    }

    [Theory]
    [InlineData("filter=%7B+%24.level+%3D+%22error%22+%7D", "error: three")]
    [InlineData("filter=two", "two")]
    [InlineData("text=ONE", "one")]
    [InlineData("from=2026-01-01+00:00:01&to=2026-01-01+00:00:01", "two")]
    [InlineData("stream=main", "error: three,two,one")]
    [InlineData("stream=other", "")]
    [InlineData("since=300", "error: three,two,one")]
    public async Task Events_are_filtered(string query, string expected)
    {
        await PutAsync("one", "two", """{"level":"error","message":"three"}""");
        Assert.Equal(expected, string.Join(',', Shown(await Console.OpenAsync($"view=logs&name=app&{query}"))));
    }

    [Fact]
    public async Task A_wrong_filter_says_so()
    {
        await PutAsync("one");
        Assert.Contains("Invalid metric filter pattern", (await Console.OpenAsync("view=logs&name=app&filter=%7B+%24")).Text);
        Assert.Contains("“noon” is no time", (await Console.OpenAsync("view=logs&name=app&from=noon")).Text);
        Assert.Contains("There is no log group “other”", (await Console.OpenAsync("view=logs&name=other")).Text);
    }

    [Fact]
    public async Task Older_events_are_on_further_pages()
    {
        await PutAsync([.. Enumerable.Range(1, 230).Select(n => $"line {n:D3}")]);
        var first = await Console.OpenAsync("view=logs&name=app&text=line");
        Assert.Equal(("line 230", "line 131"), (Shown(first)[0], Shown(first)[^1]));
        var second = await Console.FollowAsync(first, "Older");
        Assert.Equal(("line 130", "line 031"), (Shown(second)[0], Shown(second)[^1]));
        var third = await Console.FollowAsync(second, "Older");
        Assert.Equal(("line 030", "line 001"), (Shown(third)[0], Shown(third)[^1]));
        Assert.DoesNotContain(">Older<", third.Page);
    }

    [Fact]
    public async Task Retention_is_changed_and_the_group_deleted()
    {
        await PutAsync("one");
        Assert.Equal("Events of app are kept for 7 days.", (await Console.SendAsync("view=logs&name=app", "keep", ("days", "7"))).Said);
        Assert.Equal(7, (int?)(await DoAsync("DescribeLogGroups", "{}"))["logGroups"]![0]!["retentionInDays"]);
        Assert.StartsWith("InvalidParameterException", (await Console.SendAsync("view=logs&name=app", "keep", ("days", "8"))).Said);
        Assert.Equal("app is kept for ever.", (await Console.SendAsync("view=logs&name=app", "keep", ("days", ""))).Said);
        Assert.Equal(HttpStatusCode.Forbidden, (await Console.ForgeAsync("view=logs&name=app", "delete")).Status);
        Assert.Equal("The log group app is deleted.", (await Console.SendAsync("view=logs&name=app", "delete")).Said);
        Assert.Empty((await DoAsync("DescribeLogGroups", "{}"))["logGroups"]!.AsArray());
    }

    private static List<string> Shown(ConsoleClient.Shown page)
    {
        var events = page.Page[
            page.Page.IndexOf("live-events", StringComparison.Ordinal)..page.Page.IndexOf("live-streams", StringComparison.Ordinal)
        ];
        return
        [
            .. Regex
                .Matches(events, "<td>(<pre>|<details [^>]*><summary><code>)(.*?)<", RegexOptions.Singleline)
                .Select(m => WebUtility.HtmlDecode(m.Groups[2].Value)),
        ];
    }

    private async Task PutAsync(params string[] messages)
    {
        await DoAsync("CreateLogGroup", """{"logGroupName":"app"}""");
        await DoAsync("CreateLogStream", """{"logGroupName":"app","logStreamName":"main"}""");
        await DoAsync(
            "PutLogEvents",
            new JsonObject
            {
                ["logGroupName"] = "app",
                ["logStreamName"] = "main",
                ["logEvents"] = new JsonArray([
                    .. messages.Select((m, at) => new JsonObject { ["message"] = m, ["timestamp"] = Now + (at * 1000) }),
                ]),
            }.ToJsonString()
        );
    }
}
