using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class TagAndPermissionTests : SqsTest
{
    [Fact]
    public async Task A_queue_has_fifty_tags_at_most()
    {
        var url = await QueueAsync("orders");
        await TagAsync(url, [.. Enumerable.Range(0, 50).Select(i => ($"k{i}", "v"))]);

        await TagAsync(url, ("k0", "other"));
        var error = await FailsAsync<AmazonSQSException>(() => TagAsync(url, ("one", "more")), "InvalidParameterValue");

        Assert.Equal("Too many tags added for queue orders.", error.Message);
        Assert.Equal(50, (await TagsAsync(url)).Count);
    }

    [Theory]
    [InlineData(129, 1)]
    [InlineData(1, 257)]
    public async Task A_tag_that_is_too_long_is_refused(int key, int value)
    {
        var url = await QueueAsync();

        await FailsAsync<AmazonSQSException>(() => TagAsync(url, (new('k', key), new('v', value))), "InvalidParameterValue");
        await FailsAsync<AmazonSQSException>(
            () =>
                Sqs.CreateQueueAsync(
                    new CreateQueueRequest
                    {
                        QueueName = "other",
                        Tags = new() { [new('k', key)] = new('v', value) },
                    }
                ),
            "InvalidParameterValue"
        );
    }

    [Fact]
    public async Task A_tag_of_the_full_length_and_without_a_value_is_one()
    {
        var url = await QueueAsync();

        await TagAsync(url, (new('k', 128), new('v', 256)), ("empty", ""));

        Assert.Equal("", (await TagsAsync(url))["empty"]);
        Assert.Equal(2, (await TagsAsync(url)).Count);
    }

    [Fact]
    public async Task Tags_of_AWS_cannot_be_set()
    {
        var url = await QueueAsync();

        await FailsAsync<AmazonSQSException>(() => TagAsync(url, ("aws:team", "a")), "InvalidParameterValue");
    }

    [Fact]
    public async Task Taking_a_tag_away_that_is_not_there_changes_nothing()
    {
        var url = await QueueAsync();
        await TagAsync(url, ("team", "a"));

        await Sqs.UntagQueueAsync(new UntagQueueRequest { QueueUrl = url, TagKeys = ["none"] });

        Assert.Equal("a", (await TagsAsync(url))["team"]);
    }

    [Fact]
    public async Task A_permission_makes_the_policy_that_AWS_makes()
    {
        var url = await QueueAsync("orders");
        const string Arn = "arn:aws:sqs:eu-west-1:123456789012:orders";

        await Sqs.AddPermissionAsync(new AddPermissionRequest(url, "one", ["111122223333"], ["SendMessage"]));
        var one = (await AttributesAsync(url))["Policy"];
        await Sqs.AddPermissionAsync(new AddPermissionRequest(url, "two", ["111122223333", "444455556666"], ["*", "ReceiveMessage"]));
        var two = (await AttributesAsync(url))["Policy"];

        const string First =
            $$"""{"Sid":"one","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"SQS:SendMessage","Resource":"{{Arn}}"}""";
        const string Second =
            $$"""{"Sid":"two","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::444455556666:root"]},"Action":["SQS:*","SQS:ReceiveMessage"],"Resource":"{{Arn}}"}""";
        Assert.Equal($$"""{"Version":"2008-10-17","Id":"{{Arn}}/SQSDefaultPolicy","Statement":[{{First}}]}""", one);
        Assert.Equal($$"""{"Version":"2008-10-17","Id":"{{Arn}}/SQSDefaultPolicy","Statement":[{{First}},{{Second}}]}""", two);
    }

    [Fact]
    public async Task A_permission_joins_the_policy_that_is_there()
    {
        var url = await QueueAsync(
            "orders",
            ("Policy", """{"Version":"2012-10-17","Statement":{"Sid":"mine","Effect":"Deny","Principal":"*","Action":"sqs:*"}}""")
        );

        await Sqs.AddPermissionAsync(new AddPermissionRequest(url, "one", ["111122223333"], ["SendMessage"]));
        await Sqs.RemovePermissionAsync(url, "mine");

        var policy = (await AttributesAsync(url))["Policy"];
        Assert.StartsWith("""{"Version":"2012-10-17","Statement":[{"Sid":"one",""", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("mine", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has space")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890123456789012345678901")]
    public async Task A_label_of_another_form_is_refused(string label)
    {
        var url = await QueueAsync();

        await FailsAsync<AmazonSQSException>(
            () => Sqs.AddPermissionAsync(new AddPermissionRequest(url, label, ["111122223333"], ["SendMessage"])),
            "InvalidParameterValue"
        );
    }

    [Fact]
    public async Task A_permission_has_seven_actions_at_most()
    {
        var url = await QueueAsync();
        List<string> actions =
        [
            "*",
            "SendMessage",
            "ReceiveMessage",
            "DeleteMessage",
            "ChangeMessageVisibility",
            "GetQueueAttributes",
            "GetQueueUrl",
            "PurgeQueue",
        ];

        await Sqs.AddPermissionAsync(new AddPermissionRequest(url, "seven", ["111122223333"], actions[..7]));
        var error = await FailsAsync<OverLimitException>(
            () => Sqs.AddPermissionAsync(new AddPermissionRequest(url, "eight", ["111122223333"], actions)),
            "OverLimit"
        );

        Assert.Equal("8 Actions were found, maximum allowed is 7.", error.Message);
    }

    private Task TagAsync(string url, params (string Key, string Value)[] tags) =>
        Sqs.TagQueueAsync(new TagQueueRequest { QueueUrl = url, Tags = tags.ToDictionary(t => t.Key, t => t.Value) });

    private async Task<Dictionary<string, string>> TagsAsync(string url) =>
        (await Sqs.ListQueueTagsAsync(new ListQueueTagsRequest { QueueUrl = url })).Tags;
}
