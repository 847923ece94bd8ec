using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.CloudFormation;

public class TopicStackTests : CloudFormationTest
{
    private const string Template = """
        Resources:
          News:
            Type: AWS::SNS::Topic
            Properties:
              DisplayName: The News
              Subscription: [{ Protocol: sqs, Endpoint: !GetAtt Queue.Arn }]
              Tags: [{ Key: team, Value: a }]
          Ordered:
            Type: AWS::SNS::Topic
            Properties: { FifoTopic: true, ContentBasedDeduplication: true }
          Queue: { Type: AWS::SQS::Queue }
          Other: { Type: AWS::SQS::Queue }
          Filtered:
            Type: AWS::SNS::Subscription
            Properties:
              TopicArn: !Ref News
              Protocol: sqs
              Endpoint: !GetAtt Other.Arn
              RawMessageDelivery: true
              FilterPolicyScope: MessageBody
              FilterPolicy: { order: { state: [paid] } }
          Policy:
            Type: AWS::SNS::TopicPolicy
            Properties:
              Topics: [!Ref News]
              PolicyDocument: { Version: "2012-10-17",
                Statement: [{ Effect: Allow, Principal: "*", Action: "sns:Publish", Resource: "*" }] }
          Inline:
            Type: AWS::SNS::TopicInlinePolicy
            Properties:
              TopicArn: !Ref Ordered
              PolicyDocument: { Version: "2012-10-17",
                Statement: [{ Sid: inline, Effect: Allow, Principal: "*", Action: "sns:Publish", Resource: "*" }] }
        Outputs:
          News: { Value: !Ref News }
          Name: { Value: !GetAtt News.TopicName }
          Ordered: { Value: !Ref Ordered }
          Filtered: { Value: !Ref Filtered }
        """;

    private async Task<JsonElement> SnsAsync(string operation, JsonObject input)
    {
        using var json = JsonDocument.Parse(input.ToJsonString());
        var result = await Host.InvokeAsync(
            new Scope(Account, Region),
            "sns",
            operation,
            json.RootElement,
            TestContext.Current.CancellationToken
        );
        Assert.True(result.Error is null, result.Error?.Message);
        return result.Value;
    }

    private async Task<JsonElement> AttributesAsync(string topicArn) =>
        (await SnsAsync("GetTopicAttributes", new() { ["TopicArn"] = topicArn })).GetProperty("Attributes");

    [Fact]
    public async Task A_stack_makes_topics_with_subscriptions_and_policies()
    {
        var stack = await CreateAsync("app", Template);
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        var (news, ordered) = (Output(stack, "News"), Output(stack, "Ordered"));
        Assert.Equal(news, $"arn:aws:sns:{Region}:{Account}:{Output(stack, "Name")}");
        Assert.StartsWith("app-News-", Output(stack, "Name"), StringComparison.Ordinal);
        Assert.EndsWith(".fifo", ordered, StringComparison.Ordinal);

        var attributes = await AttributesAsync(news);
        Assert.Equal(
            ("The News", "2"),
            (attributes.GetProperty("DisplayName").GetString(), attributes.GetProperty("SubscriptionsConfirmed").GetString())
        );
        Assert.Contains("sns:Publish", attributes.GetProperty("Policy").GetString(), StringComparison.Ordinal);
        Assert.Contains("inline", (await AttributesAsync(ordered)).GetProperty("Policy").GetString(), StringComparison.Ordinal);
        var subscription = (
            await SnsAsync("GetSubscriptionAttributes", new() { ["SubscriptionArn"] = Output(stack, "Filtered") })
        ).GetProperty("Attributes");
        Assert.Equal(
            ("true", """{"order":{"state":["paid"]}}"""),
            (subscription.GetProperty("RawMessageDelivery").GetString(), subscription.GetProperty("FilterPolicy").GetString())
        );
    }

    [Fact]
    public async Task An_update_changes_what_is_there()
    {
        var before = await CreateAsync("app", Template);
        var after = await UpdateAsync(
            "app",
            Template
                .Replace("DisplayName: The News", "SignatureVersion: 2")
                .Replace("[{ Protocol: sqs, Endpoint: !GetAtt Queue.Arn }]", "[]")
                .Replace("Value: a", "Value: b")
                .Replace("FilterPolicyScope: MessageBody", "FilterPolicyScope: MessageAttributes")
                .Replace("{ order: { state: [paid] } }", "{ state: [paid] }")
        );
        Assert.Equal("UPDATE_COMPLETE", Status(after));
        Assert.Equal((Output(before, "News"), Output(before, "Filtered")), (Output(after, "News"), Output(after, "Filtered")));
        var attributes = await AttributesAsync(Output(after, "News"));
        Assert.Equal(
            ("", "2", "1"),
            (
                attributes.GetProperty("DisplayName").GetString(),
                attributes.GetProperty("SignatureVersion").GetString(),
                attributes.GetProperty("SubscriptionsConfirmed").GetString()
            )
        );
        var tags = await SnsAsync("ListTagsForResource", new() { ["ResourceArn"] = Output(after, "News") });
        Assert.Equal("b", tags.GetProperty("Tags")[0].GetProperty("Value").GetString());
        var subscription = (
            await SnsAsync("GetSubscriptionAttributes", new() { ["SubscriptionArn"] = Output(after, "Filtered") })
        ).GetProperty("Attributes");
        Assert.Equal(
            ("MessageAttributes", """{"state":["paid"]}"""),
            (subscription.GetProperty("FilterPolicyScope").GetString(), subscription.GetProperty("FilterPolicy").GetString())
        );
    }

    [Fact]
    public async Task A_deleted_stack_leaves_no_topic()
    {
        var stack = await CreateAsync("app", Template);
        await CallAsync("DeleteStack", ("StackName", "app"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(stack, "StackId"))));
        Assert.Equal(0, (await SnsAsync("ListTopics", [])).GetProperty("Topics").GetArrayLength());
        Assert.Equal(0, (await SnsAsync("ListSubscriptions", [])).GetProperty("Subscriptions").GetArrayLength());
    }

    [Fact]
    public async Task A_topic_that_the_stack_did_not_make_is_not_taken_over()
    {
        await SnsAsync("CreateTopic", new() { ["Name"] = "mine" });
        var stack = await CreateAsync("app", "Resources: { T: { Type: AWS::SNS::Topic, Properties: { TopicName: mine } } }");
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        Assert.Equal(1, (await SnsAsync("ListTopics", [])).GetProperty("Topics").GetArrayLength());
    }
}
