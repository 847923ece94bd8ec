using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class TargetInputTests : EventBridgeTest
{
    private const string Paths = """
        {"instance":"$.detail.instance-id","state":"$.detail.state","time":"$.time","all":"$.detail","first":"$.resources[0]",
         "names":"$.detail.list[*].name","none":"$.detail.absent"}
        """;

    private async Task<string> DeliverAsync(string input)
    {
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("example", """{"source":["my.ec2"]}""", "q", $",{input}");
        await PutEventAsync(
            "my.ec2",
            "EC2 Instance State-change Notification",
            """{"instance-id":"i-0123456789","state":"RUNNING","list":[{"name":"a"},{"name":"b"}]}""",
            more: ""","Resources":["arn:one","arn:two"]"""
        );
        return (await ReceiveAsync(queue)).Body;
    }

    [Theory]
    [InlineData("""{"constant":true}""")]
    [InlineData("\"text\"")]
    public async Task A_constant_replaces_the_event(string constant) =>
        Assert.Equal(constant, await DeliverAsync($"\"Input\":{JsonValue.Create(constant).ToJsonString()}"));

    [Theory]
    [InlineData("$.detail.state", "\"RUNNING\"")]
    [InlineData("$.detail", """{"instance-id":"i-0123456789","state":"RUNNING","list":[{"name":"a"},{"name":"b"}]}""")]
    [InlineData("$.detail['state']", "\"RUNNING\"")]
    [InlineData("$.resources[1]", "\"arn:two\"")]
    [InlineData("$.detail.list[*].name", """["a","b"]""")]
    public async Task A_path_gives_a_part(string path, string part) => Assert.Equal(part, await DeliverAsync($"\"InputPath\":\"{path}\""));

    [Theory]
    // the examples of AWS's documentation
    [InlineData("\"instance <instance> is in <state>\"", "\"instance i-0123456789 is in RUNNING\"")]
    [InlineData("\"instance \\\"<instance>\\\" is in <state>\"", "\"instance \\\"i-0123456789\\\" is in RUNNING\"")]
    [InlineData("{\n  \"instance\" : <instance>,\n  \"state\": <state>\n}", """{"instance":"i-0123456789","state":"RUNNING"}""")]
    [InlineData(
        """{"instance": <instance>, "state": "<state>", "instanceStatus": "instance \"<instance>\" is in <state>"}""",
        """{"instance":"i-0123456789","state":"RUNNING","instanceStatus":"instance \"i-0123456789\" is in RUNNING"}"""
    )]
    [InlineData(
        """{"instance": <instance>, "state": [ 9, <state>, true ], "Transformed": "Yes"}""",
        """{"instance":"i-0123456789","state":[9,"RUNNING",true],"Transformed":"Yes"}"""
    )]
    [InlineData("\"<aws.events.rule-name> triggered\"", "\"example triggered\"")]
    [InlineData(
        """{"ruleArn": <aws.events.rule-arn>, "ruleName": <aws.events.rule-name>, "at": <aws.events.event.ingestion-time>}""",
        """{"ruleArn":"arn:aws:events:eu-west-1:123456789012:rule/example","ruleName":"example","at":"2026-01-01T00:00:00Z"}"""
    )]
    // values of all kinds
    [InlineData(
        """{"all": <all>, "first": <first>, "names": <names>}""",
        """{"all":{"instance-id":"i-0123456789","state":"RUNNING","list":[{"name":"a"},{"name":"b"}]},"first":"arn:one","names":["a","b"]}"""
    )]
    [InlineData("""{"text": "names: <names>"}""", """{"text":"names: [a,b]"}""")]
    [InlineData("""{"text": "all: <all>"}""", """{"text":"all: {instance-id:i-0123456789,state:RUNNING,list:[{name:a},{name:b}]}"}""")]
    [InlineData("""{"value": <none>}""", """{"value":null}""")]
    [InlineData("""{"text": "<none>"}""", """{"text":""}""")]
    [InlineData("\"<instance>\"\n\"<state>\"", "\"i-0123456789\"\n\"RUNNING\"")]
    public async Task A_template_is_filled_in(string template, string output) =>
        Assert.Equal(
            output,
            await DeliverAsync(
                $$"""
                "InputTransformer":{"InputPathsMap":{{Paths}},"InputTemplate":{{JsonValue.Create(template).ToJsonString()}}}
                """
            )
        );

    [Fact]
    public async Task The_whole_event_fits_into_a_template()
    {
        var body = JsonNode.Parse(
            await DeliverAsync(
                """
                "InputTransformer":{"InputTemplate":"{\"all\": <aws.events.event.json>, \"head\": <aws.events.event>}"}
                """
            )
        )!;

        Assert.Equal("RUNNING", (string?)body["all"]!["detail"]!["state"]);
        Assert.Null(body["head"]!["detail"]);
        Assert.Equal("my.ec2", (string?)body["head"]!["source"]);
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_goes_to_the_dead_letter_queue()
    {
        await QueueAsync("q");
        var dead = await QueueAsync("dead");
        await RuleToQueueAsync(
            "r",
            """{"source":["a"]}""",
            "q",
            $$""","InputPath":"$.detail.x","DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}"""
        );

        await PutEventAsync("a", "t", "{}");

        Assert.Equal("INVALID_JSON", (await ReceiveAsync(dead)).MessageAttributes["ERROR_CODE"].StringValue);
    }
}
