using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>
/// Delivery status logging: what became of a message, in the log groups sns/REGION/ACCOUNT/TOPIC and .../Failure, for topics that have
/// a feedback role for the kind of endpoint (docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html).
/// </summary>
internal static class DeliveryLog
{
    private const string NoSuchGroup = "ResourceNotFoundException";

    public static bool IsWanted(Topic topic, Delivery delivery, Outcome<Delivery> outcome)
    {
        if (delivery.Message.Type != PublishedMessage.Notification || Transport(delivery.Subscription.Protocol) is not { } transport)
            return false;
        // Given up counts once: what becomes of it in the dead-letter queue is another matter.
        if (delivery.DeadLetter is null && outcome.Status is Outcome.DeadLettering or Outcome.Dropped)
            return topic.Attribute($"{transport}FailureFeedbackRoleArn") is { Length: > 0 };
        return outcome.Status is Outcome.Delivered
            && topic.Attribute($"{transport}SuccessFeedbackRoleArn") is { Length: > 0 }
            && int.TryParse(
                topic.Attribute($"{transport}SuccessFeedbackSampleRate"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var rate
            )
            && Random.Shared.Next(100) < rate;
    }

    /// <summary>Logging is on its own: that it fails (there is no such service in this host) is not the delivery's failure.</summary>
    public static async Task WriteAsync(
        SnsState state,
        Delivery delivery,
        DeliveryFailure? failure,
        int attempts,
        CancellationToken cancellation
    )
    {
        var now = state.Time.GetUtcNow();
        var group = $"sns/{state.Scope.Region}/{state.Scope.Account}/{delivery.Message.Topic}{(failure is null ? "" : "/Failure")}";
        var stream = new JsonObject { ["logGroupName"] = group, ["logStreamName"] = Guid.NewGuid().ToString() };
        var host = state.Service.Host;
        if (
            (await host.InvokeAsync(state.Scope, "logs", "CreateLogStream", stream, cancellation).ConfigureAwait(false)).Error is
            { Code: NoSuchGroup }
        )
        {
            await host.InvokeAsync(state.Scope, "logs", "CreateLogGroup", new JsonObject { ["logGroupName"] = group }, cancellation)
                .ConfigureAwait(false);
            await host.InvokeAsync(state.Scope, "logs", "CreateLogStream", stream, cancellation).ConfigureAwait(false);
        }
        var input = stream.DeepClone().AsObject();
        input["logEvents"] = new JsonArray(
            (JsonNode)
                new JsonObject
                {
                    ["timestamp"] = now.ToUnixTimeMilliseconds(),
                    ["message"] = Event(delivery, failure, attempts, now).ToJsonString(),
                }
        );
        await host.InvokeAsync(state.Scope, "logs", "PutLogEvents", input, cancellation).ConfigureAwait(false);
    }

    private static JsonObject Event(Delivery delivery, DeliveryFailure? failure, int attempts, DateTimeOffset now)
    {
        var message = delivery.Message;
        var made = new JsonObject
        {
            ["deliveryId"] = Guid.NewGuid().ToString(),
            ["destination"] = delivery.Subscription.Endpoint,
            ["dwellTimeMs"] = (long)(now - message.Published).TotalMilliseconds,
            ["attempts"] = attempts,
            ["statusCode"] = failure is null
                ? delivery.Subscription.Protocol is "lambda"
                    ? 202
                    : 200
                : int.TryParse(failure.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                    ? code
                    : 500,
        };
        if (failure is not null)
            made["providerResponse"] = failure.Message;
        return new JsonObject
        {
            ["notification"] = new JsonObject
            {
                ["messageMD5Sum"] = Convert.ToHexStringLower(
                    MD5.HashData(Encoding.UTF8.GetBytes(message.TextFor(delivery.Subscription.Protocol)))
                ),
                ["messageId"] = message.Id,
                ["topicArn"] = message.TopicArn,
                ["timestamp"] = message.Published.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
            },
            ["delivery"] = made,
            ["status"] = failure is null ? "SUCCESS" : "FAILURE",
        };
    }

    private static string? Transport(string protocol) =>
        protocol switch
        {
            "http" or "https" => "HTTP",
            "lambda" => "Lambda",
            "sqs" => "SQS",
            "application" => "Application",
            _ => null,
        };
}
