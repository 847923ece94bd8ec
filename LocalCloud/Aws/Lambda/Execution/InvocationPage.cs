using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>GET /_localcloud/invocations/REQUEST-ID: one of the last invocations, with the event that it got.</summary>
internal static class InvocationPage
{
    public const string Path = "/_localcloud/invocations";

    public static void Map(IEndpointRouteBuilder routes, LambdaService service) => routes.MapGet(Path + "/{id}", http =>
        {
            var id = (string)http.Request.RouteValues["id"]!;
            return service.Recent.Find(id) is { } invocation
                ? Pages.JsonAsync(http, Describe(invocation))
                : Pages.JsonAsync(
                    http,
                    new JsonObject { ["error"] = $"No invocation {id} is remembered: the last 200 are, since the emulator has started." },
                    StatusCodes.Status404NotFound
                );
        });

    private static JsonObject Describe(RecentInvocation invocation)
    {
        var json = new JsonObject
        {
            ["requestId"] = invocation.RequestId,
            ["account"] = invocation.Scope.Account,
            ["region"] = invocation.Scope.Region,
            ["function"] = invocation.Function,
            ["version"] = invocation.Version,
            ["ended"] = invocation.Ended.ToString("O", CultureInfo.InvariantCulture),
            ["error"] = invocation.Error,
            ["durationMs"] = Math.Round(invocation.Report.Duration.TotalMilliseconds, 2),
            ["payloadBytes"] = invocation.PayloadSize,
        };
        if (invocation.Payload is not { } payload)
            json["dropped"] =
                invocation.PayloadSize > RecentInvocations.LargestPayload
                    ? $"Events above {RecentInvocations.LargestPayload} bytes are not kept."
                    : "The event has made room for newer ones: 32 MB of them are kept.";
        else if (Parse(payload, out var parsed))
            json["payload"] = parsed;
        else
            json["payloadBase64"] = Convert.ToBase64String(payload);
        return json;
    }

    /// <summary>Numbers stay as they were written.</summary>
    private static bool Parse(byte[] payload, out JsonNode? json)
    {
        try
        {
            json = JsonNode.Parse(payload);
            return true;
        }
        catch (JsonException)
        {
            json = null;
            return false;
        }
    }
}
