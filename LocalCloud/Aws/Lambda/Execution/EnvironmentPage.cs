using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>GET /_localcloud/environments?function=NAME: the processes of functions, to which a debugger can be attached.</summary>
internal static class EnvironmentPage
{
    public const string Path = "/_localcloud/environments";

    public static void Map(IEndpointRouteBuilder routes, LambdaService service) => routes.MapGet(Path, http =>
        Pages.JsonAsync(http, new JsonObject
        {
            ["holdsDeadline"] = service.HoldsDeadline,
            ["environments"] = new JsonArray([.. service.Fleet.Processes(http.Request.Query["function"]).Select(Describe)]),
        }));

    private static JsonNode Describe(EnvironmentProcess process) => new JsonObject
    {
        ["function"] = process.Function,
        ["version"] = process.Version,
        ["account"] = process.Scope.Account,
        ["region"] = process.Scope.Region,
        ["pid"] = process.Id,
        ["tmpdir"] = process.Temporary,
        ["requestId"] = process.RequestId,
        ["state"] = process.RequestId is not null ? "busy" : process.IsFrozen ? "frozen" : "idle",
    };
}
