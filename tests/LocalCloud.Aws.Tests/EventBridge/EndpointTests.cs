using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class EndpointTests : EventBridgeTest
{
    private const string Elsewhere = "us-east-1";

    private static string Config(string replication = "ENABLED") =>
        $$$$"""
            "RoutingConfig":{"FailoverConfig":{"Primary":{"HealthCheck":"arn:aws:route53:::healthcheck/abc"},
            "Secondary":{"Route":"{{{{Elsewhere}}}}"}}},
            "ReplicationConfig":{"State":"{{{{replication}}}}"},"RoleArn":"arn:aws:iam::{{{{Account}}}}:role/r",
            "EventBuses":[{"EventBusArn":"arn:aws:events:{{{{Elsewhere}}}}:{{{{Account}}}}:event-bus/default"},
            {"EventBusArn":"arn:aws:events:{{{{Region}}}}:{{{{Account}}}}:event-bus/default"}]
            """;

    [Fact]
    public async Task An_endpoint_is_created_described_changed_and_deleted()
    {
        var created = await DoAsync("CreateEndpoint", $$"""{"Name":"e","Description":"d",{{Config()}}}""");
        Assert.Equal(($"arn:aws:events:{Region}:{Account}:endpoint/e", "CREATING"), ((string?)created["Arn"], (string?)created["State"]));
        Assert.Equal("ResourceAlreadyExistsException", (await CallAsync("CreateEndpoint", $$"""{"Name":"e",{{Config()}}}""")).Code);

        var described = await DoAsync("DescribeEndpoint", """{"Name":"e"}""");
        Assert.Equal(
            ("ACTIVE", "d", "ENABLED", Elsewhere),
            (
                (string?)described["State"],
                (string?)described["Description"],
                (string?)described["ReplicationConfig"]!["State"],
                (string?)described["RoutingConfig"]!["FailoverConfig"]!["Secondary"]!["Route"]
            )
        );
        Assert.Equal($"https://{described["EndpointId"]}.endpoint.events.amazonaws.com", (string?)described["EndpointUrl"]);

        var updated = await DoAsync("UpdateEndpoint", """{"Name":"e","Description":"other"}""");
        Assert.Equal(("UPDATING", (string?)described["EndpointId"]), ((string?)updated["State"], (string?)updated["EndpointId"]));
        Assert.Equal("other", (string?)(await DoAsync("ListEndpoints", """{"NamePrefix":"e"}"""))["Endpoints"]![0]!["Description"]);

        await DoAsync("DeleteEndpoint", """{"Name":"e"}""");
        var gone = await CallAsync("DescribeEndpoint", """{"Name":"e"}""");
        Assert.Equal(("ResourceNotFoundException", "Endpoint e does not exist."), (gone.Code, gone.Message));
    }

    [Theory]
    [InlineData("ENABLED", true)]
    [InlineData("DISABLED", false)]
    public async Task Events_go_to_the_primary_bus_and_to_the_other_when_they_are_replicated(string replication, bool both)
    {
        var id = (string)(await EndpointAsync(replication))["EndpointId"]!;

        var put = await DoAsync("PutEvents", $$"""{"EndpointId":"{{id}}","Entries":[{"Source":"a","DetailType":"t","Detail":"{}"}]}""");

        Assert.Equal(0, (int)put["FailedEntryCount"]!);
        var traced = JsonNode.Parse(await Http.GetStringAsync("/_localcloud/traces/events"))!["events"]!
            .AsArray()
            .Where(e => (string?)e!["id"] == (string?)put["Entries"]![0]!["EventId"])
            .Select(e => (string)e!["bus"]!);
        string[] buses =
        [
            .. new[] { Region, Elsewhere }.Take(both ? 2 : 1).Select(region => $"arn:aws:events:{region}:{Account}:event-bus/default"),
        ];
        Assert.Equal(buses, traced.Order());
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_takes_no_events()
    {
        var answer = await CallAsync("PutEvents", """{"EndpointId":"abc.veo","Entries":[{"Source":"a","DetailType":"t","Detail":"{}"}]}""");
        Assert.Equal(("ResourceNotFoundException", "Endpoint abc.veo does not exist."), (answer.Code, answer.Message));
    }

    private async Task<Answer> EndpointAsync(string replication)
    {
        await DoAsync("CreateEndpoint", $$"""{"Name":"e",{{Config(replication)}}}""");
        return await DoAsync("DescribeEndpoint", """{"Name":"e"}""");
    }
}
