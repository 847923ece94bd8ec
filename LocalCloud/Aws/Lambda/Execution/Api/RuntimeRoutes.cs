using System.Text;
using System.Text.Json;
using LocalCloud.Aws.Lambda.Execution.Environments;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution.Api;

/// <summary>docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, and of the extensions API what an internal extension needs.</summary>
internal static class RuntimeRoutes
{
    private const string Runtime = "/2018-06-01/runtime/",
        Extension = "/2020-01-01/extension/";

    public static Task AnswerAsync(HttpContext http, ExecutionEnvironment environment)
    {
        var path = http.Request.Path.Value!;
        var get = HttpMethods.IsGet(http.Request.Method);
        if (path.StartsWith(Runtime, StringComparison.Ordinal))
            return path[Runtime.Length..].Split('/') switch
            {
                ["invocation", "next"] when get => NextAsync(http, environment),
                ["invocation", var id, "response"] when !get => ResponseAsync(http, environment, id),
                ["invocation", var id, "error"] when !get => ErrorAsync(http, environment, id),
                ["init", "error"] when !get => InitErrorAsync(http, environment),
                _ => RefuseAsync(
                    http,
                    StatusCodes.Status404NotFound,
                    "InvalidStateTransition",
                    $"{http.Request.Method} {path} is not supported by LocalCloud."
                ),
            };
        if (get && path.StartsWith(ModuleRoute.Path, StringComparison.Ordinal))
            return ModuleRoute.AnswerAsync(http, environment, path[ModuleRoute.Path.Length..]);
        return path.StartsWith(Extension, StringComparison.Ordinal)
            ? ExtensionRoutes.AnswerAsync(http, environment, path[Extension.Length..])
            : RefuseAsync(http, StatusCodes.Status404NotFound, "NotFound", $"{path} is not supported by LocalCloud.");
    }

    public static Task RefuseAsync(HttpContext http, int status, string type, string message) =>
        WriteAsync(http, status, $$"""{"errorMessage":"{{JsonEncodedText.Encode(message)}}","errorType":"{{type}}"}""");

    public static Task WriteAsync(HttpContext http, int status, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes).AsTask();
    }

    private static async Task NextAsync(HttpContext http, ExecutionEnvironment environment)
    {
        var invocation = await environment.Runtime.NextAsync(http.RequestAborted).ConfigureAwait(false);
        if (invocation is null)
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "InvalidStateTransition", "This environment has ended.")
                .ConfigureAwait(false);
            return;
        }
        var headers = http.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        headers["Lambda-Runtime-Deadline-Ms"] = $"{invocation.Deadline}";
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.InvokedArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.Trace;
        if (invocation.ClientContext is { } context)
            headers["Lambda-Runtime-Client-Context"] = context;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = invocation.Payload.Length;
        await http.Response.Body.WriteAsync(invocation.Payload, http.RequestAborted).ConfigureAwait(false);
    }

    private static async Task ResponseAsync(HttpContext http, ExecutionEnvironment environment, string id)
    {
        if (environment.Runtime.Current(id) is not { } invocation)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "InvalidRequestID", "Invalid request ID").ConfigureAwait(false);
            return;
        }
        var streamed = http.Request.Headers["Lambda-Runtime-Function-Response-Mode"] == "streaming";
        var body = await ResponseBody.ReadAsync(http, invocation, streamed).ConfigureAwait(false);
        if (body is null)
        {
            environment.Runtime.Respond(invocation, InvocationResult.TooLarge);
            await RefuseAsync(
                    http,
                    StatusCodes.Status413PayloadTooLarge,
                    "Function.ResponseSizeTooLarge",
                    $"Exceeded maximum allowed payload size ({InvokeLimits.Response} bytes)."
                )
                .ConfigureAwait(false);
            return;
        }
        environment.Runtime.Respond(invocation, Broken(http) is { } broken ? broken : new(body));
        await WriteAsync(http, StatusCodes.Status202Accepted, """{"status":"OK"}""").ConfigureAwait(false);
    }

    // A response that fails while it is streamed says so in its trailers.
    private static InvocationResult? Broken(HttpContext http)
    {
        if (
            !http.Request.SupportsTrailers()
            || !http.Request.CheckTrailersAvailable()
            || http.Request.GetTrailer("Lambda-Runtime-Function-Error-Type") is not [{ } type]
        )
            return null;
        var body = http.Request.GetTrailer("Lambda-Runtime-Function-Error-Body").ToString();
        return new(Convert.FromBase64String(body)) { FunctionError = InvocationResult.Unhandled, ErrorType = type };
    }

    private static async Task ErrorAsync(HttpContext http, ExecutionEnvironment environment, string id)
    {
        if (environment.Runtime.Current(id) is not { } invocation)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "InvalidRequestID", "Invalid request ID").ConfigureAwait(false);
            return;
        }
        environment.Runtime.Respond(invocation, await FailureAsync(http).ConfigureAwait(false));
        await WriteAsync(http, StatusCodes.Status202Accepted, """{"status":"OK"}""").ConfigureAwait(false);
    }

    private static async Task InitErrorAsync(HttpContext http, ExecutionEnvironment environment)
    {
        environment.Runtime.InitFailed(await FailureAsync(http).ConfigureAwait(false));
        await WriteAsync(http, StatusCodes.Status202Accepted, """{"status":"OK"}""").ConfigureAwait(false);
    }

    private static async Task<InvocationResult> FailureAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, CancellationToken.None).ConfigureAwait(false);
        return new(body.ToArray())
        {
            FunctionError = InvocationResult.Unhandled,
            ErrorType = http.Request.Headers["Lambda-Runtime-Function-Error-Type"] is [{ Length: > 0 } type] ? type : "Runtime.Unknown",
        };
    }
}
