using System.Text.Json;
using LocalCloud.Aws.Lambda.Execution.Environments;

namespace LocalCloud.Aws.Lambda.Execution.Api;

/// <summary>Not of AWS's: where LocalCloud's Node loop asks for what the runtime brings along.</summary>
internal static class ModuleRoute
{
    public const string Path = "/_localcloud/modules/";

    public static async Task AnswerAsync(HttpContext http, ExecutionEnvironment environment, string package)
    {
        var found = await environment.Runtime.FindModuleAsync(package).ConfigureAwait(false);
        var json = found.Ok(out var folder, out var error)
            ? $$"""{"folder":"{{JsonEncodedText.Encode(folder)}}"}"""
            : $$"""{"error":"{{JsonEncodedText.Encode(error.Message)}}"}""";
        await RuntimeRoutes.WriteAsync(http, StatusCodes.Status200OK, json).ConfigureAwait(false);
    }
}
