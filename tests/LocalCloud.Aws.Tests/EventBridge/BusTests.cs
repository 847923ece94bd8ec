using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class BusTests : EventBridgeTest
{
    [Fact]
    public async Task The_default_bus_is_always_there()
    {
        var bus = await DoAsync("DescribeEventBus", "{}");

        Assert.Equal("default", (string?)bus["Name"]);
        Assert.Equal($"arn:aws:events:{Region}:{Account}:event-bus/default", (string?)bus["Arn"]);
    }

    [Fact]
    public async Task A_bus_is_created_described_updated_listed_and_deleted()
    {
        var created = await DoAsync("CreateEventBus", """{"Name":"shop","Description":"first","Tags":[{"Key":"team","Value":"a"}]}""");
        Assert.Equal($"arn:aws:events:{Region}:{Account}:event-bus/shop", (string?)created["EventBusArn"]);

        Clock.Advance(TimeSpan.FromMinutes(1));
        await DoAsync("UpdateEventBus", """{"Name":"shop","Description":"second"}""");
        var described = await DoAsync("DescribeEventBus", $$"""{"Name":"{{created["EventBusArn"]}}"}""");
        Assert.Equal("second", (string?)described["Description"]);
        Assert.Equal(60, (double)described["LastModifiedTime"]! - (double)described["CreationTime"]!);

        var listed = await DoAsync("ListEventBuses", """{"NamePrefix":"sh"}""");
        Assert.Equal("shop", (string?)listed["EventBuses"]!.AsArray().Single()!["Name"]);

        await DoAsync("DeleteEventBus", """{"Name":"shop"}""");
        var gone = await CallAsync("DescribeEventBus", """{"Name":"shop"}""");
        Assert.Equal((400, "ResourceNotFoundException", "Event bus shop does not exist."), (gone.Status, gone.Code, gone.Message));
        await DoAsync("DeleteEventBus", """{"Name":"shop"}""");
    }

    [Theory]
    [InlineData("CreateEventBus", """{"Name":"default"}""", "ResourceAlreadyExistsException", "Event bus default already exists.")]
    [InlineData("CreateEventBus", """{"Name":"a/b"}""", "ValidationException", "Event bus name must not contain '/'.")]
    [InlineData(
        "CreateEventBus",
        """{"Name":"a b"}""",
        "ValidationException",
        @"1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [/\.\-_A-Za-z0-9]+"
    )]
    [InlineData(
        "CreateEventBus",
        "{}",
        "ValidationException",
        "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"
    )]
    [InlineData("DeleteEventBus", """{"Name":"default"}""", "ValidationException", "Cannot delete event bus default.")]
    [InlineData("UpdateEventBus", """{"Name":"nope"}""", "ResourceNotFoundException", "Event bus nope does not exist.")]
    [InlineData(
        "CreateEndpoint",
        "{}",
        "ValidationException",
        "3 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null; Value null at "
            + "'routingConfig' failed to satisfy constraint: Member must not be null; Value null at 'eventBuses' failed to satisfy "
            + "constraint: Member must not be null"
    )]
    [InlineData("Fly", "{}", "UnknownOperationException", "Fly of events is not supported by LocalCloud.")]
    public async Task Refusals(string operation, string input, string code, string message)
    {
        var answer = await CallAsync(operation, input);

        Assert.Equal((400, message), (answer.Status, answer.Message));
        Assert.EndsWith(code, answer.Code);
    }

    [Fact]
    public async Task A_bus_with_rules_stays()
    {
        await DoAsync("CreateEventBus", """{"Name":"shop"}""");
        await DoAsync("PutRule", """{"Name":"r","EventBusName":"shop","EventPattern":"{\"source\":[\"a\"]}"}""");

        var answer = await CallAsync("DeleteEventBus", """{"Name":"shop"}""");

        Assert.Equal(("ValidationException", "EventBus can't be deleted since it has rules."), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Accounts_and_regions_do_not_see_each_other()
    {
        await DoAsync("CreateEventBus", """{"Name":"shop"}""");

        Assert.Equal(400, (await CallAsync("DescribeEventBus", """{"Name":"shop"}""", account: "999999999999")).Status);
        Assert.Equal(400, (await CallAsync("DescribeEventBus", """{"Name":"shop"}""", region: "us-east-1")).Status);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        foreach (var name in (string[])["c", "a", "b"])
            await DoAsync("CreateEventBus", $$"""{"Name":"{{name}}"}""");

        var names = new List<string>();
        string? token = null;
        do
        {
            var page = await DoAsync("ListEventBuses", token is null ? """{"Limit":2}""" : $$"""{"Limit":2,"NextToken":"{{token}}"}""");
            names.AddRange(page["EventBuses"]!.AsArray().Select(b => (string)b!["Name"]!));
            token = (string?)page["NextToken"];
        } while (token is not null);

        Assert.Equal(["a", "b", "c", "default"], names);
    }

    [Fact]
    public async Task Buses_and_rules_have_tags()
    {
        await DoAsync("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"a\"]}","Tags":[{"Key":"x","Value":"1"}]}""");
        foreach (var resource in (string[])["event-bus/default", "rule/r"])
        {
            var arn = $"arn:aws:events:{Region}:{Account}:{resource}";
            await DoAsync("TagResource", $$"""{"ResourceARN":"{{arn}}","Tags":[{"Key":"x","Value":"2"},{"Key":"y","Value":"3"}]}""");
            await DoAsync("UntagResource", $$"""{"ResourceARN":"{{arn}}","TagKeys":["y"]}""");

            var tags = (await DoAsync("ListTagsForResource", $$"""{"ResourceARN":"{{arn}}"}"""))["Tags"];

            Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""[{"Key":"x","Value":"2"}]"""), tags), tags!.ToJsonString());
        }
        var missing = await CallAsync("ListTagsForResource", $$"""{"ResourceARN":"arn:aws:events:{{Region}}:{{Account}}:rule/nope"}""");
        Assert.Equal(("ResourceNotFoundException", "Rule nope does not exist on EventBus default."), (missing.Code, missing.Message));
    }
}
