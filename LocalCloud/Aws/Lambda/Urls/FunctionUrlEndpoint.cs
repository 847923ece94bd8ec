using System.Text;
using LocalCloud.Aws.Iam.Access;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Lambda.Urls;

/// <summary>
/// Requests to function URLs: /lambda-url/ID/... on the emulator's port, or any path with ID.lambda-url.REGION... as the host.
/// Requests and answers are payload format 2.0 (docs: urls-invocation).
/// </summary>
internal sealed class FunctionUrlEndpoint(LambdaService lambda) : EndpointService
{
    public const string Path = "/lambda-url";
    private const string HostMark = ".lambda-url.";

    public override string Id => "lambda-url";

    protected override ServiceState CreateState(Scope scope) =>
        throw new InvalidOperationException("Function URLs belong to the functions.");

    public override bool Owns(HttpRequest request, Credential credential) =>
        request.Path.StartsWithSegments(Path, StringComparison.Ordinal)
        || request.Host.Host.Contains(HostMark, StringComparison.OrdinalIgnoreCase);

    // Which does not say whether there is such a URL
    public override bool IsPublic(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) || FindUrl(Address(request).Id) is not { Url.AuthType: "AWS_IAM" };

    // With rules of its own a URL answers preflights itself, and tells by the answer what is allowed
    public override bool AllowsOrigin(HttpRequest request, Context context, string origin) =>
        FindUrl(Address(request).Id) is { Url.Cors: { } cors } && (BrowserCors.IsPreflight(request) || CorsHeaders.Allows(cors, origin));

    public override Task FailAsync(HttpContext http, Context context, AwsError error) =>
        RefuseAsync(http, error.Status, error.Code == "MissingAuthenticationTokenException" ? "Forbidden" : error.Message);

    protected override async Task InvokeAsync(HttpContext http, Context context)
    {
        var (id, path) = Address(http.Request);
        context.OperationName = $"{http.Request.Method} {id}";
        http.Response.Headers["x-amzn-RequestId"] = context.RequestId;
        if (FindUrl(id) is not { } found)
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "Forbidden").ConfigureAwait(false);
            return;
        }
        var (state, function, qualifier, url) = found;
        if (CorsHeaders.Preflight(http, url.Cors))
            return;
        // Who may call a URL without a signature, the function's policy has to say as well (docs: urls-auth)
        var who = url.AuthType == "AWS_IAM" ? context.Identity ?? Identity.Anonymous : Identity.Anonymous;
        if (
            url.AuthType == "AWS_IAM" && context.AccessKeyId is null
            || !AccessControl.Allows(
                context,
                who,
                "lambda:InvokeFunctionUrl",
                state.Arn(qualifier.Length == 0 ? function : $"{function}:{qualifier}"),
                "lambda:FunctionUrlAuthType",
                url.AuthType
            )
        )
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "Forbidden").ConfigureAwait(false);
            return;
        }
        var target = lambda.Invoker.Resolve(state, function, qualifier.Length == 0 ? null : qualifier);
        if (!target.Ok(out var version, out var missing))
        {
            await RefuseAsync(http, missing.Status, missing.Message).ConfigureAwait(false);
            return;
        }
        using var body = await Body.ReadAsync(http.Request, InvokeLimits.Request, context.Cancellation).ConfigureAwait(false);
        var account = url.AuthType == "AWS_IAM" ? state.Scope.Account : "anonymous";
        var stream = url.InvokeMode == "RESPONSE_STREAM" ? new ResponseStream() : null;
        var call = new InvocationRequest(HttpEvent.Of(http, context, id, state.Scope.Region, path, account, body.Bytes))
        {
            RequestId = context.RequestId,
            XRayTraceHeader = context.XRayTraceHeader,
            Stream = stream,
        };
        var run = lambda.Invoker.RunAsync(version, call, wait: false, CancellationToken.None);
        CorsHeaders.Add(http, url.Cors);
        if (stream is not null && await StreamedAnswer.WriteAsync(http, stream, run, context.Cancellation).ConfigureAwait(false))
            return;
        await AnswerAsync(http, await run.ConfigureAwait(false)).ConfigureAwait(false);
    }

    public static Task RefuseAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync($$"""{"Message":"{{System.Text.Json.JsonEncodedText.Encode(message)}}"}""");
    }

    private static async Task AnswerAsync(HttpContext http, Result<InvocationResult> run)
    {
        if (!run.Ok(out var result, out var error))
            await RefuseAsync(http, error.Status, error.Message).ConfigureAwait(false);
        else if (result.FunctionError is not null)
        {
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
            http.Response.ContentType = "application/json";
            await http.Response.Body.WriteAsync("Internal Server Error"u8.ToArray()).ConfigureAwait(false);
        }
        else
            await HttpAnswer.WriteAsync(http, result.Payload).ConfigureAwait(false);
    }

    private static (string Id, string Path) Address(HttpRequest request)
    {
        var host = request.Host.Host;
        if (host.IndexOf(HostMark, StringComparison.OrdinalIgnoreCase) is > 0 and var end)
            return (host[..end], request.Path.Value ?? "/");
        var rest = request.Path.Value![(Path.Length + 1)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (rest, "/") : (rest[..slash], rest[slash..]);
    }

    private (LambdaState State, string Function, string Qualifier, FunctionUrl Url)? FindUrl(string id)
    {
        foreach (var state in lambda.States.Cast<LambdaState>())
            if (
                lambda.Host.Read(state, s =>
                    s.Functions.Values.SelectMany(f => f.Urls.Select(u => (f.Name, u.Key, u.Value))).FirstOrDefault(u => u.Value.Id == id)
                ) is
                { Value: not null } found
            )
                return (state, found.Name, found.Key, found.Value);
        return null;
    }
}
