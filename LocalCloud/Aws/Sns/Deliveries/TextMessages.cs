using System.Text.Json.Nodes;
using LocalCloud.Aws.Sns.Messages;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>A text message that would have gone to a phone.</summary>
internal sealed record TextMessage(string Id, long Number, string PhoneNumber, string Message, string? SenderId, DateTimeOffset Sent);

/// <summary>SMS goes nowhere but to GET /_localcloud/sms?to=NUMBER, newest first; DELETE forgets them.</summary>
internal static class TextMessages
{
    private const string Path = "/_localcloud/sms";

    public static void Map(IEndpointRouteBuilder routes, SnsService service)
    {
        routes.MapGet(Path, http => Pages.JsonAsync(http, List(service, http.Request.Query["to"])));
        routes.MapDelete(Path, http => ClearAsync(http, service));
    }

    public static async ValueTask<DeliveryFailure?> SendAsync(SnsState state, Delivery delivery)
    {
        var stored = await state.Service.Host.ChangeAsync(state, (s, changes) =>
        {
            Put(s, changes, delivery.Subscription.Endpoint, delivery.Message);
            return (Result<Nothing>)Nothing.Instance;
        }).ConfigureAwait(false);
        return stored.Error is { } error ? new("500", error.Message, Retriable: true) : null;
    }

    public static void Put(SnsState state, Changes changes, string phoneNumber, PublishedMessage message) => state.Put(changes, new TextMessage(
        message.Id, state.NextNumber(), phoneNumber, message.TextFor("sms"),
        message.Attributes?.GetValueOrDefault("AWS.SNS.SMS.SenderID")?.StringValue, message.Published));

    private static JsonArray List(SnsService service, string? to) => new([.. service.States.Cast<SnsState>()
        .SelectMany(state => service.Host.Read(state, s => s.TextMessages.Values.Select(text => (state.Scope, Text: text)).ToList()))
        .Where(m => to is null || m.Text.PhoneNumber == to)
        .OrderByDescending(m => m.Text.Number)
        .Select(m => (JsonNode)new JsonObject
        {
            ["id"] = m.Text.Id,
            ["to"] = m.Text.PhoneNumber,
            ["message"] = m.Text.Message,
            ["senderId"] = m.Text.SenderId,
            ["sent"] = m.Text.Sent,
            ["account"] = m.Scope.Account,
            ["region"] = m.Scope.Region,
        })]);

    private static async Task ClearAsync(HttpContext http, SnsService service)
    {
        var deleted = 0;
        foreach (var state in service.States.Cast<SnsState>())
        {
            var result = await service.Host.ChangeAsync(state, (s, changes) =>
            {
                foreach (var text in s.TextMessages.Values.ToList())
                {
                    s.Delete(changes, text);
                    deleted++;
                }
                return (Result<Nothing>)Nothing.Instance;
            }).ConfigureAwait(false);
            if (result.Error is { } error)
            {
                await Pages.JsonAsync(http, new JsonObject { ["error"] = error.Message }, error.Status).ConfigureAwait(false);
                return;
            }
        }
        await Pages.JsonAsync(http, new JsonObject { ["deleted"] = deleted }).ConfigureAwait(false);
    }
}
