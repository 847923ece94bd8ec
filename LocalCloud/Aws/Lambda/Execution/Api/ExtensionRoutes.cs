using System.Text.Json;

namespace LocalCloud.Aws.Lambda.Execution.Api;

/// <summary>
/// Internal extensions: they register, and wait for events. INVOKE goes to those that asked for it; SHUTDOWN ends with SIGTERM, as for a runtime
/// with an extension on AWS. External extensions (/opt/extensions) are not started.
/// </summary>
internal static class ExtensionRoutes
{
    private const string Identifier = "Lambda-Extension-Identifier";

    public static Task AnswerAsync(HttpContext http, ExecutionEnvironment environment, string path) => path switch
    {
        "register" => RegisterAsync(http, environment),
        "event/next" => NextAsync(http, environment),
        "init/error" or "exit/error" => RuntimeRoutes.WriteAsync(http, StatusCodes.Status202Accepted, """{"status":"OK"}"""),
        _ => RuntimeRoutes.RefuseAsync(http, StatusCodes.Status404NotFound, "NotFound", $"{path} of the extensions API is not supported by LocalCloud."),
    };

    private static Task RegisterAsync(HttpContext http, ExecutionEnvironment environment)
    {
        var id = Guid.NewGuid().ToString();
        environment.Extensions.Register(id);
        http.Response.Headers[Identifier] = id;
        var function = environment.Version.Configuration;
        return RuntimeRoutes.WriteAsync(http, StatusCodes.Status200OK,
            $$"""{"functionName":"{{function.FunctionName}}","functionVersion":"{{function.Version}}","handler":"{{JsonEncodedText.Encode(function.Handler!)}}","accountId":"{{environment.Scope.Account}}"}""");
    }

    private static async Task NextAsync(HttpContext http, ExecutionEnvironment environment)
    {
        if (http.Request.Headers[Identifier] is not [{ } id] || await environment.Extensions.NextAsync(id, http.RequestAborted).ConfigureAwait(false) is not { } text)
        {
            await RuntimeRoutes.RefuseAsync(http, StatusCodes.Status403Forbidden, "Extension.UnknownExtensionIdentifier", "Unknown extension identifier").ConfigureAwait(false);
            return;
        }
        http.Response.Headers["Lambda-Extension-Event-Identifier"] = Guid.NewGuid().ToString();
        await RuntimeRoutes.WriteAsync(http, StatusCodes.Status200OK, text).ConfigureAwait(false);
    }
}
