using System.Text.Json.Nodes;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Operations;
using LocalCloud.Aws.Sns.Platform;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>What a platform's push service would have got for a device.</summary>
internal sealed record PushMessage(
    string Id,
    long Number,
    string EndpointArn,
    string Platform,
    string? Token,
    string Message,
    DateTimeOffset Sent
);

/// <summary>Mobile push goes nowhere but to GET /_localcloud/push?endpoint=ARN, newest first; DELETE forgets it.</summary>
internal static class PushMessages
{
    public static void Map(IEndpointRouteBuilder routes, SnsService service) =>
        KeptMessages.Map(
            routes,
            service,
            "/_localcloud/push",
            s => s.PushMessages.Values,
            m => m.Number,
            (m, http) => http.Request.Query["endpoint"].ToString() is not { Length: > 0 } endpoint || m.EndpointArn == endpoint,
            m => new JsonObject
            {
                ["id"] = m.Id,
                ["endpoint"] = m.EndpointArn,
                ["platform"] = m.Platform,
                ["token"] = m.Token,
                ["message"] = m.Message,
                ["sent"] = m.Sent,
            },
            (s, changes, m) => s.Delete(changes, m)
        );

    public static AwsError? CheckEnabled(PlatformApplication application, PlatformEndpoint endpoint)
    {
        if (!application.IsEnabled)
            return new("PlatformApplicationDisabled", "Platform application is disabled");
        return endpoint.IsEnabled ? null : new("EndpointDisabled", "Endpoint is disabled");
    }

    public static void Put(
        SnsState state,
        Changes changes,
        PlatformApplication application,
        PlatformEndpoint endpoint,
        PublishedMessage message
    ) =>
        state.Put(
            changes,
            new PushMessage(
                message.Id,
                state.NextNumber(),
                endpoint.Arn(state.Scope, application),
                application.Platform,
                endpoint.Attributes.GetValueOrDefault("Token"),
                message.TextFor(application.Platform),
                message.Published
            )
        );

    /// <summary>To a subscribed device, which may be another account's.</summary>
    public static async ValueTask<DeliveryFailure?> SendAsync(SnsState state, Delivery delivery)
    {
        if (!Arn.TryParse(delivery.Subscription.Endpoint, out var arn) || TopicOperation.Find(state, arn.Scope) is not { } owner)
            return new("404", PlatformArns.NoEndpoint.Message, Retriable: false);
        var stored = await state
            .Service.Host.ChangeAsync(owner, (s, changes) =>
            {
                if (!PlatformArns.Endpoint(s, delivery.Subscription.Endpoint).Ok(out var device, out var missing))
                    return missing;
                if (CheckEnabled(device.Application, device.Endpoint) is { } disabled)
                    return disabled;
                Put(s, changes, device.Application, device.Endpoint, delivery.Message);
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        return stored.Error is { } error ? new($"{error.Status}", error.Message, Retriable: error.Status >= 500) : null;
    }
}
