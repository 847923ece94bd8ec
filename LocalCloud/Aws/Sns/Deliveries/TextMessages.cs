using System.Text.Json.Nodes;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Sns.Messages;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>A text message that would have gone to a phone.</summary>
internal sealed record TextMessage(string Id, long Number, string PhoneNumber, string Message, string? SenderId, DateTimeOffset Sent);

/// <summary>SMS goes nowhere but to GET /_localcloud/sms?to=NUMBER, newest first; DELETE forgets them.</summary>
internal static class TextMessages
{
    public static void Map(IEndpointRouteBuilder routes, SnsService service) =>
        KeptMessages.Map(
            routes,
            service,
            "/_localcloud/sms",
            s => s.TextMessages.Values,
            m => m.Number,
            (m, http) => http.Request.Query["to"].ToString() is not { Length: > 0 } to || m.PhoneNumber == to,
            m => new JsonObject
            {
                ["id"] = m.Id,
                ["to"] = m.PhoneNumber,
                ["message"] = m.Message,
                ["senderId"] = m.SenderId,
                ["sent"] = m.Sent,
            },
            (s, changes, m) => s.Delete(changes, m)
        );

    public static async ValueTask<DeliveryFailure?> SendAsync(SnsState state, Delivery delivery)
    {
        var stored = await state
            .Service.Host.ChangeAsync(state, (s, changes) =>
            {
                Put(s, changes, delivery.Subscription.Endpoint, delivery.Message);
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        return stored.Error is { } error ? new("500", error.Message, Retriable: true) : null;
    }

    public static void Put(SnsState state, Changes changes, string phoneNumber, PublishedMessage message) =>
        state.Put(
            changes,
            new TextMessage(
                message.Id,
                state.NextNumber(),
                phoneNumber,
                message.TextFor("sms"),
                message.Attributes?.GetValueOrDefault("AWS.SNS.SMS.SenderID")?.StringValue,
                message.Published
            )
        );
}
