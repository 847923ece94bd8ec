namespace LocalCloud.Aws.Tests.Sns;

public sealed class FilterPolicyTests : SnsTest
{
    private async Task<bool> TakesAsync(
        string policy,
        string scope,
        string message,
        params (string Name, string Type, string Value)[] attributes
    )
    {
        var topic = await TopicAsync("news");
        await QueueOnAsync(topic, "q", ("FilterPolicy", policy), ("FilterPolicyScope", scope));
        var trace = await TraceAsync(await PublishAsync(topic, message, MessageAttributes(attributes)));
        Assert.Equal(1, trace["deliveries"]!.AsArray().Count + trace["filteredOut"]!.AsArray().Count);
        return trace["deliveries"]!.AsArray().Count == 1;
    }

    [Theory]
    [InlineData("""{"a":["x","y"]}""", "String", "y", true)]
    [InlineData("""{"a":["x"]}""", "String", "X", false)]
    [InlineData("""{"a":[{"prefix":"ab"}]}""", "String", "abc", true)]
    [InlineData("""{"a":[{"prefix":"ab"}]}""", "String", "bab", false)]
    [InlineData("""{"a":[{"suffix":"bc"}]}""", "String", "abc", true)]
    [InlineData("""{"a":[{"suffix":"bc"}]}""", "String", "bcd", false)]
    [InlineData("""{"a":[{"anything-but":["x","y"]}]}""", "String", "z", true)]
    [InlineData("""{"a":[{"anything-but":["x","y"]}]}""", "String", "x", false)]
    [InlineData("""{"a":[{"anything-but":{"prefix":"x"}}]}""", "String", "xyz", false)]
    [InlineData("""{"a":[{"anything-but":{"suffix":"x"}}]}""", "String", "xyz", true)]
    [InlineData("""{"a":[{"anything-but":[1]}]}""", "Number", "2", true)]
    [InlineData("""{"a":[{"equals-ignore-case":"HeLLo"}]}""", "String", "hello", true)]
    [InlineData("""{"a":[{"wildcard":"a*c"}]}""", "String", "abbc", true)]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/24"}]}""", "String", "10.0.0.17", true)]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/24"}]}""", "String", "10.0.1.17", false)]
    [InlineData("""{"a":[100]}""", "Number", "100.0", true)]
    [InlineData("""{"a":[{"numeric":["<",1]}]}""", "Number", ".5", true)]
    [InlineData("""{"a":[5]}""", "Number", "+05", true)]
    [InlineData("""{"a":[100]}""", "String", "100", false)]
    [InlineData("""{"a":["100"]}""", "Number", "100", false)]
    [InlineData("""{"a":[{"numeric":["=",301.5]}]}""", "Number", "301.5", true)]
    [InlineData("""{"a":[{"numeric":[">",0,"<=",150]}]}""", "Number", "150", true)]
    [InlineData("""{"a":[{"numeric":[">",0,"<=",150]}]}""", "Number", "151", false)]
    [InlineData("""{"a":[{"numeric":["<",0]}]}""", "Number", "-3", true)]
    [InlineData("""{"a":[{"exists":true}]}""", "String", "anything", true)]
    [InlineData("""{"a":[{"exists":false}]}""", "String", "anything", false)]
    [InlineData("""{"b":[{"exists":false}]}""", "String", "anything", true)]
    [InlineData("""{"a":["x"]}""", "Binary", "eA==", false)]
    [InlineData("""{"a":["x"]}""", "String.Array", """["y","x"]""", true)]
    [InlineData("""{"a":[3]}""", "String.Array", "[1,2,3]", true)]
    [InlineData("""{"a":[true]}""", "String.Array", "[true,null]", true)]
    [InlineData("""{"a":[{"anything-but":["x","y"]}]}""", "String.Array", """["x","y"]""", false)]
    [InlineData("""{"a":[{"anything-but":["x","y"]}]}""", "String.Array", """["x","z"]""", true)]
    [InlineData("""{"a":["x"],"b":["x"]}""", "String", "x", false)]
    [InlineData("""{"$or":[{"a":["x"]},{"b":["x"]}]}""", "String", "x", true)]
    [InlineData("""{"$or":[{"a":["y"]},{"b":["x"]}]}""", "String", "x", false)]
    [InlineData("{}", "String", "x", true)]
    public async Task Attributes_are_matched(string policy, string type, string value, bool takes) =>
        Assert.Equal(takes, await TakesAsync(policy, "MessageAttributes", "hello", ("a", type, value)));

    [Theory]
    [InlineData("""{"a":["x"]}""", """{"a":"x"}""", true)]
    [InlineData("""{"a":["x"]}""", """{"a":"y"}""", false)]
    [InlineData("""{"a":{"b":{"c":["x"]}}}""", """{"a":{"b":{"c":"x"}}}""", true)]
    [InlineData("""{"a":{"b":{"c":["x"]}}}""", """{"a":{"b":"x"}}""", false)]
    [InlineData("""{"a":["x"]}""", """{"a":["w","x"]}""", true)]
    [InlineData("""{"a":{"b":["x"]}}""", """{"a":[{"b":"w"},{"b":"x"}]}""", true)]
    [InlineData("""{"a":[1]}""", """{"a":1.0}""", true)]
    [InlineData("""{"a":[null]}""", """{"a":null}""", true)]
    [InlineData("""{"a":[{"exists":false}]}""", """{"b":1}""", true)]
    [InlineData("""{"a":["x"]}""", "x", false)]
    [InlineData("""{"a":["x"]}""", """["x"]""", false)]
    [InlineData("""{"$or":[{"a":["x"]},{"b":{"c":["y"]}}]}""", """{"b":{"c":"y"}}""", true)]
    public async Task Bodies_are_matched(string policy, string body, bool takes) =>
        Assert.Equal(takes, await TakesAsync(policy, "MessageBody", body));

    [Fact]
    public async Task Why_a_message_was_filtered_out_can_be_read()
    {
        var topic = await TopicAsync("news");
        await QueueOnAsync(topic, "q", ("FilterPolicy", """{"colour":["red"]}"""));
        var trace = await TraceAsync(await PublishAsync(topic, "hello", MessageAttributes(("colour", "String", "blue"))));
        Assert.Equal("""colour: "blue" is not in ["red"]""", (string?)trace["filteredOut"]![0]!["reason"]);
    }

    [Fact]
    public async Task A_message_without_attributes_is_filtered_out()
    {
        Assert.False(await TakesAsync("""{"a":["x"]}""", "MessageAttributes", """{"a":"x"}"""));
    }

    [Theory]
    [InlineData(
        "MessageAttributes",
        """{"a":"x"}""",
        "\"a\" must be an object or an array\n at [Source: (String)\"{\"a\":\"x\"}\"; line: 1, column: 7]"
    )]
    [InlineData(
        "MessageAttributes",
        """{"a":[{"like":"x"}]}""",
        "Unrecognized match type like\n at [Source: (String)\"{\"a\":[{\"like\":\"x\"}]}\"; line: 1, column: 16]"
    )]
    [InlineData(
        "MessageAttributes",
        """{"a":{"b":["x"]}}""",
        "Filter policy scope MessageAttributes does not support nested filter policy"
    )]
    [InlineData(
        "MessageAttributes",
        """{"a":["1"],"b":["1"],"c":["1"],"d":["1"],"e":["1"],"f":["1"]}""",
        "Filter policy can not have more than 5 keys"
    )]
    [InlineData("MessageAttributes", """{"a":[1,2,3,4,5,6],"b":[1,2,3,4,5,6],"c":[1,2,3,4,5]}""", "Filter policy is too complex")]
    [InlineData("MessageBody", """{"a":{"b":{"c":[1,2,3,4,5,6]}},"d":[1,2,3,4,5,6,7,8,9]}""", "Filter policy is too complex")]
    [InlineData("MessageBody", "[]", "failed to parse JSON.")]
    public async Task A_policy_that_cannot_be_is_refused(string scope, string policy, string reason)
    {
        var subscription = await SubscribeAsync(await TopicAsync("news"), "sqs", QueueArn("q"), ("FilterPolicyScope", scope));
        await RefusedAsync(
            CallAsync(
                "SetSubscriptionAttributes",
                ("SubscriptionArn", subscription),
                ("AttributeName", "FilterPolicy"),
                ("AttributeValue", policy)
            ),
            "InvalidParameter",
            $"Invalid parameter: FilterPolicy: {reason}"
        );
    }

    [Fact]
    public async Task A_policy_may_have_150_combinations()
    {
        await SubscribeAsync(
            await TopicAsync("news"),
            "sqs",
            QueueArn("q"),
            ("FilterPolicy", """{"a":[1,2,3,4,5,6],"b":[1,2,3,4,5],"c":[1,2,3,4,5]}""")
        );
    }

    [Fact]
    public async Task The_body_that_is_matched_is_the_subscribers_own()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueOnAsync(topic, "q", ("FilterPolicy", """{"a":["x"]}"""), ("FilterPolicyScope", "MessageBody"));
        await PublishAsync(topic, """{"default":"{}","sqs":"{\"a\":\"x\"}"}""", ("MessageStructure", "json"));
        Assert.Equal("""{"a":"x"}""", (string?)(await ReceiveEnvelopeAsync(queue))["Message"]);
    }
}
