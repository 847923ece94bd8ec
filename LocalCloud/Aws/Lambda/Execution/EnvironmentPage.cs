using System.Text.Json.Nodes;
using LocalCloud.Aws.Lambda.Execution.Environments;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>
/// /_localcloud/environments?function=NAME: GET tells the processes of functions, to which a debugger can be attached; POST
/// (&amp;qualifier=, &amp;account=, &amp;region=) starts one where none waits, without an invocation.
/// </summary>
internal static class EnvironmentPage
{
    public const string Path = "/_localcloud/environments";

    public static void Map(IEndpointRouteBuilder routes, LambdaService service)
    {
        routes.MapGet(Path, http => Pages.JsonAsync(http, Describe(service, http.Request.Query["function"])));
        routes.MapPost(Path, http => StartAsync(http, service));
    }

    private static async Task StartAsync(HttpContext http, LambdaService service)
    {
        var query = http.Request.Query;
        var scope = new Scope((string?)query["account"] ?? Scope.Default.Account, (string?)query["region"] ?? Scope.Default.Region);
        // Asking for an account must not make it.
        if (service.States.FirstOrDefault(s => s.Scope == scope) is not LambdaState state)
        {
            await Pages
                .JsonAsync(
                    http,
                    new JsonObject { ["error"] = $"There are no functions in {scope.Account}/{scope.Region}." },
                    StatusCodes.Status404NotFound
                )
                .ConfigureAwait(false);
            return;
        }
        if (
            !service.Invoker.Resolve(state, (string?)query["function"] ?? "", query["qualifier"]).Ok(out var target, out var error)
            || !(await service.Fleet.AcquireAsync(state, target.Version, wait: false, http.RequestAborted).ConfigureAwait(false)).Ok(
                out var environment,
                out error
            )
        )
        {
            await Pages.JsonAsync(http, new JsonObject { ["error"] = error.Message }, error.Status).ConfigureAwait(false);
            return;
        }
        InvocationResult? failure;
        try
        {
            failure = environment.Process is null ? await environment.Init.RunAsync().ConfigureAwait(false) : null;
        }
        finally
        {
            service.Fleet.Return(environment);
        }
        if (failure is null)
            await Pages.JsonAsync(http, Describe(service, target.Version.Name)).ConfigureAwait(false);
        else
            await Pages
                .JsonAsync(
                    http,
                    new JsonObject { ["error"] = $"{target.Version.Name} does not start: {failure.ErrorType}" },
                    StatusCodes.Status409Conflict
                )
                .ConfigureAwait(false);
    }

    private static JsonObject Describe(LambdaService service, string? function) =>
        new()
        {
            ["holdsDeadline"] = service.HoldsDeadline,
            ["environments"] = new JsonArray([.. service.Fleet.Processes(function).Select(Describe)]),
        };

    private static JsonNode Describe(EnvironmentProcess process) =>
        new JsonObject
        {
            ["function"] = process.Function,
            ["version"] = process.Version,
            ["account"] = process.Scope.Account,
            ["region"] = process.Scope.Region,
            ["pid"] = process.Id,
            ["tmpdir"] = process.Temporary,
            ["requestId"] = process.RequestId,
            ["state"] =
                process.RequestId is not null ? "busy"
                : process.IsFrozen ? "frozen"
                : "idle",
        };
}
