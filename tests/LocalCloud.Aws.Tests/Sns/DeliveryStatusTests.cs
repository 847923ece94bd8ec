using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Sns;

public sealed class DeliveryStatusTests : SnsTest
{
    private const string Role = "arn:aws:iam::123456789012:role/feedback";

    [Fact]
    public async Task What_was_delivered_is_in_the_topics_log()
    {
        var topic = await TopicAsync("news", ("SQSSuccessFeedbackRoleArn", Role), ("SQSSuccessFeedbackSampleRate", "100"));
        await QueueOnAsync(topic, "q");

        var id = await PublishAsync(topic, "hello");
        var logged = await LoggedAsync($"sns/{Region}/{Account}/news");

        Assert.Equal("SUCCESS", (string?)logged["status"]);
        Assert.Equal(
            (id, topic, "5d41402abc4b2a76b9719d911017c592", "2026-01-01 00:00:00.000"),
            (
                (string?)logged["notification"]!["messageId"],
                (string?)logged["notification"]!["topicArn"],
                (string?)logged["notification"]!["messageMD5Sum"],
                (string?)logged["notification"]!["timestamp"]
            )
        );
        Assert.Equal(
            (QueueArn("q"), 1, 200),
            ((string?)logged["delivery"]!["destination"], (int)logged["delivery"]!["attempts"]!, (int)logged["delivery"]!["statusCode"]!)
        );
    }

    [Fact]
    public async Task What_could_not_be_delivered_is_in_its_log_of_failures()
    {
        var topic = await TopicAsync("news", ("SQSFailureFeedbackRoleArn", Role));
        await SubscribeAsync(topic, "sqs", QueueArn("none"));

        await PublishAsync(topic, "hello");
        var logged = await LoggedAsync($"sns/{Region}/{Account}/news/Failure");

        Assert.Equal(
            ("FAILURE", QueueArn("none"), 400),
            ((string?)logged["status"], (string?)logged["delivery"]!["destination"], (int)logged["delivery"]!["statusCode"]!)
        );
    }

    [Fact]
    public async Task Without_a_role_nothing_is_logged()
    {
        var topic = await TopicAsync(
            "news",
            ("LambdaSuccessFeedbackRoleArn", Role),
            ("LambdaSuccessFeedbackSampleRate", "100"),
            ("SQSSuccessFeedbackSampleRate", "100")
        );
        var queue = await QueueOnAsync(topic, "q");

        await UntilAsync(await PublishAsync(topic, "hello"), "delivered");

        Assert.Equal("hello", (string?)(await ReceiveEnvelopeAsync(queue))["Message"]);
        Assert.Empty((await LogsAsync("DescribeLogGroups", "{}"))!["logGroups"]!.AsArray());
    }

    // It is written behind the delivery.
    private async Task<JsonNode> LoggedAsync(string group)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var found = await LogsAsync("FilterLogEvents", $$"""{"logGroupName":"{{group}}"}""");
            if (found?["events"]?.AsArray() is [{ } logged])
                return JsonNode.Parse((string)logged["message"]!)!;
        }
    }

    private async Task<JsonNode?> LogsAsync(string operation, string input)
    {
        using var answer = await Aws.JsonAsync("logs", $"Logs_20140328.{operation}", input);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync());
    }
}
