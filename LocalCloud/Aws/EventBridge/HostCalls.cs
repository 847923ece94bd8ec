using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.EventBridge;

internal static class HostCalls
{
    /// <summary>Calls an operation of another service by name.</summary>
    public static async ValueTask<Result<JsonElement>> InvokeAsync(
        this Host host, Scope scope, string service, string operation, JsonObject input, CancellationToken cancellation)
    {
        using var document = JsonDocument.Parse(input.ToJsonString());
        return await host.InvokeAsync(scope, service, operation, document.RootElement, cancellation).ConfigureAwait(false);
    }
}
