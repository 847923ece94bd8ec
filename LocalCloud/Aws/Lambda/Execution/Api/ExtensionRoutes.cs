using System.Text.Json;
using LocalCloud.Aws.Lambda.Execution.Environments;

namespace LocalCloud.Aws.Lambda.Execution.Api;

/// <summary>
/// docs: runtimes-extensions-api. Extensions register, and wait for events: those within the runtime's process, and those of layers
/// (/opt/extensions) with processes of their own.
/// </summary>
internal static class ExtensionRoutes
{
    private const string Identifier = "Lambda-Extension-Identifier";

    public static Task AnswerAsync(HttpContext http, ExecutionEnvironment environment, string path) =>
        path switch
        {
            "register" => RegisterAsync(http, environment),
            "event/next" => NextAsync(http, environment),
            "init/error" or "exit/error" => RuntimeRoutes.WriteAsync(http, StatusCodes.Status202Accepted, """{"status":"OK"}"""),
            _ => RuntimeRoutes.RefuseAsync(
                http,
                StatusCodes.Status404NotFound,
                "NotFound",
                $"{path} of the extensions API is not supported by LocalCloud."
            ),
        };

    private static async Task RegisterAsync(HttpContext http, ExecutionEnvironment environment)
    {
        var name = http.Request.Headers["Lambda-Extension-Name"].ToString();
        if (
            await EventsAsync(http).ConfigureAwait(false) is not { } events
            || events.Exists(e => e is not (Extensions.Invoke or Extensions.Shutdown))
        )
        {
            await RuntimeRoutes
                .RefuseAsync(http, StatusCodes.Status400BadRequest, "Extension.InvalidEventType", "Events are INVOKE and SHUTDOWN")
                .ConfigureAwait(false);
            return;
        }
        if (events.Contains(Extensions.Shutdown) && !environment.Extensions.IsExternal(name))
        {
            await RuntimeRoutes
                .RefuseAsync(
                    http,
                    StatusCodes.Status400BadRequest,
                    "Extension.InvalidEventType",
                    "SHUTDOWN event is not supported for internal extensions"
                )
                .ConfigureAwait(false);
            return;
        }
        var id = Guid.NewGuid().ToString();
        environment.Extensions.Register(id, name, events);
        http.Response.Headers[Identifier] = id;
        var function = environment.Version.Configuration;
        await RuntimeRoutes
            .WriteAsync(
                http,
                StatusCodes.Status200OK,
                $$"""{"functionName":"{{function.FunctionName}}","functionVersion":"{{function.Version}}","handler":"{{JsonEncodedText.Encode(function.Handler!)}}","accountId":"{{environment.Scope.Account}}"}"""
            )
            .ConfigureAwait(false);
    }

    private static async Task NextAsync(HttpContext http, ExecutionEnvironment environment)
    {
        if (
            http.Request.Headers[Identifier] is not [{ } id]
            || await environment.Extensions.NextAsync(id, environment.Runtime.ExtensionWaits, http.RequestAborted).ConfigureAwait(false)
                is not { } text
        )
        {
            await RuntimeRoutes
                .RefuseAsync(http, StatusCodes.Status403Forbidden, "Extension.UnknownExtensionIdentifier", "Unknown extension identifier")
                .ConfigureAwait(false);
            return;
        }
        http.Response.Headers["Lambda-Extension-Event-Identifier"] = Guid.NewGuid().ToString();
        await RuntimeRoutes.WriteAsync(http, StatusCodes.Status200OK, text).ConfigureAwait(false);
    }

    /// <summary>null when they cannot be read; no body: none.</summary>
    private static async Task<List<string>?> EventsAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted).ConfigureAwait(false);
        if (body.Length == 0)
            return [];
        try
        {
            using var json = JsonDocument.Parse(body.ToArray());
            return json.RootElement.TryGetProperty("events", out var events)
                ? [.. events.EnumerateArray().Select(e => e.GetString() ?? "")]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
