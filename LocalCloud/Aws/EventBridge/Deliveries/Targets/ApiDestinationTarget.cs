using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.EventBridge.ApiDestinations;
using LocalCloud.Aws.EventBridge.Connections;

namespace LocalCloud.Aws.EventBridge.Deliveries.Targets;

/// <summary>An HTTP endpoint, by the API destination and its connection as they are at the time of the call.</summary>
internal static class ApiDestinationTarget
{
    private const string Prefix = "api-destination/";

    public static bool Owns(Arn arn) => arn.Service == "events" && arn.Resource.StartsWith(Prefix, StringComparison.Ordinal);

    public static async ValueTask<DeliveryFailure?> DeliverAsync(EventCall call, Arn arn, CancellationToken cancellation)
    {
        var service = call.Service;
        var state = (EventsState)service.State(arn.Scope);
        var (destination, connection) = call.Host.Read(state, s =>
        {
            var row = s.ApiDestinations.GetValueOrDefault(arn.Resource[Prefix.Length..].Split('/')[0]);
            return row?.Arn(s.Scope) == call.Target ? (row, ApiDestinationRules.FindConnection(s, row.ConnectionArn)) : (null, null);
        });
        if (destination is null)
            return new DeliveryFailure("NO_RESOURCE", $"API destination {call.Target} does not exist.", Retriable: false);
        if (connection?.Auth is null)
            return InvocationAnswer.Failed(
                "NO_PERMISSIONS",
                $"The connection {destination.ConnectionArn} is not authorized.",
                retriable: false
            );
        if (
            service.Rates.Take(
                call.Target,
                $"{state.Scope} {call.Delivery.Key}",
                destination.InvocationRateLimitPerSecond,
                state.Time.GetUtcNow()
            ) is
            { } room
        )
            return new DeliveryFailure("THROTTLING", "The rate limit of the API destination was reached.", Retriable: true)
            {
                NotBefore = room,
                Postponed = true,
            };
        var failure = await InvokeAsync(call, service, state, destination, connection, renew: false, cancellation).ConfigureAwait(false);
        // a token can end before its time
        return failure is { Code: "SDK_CLIENT_ERROR", Retriable: true } && connection.Auth.OAuthParameters is not null
            ? await InvokeAsync(call, service, state, destination, connection, renew: true, cancellation).ConfigureAwait(false)
            : failure;
    }

    private static async ValueTask<DeliveryFailure?> InvokeAsync(
        EventCall call,
        EventsService service,
        EventsState state,
        ApiDestinationRow destination,
        ConnectionRow connection,
        bool renew,
        CancellationToken cancellation
    )
    {
        string? token = null;
        if (
            connection.Auth!.OAuthParameters is not null
            && (token = await service.Authorizer.TokenAsync(state, connection, renew, cancellation).ConfigureAwait(false)) is null
        )
            return InvocationAnswer.Failed("NO_PERMISSIONS", $"The connection {connection.Name} could not be authorized.", retriable: true);
        using var limit = new CancellationTokenSource(OutgoingHttp.Timeout, state.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var request = InvocationRequest.Make(destination, connection.Auth, call);
            if (token is not null)
                InvocationRequest.Bear(request, token);
            using var response = await OutgoingHttp.Client.SendAsync(request, either.Token).ConfigureAwait(false);
            return await InvocationAnswer.ReadAsync(response, state.Time.GetUtcNow(), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return InvocationAnswer.Failed("TIMEOUT", "The endpoint did not answer within 5 seconds.", retriable: true);
        }
        catch (HttpRequestException e)
        {
            return InvocationAnswer.Failed("CONNECTION_FAILURE", e.Message, retriable: true);
        }
        catch (Exception e) when (e is UriFormatException or InvalidOperationException or NotSupportedException)
        {
            return InvocationAnswer.Failed("INVALID_PARAMETER", $"{destination.InvocationEndpoint} is not a valid URL.", retriable: false);
        }
    }
}
