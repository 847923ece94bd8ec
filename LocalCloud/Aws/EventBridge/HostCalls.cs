using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.EventBridge;

internal static class HostCalls
{
    /// <summary>Calls an operation of another service by name.</summary>
    /// <param name="trace">X-Ray's header of what the call comes from</param>
    /// <param name="caller">whose call it is on AWS; null for what is not counted</param>
    public static async ValueTask<Result<JsonElement>> InvokeAsync(
        this Host host,
        Scope scope,
        string service,
        string operation,
        JsonObject input,
        CancellationToken cancellation,
        Caller? caller = null,
        string? trace = null
    )
    {
        using var document = JsonDocument.Parse(input.ToJsonString());
        return await host.InvokeAsync(caller, scope, service, operation, document.RootElement, cancellation, trace).ConfigureAwait(false);
    }
}
