using System.Text.Json.Nodes;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Deliveries.Targets;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Sns.Messages;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>
/// A function: an asynchronous invocation with one record (docs: with-sns); its retries are Lambda's business once it has been accepted.
/// </summary>
internal static class LambdaEndpoint
{
    public static async ValueTask<DeliveryFailure?> SendAsync(SnsService service, Delivery delivery, CancellationToken cancellation)
    {
        var endpoint = delivery.Subscription.Endpoint;
        if (!Arn.TryParse(endpoint, out _))
            return new("400", $"{endpoint} is not the ARN of a function.", Retriable: false);
        var message = new TargetMessage(Event(service, delivery).ToJsonString())
        {
            Sender = delivery.Sender,
            TraceHeader = delivery.Message.TraceHeader,
        };
        return EndpointFailure.Of(await TargetKinds.SendAsync(service.Host, endpoint, message, cancellation).ConfigureAwait(false));
    }

    // The envelope of other endpoints, with two names spelt otherwise and all members there.
    private static JsonObject Event(SnsService service, Delivery delivery)
    {
        var envelope = JsonNode.Parse(Envelope.Of(delivery.Message, "lambda", delivery.SubscriptionArn, service))!.AsObject();
        var sns = new JsonObject();
        foreach (var (name, value) in envelope)
            sns[name.Replace("URL", "Url", StringComparison.Ordinal)] = value?.DeepClone();
        sns.TryAdd("Subject", null);
        sns.TryAdd("MessageAttributes", new JsonObject());
        return new()
        {
            ["Records"] = new JsonArray(
                (JsonNode)
                    new JsonObject
                    {
                        ["EventSource"] = "aws:sns",
                        ["EventVersion"] = "1.0",
                        ["EventSubscriptionArn"] = delivery.SubscriptionArn,
                        ["Sns"] = sns,
                    }
            ),
        };
    }
}
