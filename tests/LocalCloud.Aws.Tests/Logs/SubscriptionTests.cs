using System.IO.Compression;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Tests.Lambda;

namespace LocalCloud.Aws.Tests.Logs;

public sealed class SubscriptionTests : CloudWatchLogsTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-logs-test-").FullName;

    protected override string? DataDirectory => _directory;

    private static string Function(string name) => $"arn:aws:lambda:{Region}:{Account}:function:{name}";

    [Fact]
    public async Task A_function_gets_the_events_that_the_pattern_lets_through()
    {
        using var gate = new Gate();
        await StreamAsync();
        await FunctionAsync("f", gate);
        await DoAsync("PutSubscriptionFilter", Put("errors", "ERROR", "f"));
        await PutAsync((Now, "ERROR one"), (Now + 1, "fine"), (Now + 2, "ERROR two"));
        var data = await DataAsync(gate);
        Assert.Equal(
            ("DATA_MESSAGE", Account, "/app", "a", "errors"),
            (
                (string?)data["messageType"],
                (string?)data["owner"],
                (string?)data["logGroup"],
                (string?)data["logStream"],
                (string?)Assert.Single(data["subscriptionFilters"]!.AsArray())
            )
        );
        Assert.Equal(["ERROR one", "ERROR two"], data["logEvents"]!.AsArray().Select(e => (string?)e!["message"]));
        Assert.Equal((Now, 56), ((long)data["logEvents"]![0]!["timestamp"]!, ((string)data["logEvents"]![0]!["id"]!).Length));
        Assert.Null(data["logEvents"]![0]!["extractedFields"]);
    }

    [Fact]
    public async Task Events_that_could_not_be_delivered_before_the_end_are_delivered_after_the_next_start()
    {
        using var gate = new Gate();
        await StreamAsync();
        await FunctionAsync("f", gate);
        await DoAsync("PutSubscriptionFilter", Put("all", "", "f"));
        using var fault = await Http.PostAsync(
            "/_localcloud/faults",
            new StringContent("""{"kind":"error","service":"lambda","operation":"Invoke"}""", null, "application/json")
        );
        Assert.True(fault.IsSuccessStatusCode);
        await PutAsync((Now, "kept"));
        await RestartAsync();
        Assert.Equal("kept", (string?)Assert.Single((await DataAsync(gate))["logEvents"]!.AsArray())!["message"]);
    }

    [Fact]
    public async Task Fields_of_a_space_delimited_pattern_are_extracted()
    {
        using var gate = new Gate();
        await StreamAsync();
        await FunctionAsync("f", gate);
        await DoAsync("PutSubscriptionFilter", Put("slow", "[who, ms > 10]", "f"));
        await PutAsync((Now, "ada 5"), (Now, "bob 20"));
        var e = Assert.Single((await DataAsync(gate))["logEvents"]!.AsArray())!;
        Assert.Equal(("bob", "20"), ((string?)e["extractedFields"]!["who"], (string?)e["extractedFields"]!["ms"]));
    }

    [Fact]
    public async Task A_group_has_two_filters_at_most_which_are_described_changed_and_deleted()
    {
        using var gate = new Gate();
        await StreamAsync();
        await FunctionAsync("f", gate);
        await DoAsync("PutSubscriptionFilter", Put("one", "", "f"));
        await DoAsync("PutSubscriptionFilter", Put("two", "", "f"));
        Assert.Equal("LimitExceededException", Code(await CallAsync("PutSubscriptionFilter", Put("three", "", "f"))));
        await DoAsync("PutSubscriptionFilter", Put("two", "WARN", "f"));
        await RestartAsync();
        var filters = (await DoAsync("DescribeSubscriptionFilters", """{"logGroupName":"/app"}"""))["subscriptionFilters"]!.AsArray();
        Assert.Equal(["one:", "two:WARN"], filters.Select(f => $"{f!["filterName"]}:{f["filterPattern"]}"));
        Assert.Equal((Function("f"), "ByLogStream"), ((string?)filters[0]!["destinationArn"], (string?)filters[0]!["distribution"]));
        await DoAsync("DeleteSubscriptionFilter", """{"logGroupName":"/app","filterName":"one"}""");
        Assert.Equal(
            "ResourceNotFoundException",
            Code(await CallAsync("DeleteSubscriptionFilter", """{"logGroupName":"/app","filterName":"one"}"""))
        );
        Assert.Single((await DoAsync("DescribeSubscriptionFilters", """{"logGroupName":"/app"}"""))["subscriptionFilters"]!.AsArray());
    }

    [Theory]
    [InlineData("arn:aws:kinesis:eu-west-1:123456789012:stream/s", "kinesis")]
    [InlineData("arn:aws:firehose:eu-west-1:123456789012:deliverystream/s", "firehose")]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:none", "Could not execute the lambda function")]
    [InlineData("nonsense", "destination ARN")]
    public async Task Other_destinations_are_refused(string destination, string says)
    {
        await StreamAsync();
        var answer = await CallAsync(
            "PutSubscriptionFilter",
            $$"""{"logGroupName":"/app","filterName":"x","filterPattern":"","destinationArn":"{{destination}}"}"""
        );
        Assert.Equal((400, "InvalidParameterException"), (answer.Status, Code(answer)));
        Assert.Contains(says, answer.Message, StringComparison.Ordinal);
    }

    private static string? Code(Answer answer) => answer.Code?.Split('#')[^1];

    private static string Put(string name, string pattern, string function) =>
        new JsonObject
        {
            ["logGroupName"] = "/app",
            ["filterName"] = name,
            ["filterPattern"] = pattern,
            ["destinationArn"] = Function(function),
        }.ToJsonString();

    private Task FunctionAsync(string name, Gate gate) => GatedFunction.CreateAsync(Http, Account, Region, name, gate);

    private static async Task<JsonNode> DataAsync(Gate gate)
    {
        using var visitor = await gate.NextAsync();
        await visitor.AnswerAsync("done");
        var got = visitor.Event!;
        var bytes = Convert.FromBase64String((string)got["awslogs"]!["data"]!);
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return (await JsonNode.ParseAsync(gzip))!;
    }
}
