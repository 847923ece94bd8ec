using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Sns.Messages;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>Mail, sent by SES and so into its inbox: the text for people (email), the envelope for programs (email-json).</summary>
internal static class MailEndpoint
{
    public static async ValueTask<DeliveryFailure?> SendAsync(
        SnsService service,
        Scope scope,
        Delivery delivery,
        CancellationToken cancellation
    )
    {
        var message = delivery.Message;
        var input = new JsonObject
        {
            ["FromEmailAddress"] = $"\"{message.DisplayName ?? "AWS Notifications"}\" <no-reply@sns.amazonaws.com>",
            ["Destination"] = new JsonObject { ["ToAddresses"] = new JsonArray((JsonNode)delivery.Subscription.Endpoint) },
            ["Content"] = new JsonObject
            {
                ["Simple"] = new JsonObject
                {
                    ["Subject"] = new JsonObject { ["Data"] = Subject(message) },
                    ["Body"] = new JsonObject { ["Text"] = new JsonObject { ["Data"] = Text(service, delivery) } },
                },
            },
        };
        using var document = JsonDocument.Parse(input.ToJsonString());
        var sent = await service.Host.InvokeAsync(scope, "ses", "SendEmail", document.RootElement, cancellation).ConfigureAwait(false);
        return EndpointFailure.Of(sent.Error);
    }

    private static string Subject(PublishedMessage message) =>
        message.Type switch
        {
            PublishedMessage.SubscriptionConfirmation => "AWS Notification - Subscription Confirmation",
            PublishedMessage.UnsubscribeConfirmation => "AWS Notification - Unsubscribe Confirmation",
            _ => message.Subject ?? "AWS Notification Message",
        };

    private static string Text(SnsService service, Delivery delivery)
    {
        var message = delivery.Message;
        if (delivery.Subscription.Protocol == "email-json")
            return delivery.Body(service);
        var endpoint = service.Host.Endpoint;
        return message.Type switch
        {
            PublishedMessage.SubscriptionConfirmation =>
                $"You have chosen to subscribe to the topic:\n{message.TopicArn}\n\nTo confirm this subscription, click or visit the "
                    + $"link below (If this was in error no action is necessary):\n{Envelope.SubscribeUrl(endpoint, message)}\n",
            PublishedMessage.UnsubscribeConfirmation =>
                $"Your subscription to the topic below has been deleted:\n{message.TopicArn}\n\nIf this was in error, click or visit the "
                    + $"link below to subscribe again:\n{Envelope.SubscribeUrl(endpoint, message)}\n",
            _ => $"{message.TextFor("email")}\n\n--\nIf you wish to stop receiving notifications from this topic, please click or visit "
                + $"the link below to unsubscribe:\n{Envelope.UnsubscribeUrl(endpoint, delivery.SubscriptionArn)}\n",
        };
    }
}
