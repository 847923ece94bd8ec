using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Tagging;

public sealed class ResourceTaggingTests() : JsonServiceTest("tagging", "ResourceGroupsTaggingAPI_20170126")
{
    private const string Queue = $"arn:aws:sqs:{Region}:{Account}:jobs",
        Topic = $"arn:aws:sns:{Region}:{Account}:news",
        Table = $"arn:aws:dynamodb:{Region}:{Account}:table/orders",
        Bus = $"arn:aws:events:{Region}:{Account}:event-bus/shop",
        Group = $"arn:aws:logs:{Region}:{Account}:log-group:app",
        Schedules = $"arn:aws:scheduler:{Region}:{Account}:schedule-group/nightly",
        Parameter = $"arn:aws:ssm:{Region}:{Account}:parameter/url";

    [Fact]
    public async Task Resources_of_all_services_are_found_by_their_tags()
    {
        await MakeAsync();
        Assert.Equal([Table, Bus, Group, Schedules, Topic, Queue, Parameter], await FindAsync("{}"));
        Assert.Equal([Table, Queue], await FindAsync("""{"TagFilters":[{"Key":"team","Values":["blue"]}]}"""));
        Assert.Equal([Queue], await FindAsync("""{"TagFilters":[{"Key":"team","Values":["blue","red"]},{"Key":"stage"}]}"""));
        Assert.Equal([Table, Topic], await FindAsync("""{"ResourceTypeFilters":["dynamodb:table","sns"]}"""));
        Assert.Equal([Group], await FindAsync($$"""{"ResourceARNList":["{{Group}}","arn:aws:sqs:{{Region}}:{{Account}}:none"]}"""));
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_one_ended()
    {
        await MakeAsync();
        var first = await CallAsync("GetResources", """{"ResourcesPerPage":3}""");
        var token = (string)first["PaginationToken"]!;
        var second = await CallAsync("GetResources", $$"""{"ResourcesPerPage":100,"PaginationToken":"{{token}}"}""");
        Assert.Equal([Table, Bus, Group, Schedules, Topic, Queue, Parameter], [.. Arns(first), .. Arns(second)]);
        Assert.Equal("", (string?)second["PaginationToken"]);
        var (code, _) = await FailAsync("GetResources", """{"PaginationToken":"?"}""");
        Assert.Equal("PaginationTokenExpiredException", code);
    }

    [Fact]
    public async Task Keys_and_the_values_of_one_are_listed_once()
    {
        await MakeAsync();
        Assert.Equal("""{"PaginationToken":"","TagKeys":["stage","team"]}""", (await CallAsync("GetTagKeys", "{}")).ToJsonString());
        Assert.Equal(
            """{"PaginationToken":"","TagValues":["blue","green"]}""",
            (await CallAsync("GetTagValues", """{"Key":"team"}""")).ToJsonString()
        );
    }

    [Fact]
    public async Task Tags_are_put_on_and_taken_from_resources_where_their_services_keep_them()
    {
        await MakeAsync();
        foreach (var arn in (string[])[Table, Bus, Group, Schedules, Topic, Queue, Parameter])
        {
            Assert.Empty(Failed(await CallAsync("TagResources", $$"""{"ResourceARNList":["{{arn}}"],"Tags":{"cost":"7"} }""")));
            Assert.Equal([arn], await FindAsync("""{"TagFilters":[{"Key":"cost","Values":["7"]}]}"""));
            Assert.Empty(Failed(await CallAsync("UntagResources", $$"""{"ResourceARNList":["{{arn}}"],"TagKeys":["cost"]}""")));
            Assert.Empty(await FindAsync("""{"TagFilters":[{"Key":"cost"}]}"""));
        }
        var tags = await InvokeAsync("sqs", "ListQueueTags", new() { ["QueueUrl"] = $"http://localhost/{Account}/jobs" });
        Assert.Equal("""{"Tags":{"team":"blue","stage":"test"}}""", tags.GetRawText());
    }

    [Fact]
    public async Task What_cannot_be_tagged_is_named_and_keeps_the_others_from_nothing()
    {
        await MakeAsync();
        var none = $"arn:aws:sqs:{Region}:{Account}:none";
        var answer = await CallAsync("TagResources", $$"""{"ResourceARNList":["{{none}}","{{Queue}}"],"Tags":{"cost":"7"} }""");
        var (arn, why) = Assert.Single(Failed(answer));
        Assert.Equal((none, 400, "InvalidParameterException"), (arn, (int)why!["StatusCode"]!, (string?)why["ErrorCode"]));
        Assert.Equal([Queue], await FindAsync("""{"TagFilters":[{"Key":"cost"}]}"""));
        var (code, _) = await FailAsync("TagResources", $$"""{"ResourceARNList":["{{Queue}}"],"Tags":{"aws:cost":"7"} }""");
        Assert.Equal("InvalidParameterException", code);
        (code, _) = await FailAsync("GetResources", $$"""{"ResourceARNList":["{{Queue}}"],"TagFilters":[{"Key":"a"}]}""");
        Assert.Equal("InvalidParameterException", code);
    }

    private async Task MakeAsync()
    {
        await InvokeAsync("sqs", "CreateQueue", new() { ["QueueName"] = "jobs", ["tags"] = Map(("team", "blue"), ("stage", "test")) });
        await InvokeAsync("sqs", "CreateQueue", new() { ["QueueName"] = "untagged" });
        await InvokeAsync("sns", "CreateTopic", new() { ["Name"] = "news", ["Tags"] = List(("team", "green")) });
        await InvokeAsync(
            "dynamodb",
            "CreateTable",
            new()
            {
                ["TableName"] = "orders",
                ["KeySchema"] = new JsonArray(new JsonObject { ["AttributeName"] = "id", ["KeyType"] = "HASH" }),
                ["AttributeDefinitions"] = new JsonArray(new JsonObject { ["AttributeName"] = "id", ["AttributeType"] = "S" }),
                ["BillingMode"] = "PAY_PER_REQUEST",
                ["Tags"] = List(("team", "blue")),
            }
        );
        await InvokeAsync("events", "CreateEventBus", new() { ["Name"] = "shop", ["Tags"] = List(("team", "green")) });
        await InvokeAsync("logs", "CreateLogGroup", new() { ["logGroupName"] = "app", ["tags"] = Map(("team", "green")) });
        await InvokeAsync("scheduler", "CreateScheduleGroup", new() { ["Name"] = "nightly", ["Tags"] = List(("team", "green")) });
        await InvokeAsync(
            "ssm",
            "PutParameter",
            new()
            {
                ["Name"] = "url",
                ["Value"] = "v",
                ["Type"] = "String",
                ["Tags"] = List(("team", "green")),
            }
        );
    }

    private async Task<JsonElement> InvokeAsync(string service, string operation, JsonObject input)
    {
        using var document = JsonDocument.Parse(input.ToJsonString());
        var result = await Host.InvokeAsync(new Scope(Account, Region), service, operation, document.RootElement);
        Assert.True(result.Ok(out var answer, out var error), error?.Message);
        return answer;
    }

    private async Task<IEnumerable<string>> FindAsync(string input) => Arns(await CallAsync("GetResources", input));

    private static IEnumerable<string> Arns(JsonNode answer) =>
        answer["ResourceTagMappingList"]!.AsArray().Select(resource => (string)resource!["ResourceARN"]!);

    private static JsonObject Failed(JsonNode answer) => answer["FailedResourcesMap"]!.AsObject();

    private static JsonObject Map(params (string Key, string Value)[] tags) =>
        new(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));

    private static JsonArray List(params (string Key, string Value)[] tags) =>
        new([.. tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);
}
