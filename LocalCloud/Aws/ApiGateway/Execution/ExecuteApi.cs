using LocalCloud.Aws.ApiGateway.Execution.Authorization;
using LocalCloud.Aws.ApiGateway.Execution.Integrations;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.ApiGateway.Execution;

/// <summary>Answers requests to deployed APIs: stage, CORS, route, authorizer, mapping, integration, mapping back.</summary>
internal sealed class ExecuteApi : EndpointService
{
    public const int LargestBody = 10 << 20;

    // "HTTP APIs are metered in 512 KB increments" (docs: api-gateway/pricing)
    private const int Increment = 512 << 10;

    public override string Id => "execute-api";

    private ApiGatewayService Gateway => field ??= Host.Service<ApiGatewayService>();

    protected override ServiceState CreateState(Scope scope) => throw new InvalidOperationException("The state of APIs is API Gateway's.");

    public override bool Owns(HttpRequest request, Credential credential) => Address.IsOne(request, Gateway);

    // A route says by itself what it asks for; of what is signed it has to know who did, where policies are enforced.
    public override bool IsPublic(HttpRequest request) =>
        Host.Access is null
        || !request.Headers.Authorization.ToString().StartsWith("AWS4-", StringComparison.Ordinal)
            && !request.Query.ContainsKey("X-Amz-Signature");

    // With rules of its own an API answers preflights itself, and tells by the answer what is allowed
    public override bool AllowsOrigin(HttpRequest request, Context context, string origin) =>
        Resolver.Find(Gateway, request.HttpContext, context)?.Configuration.Cors is { } cors
        && (BrowserCors.IsPreflight(request) || CorsHeaders.Allows(cors, origin));

    public override Task FailAsync(HttpContext http, Context context, AwsError error) =>
        Answers.MessageAsync(
            http,
            error.Status,
            error.Status switch
            {
                StatusCodes.Status413PayloadTooLarge => "Request Entity Too Large",
                StatusCodes.Status400BadRequest => "Bad Request",
                StatusCodes.Status503ServiceUnavailable => Answers.Unavailable,
                < 500 => error.Message,
                _ => Answers.InternalError,
            }
        );

    protected override async Task InvokeAsync(HttpContext http, Context context)
    {
        if (Resolver.Find(Gateway, http, context) is not { } call)
        {
            http.Response.Headers[Answers.RequestIdHeader] = Ids.Request();
            await Answers.MessageAsync(http, StatusCodes.Status404NotFound, Answers.NotFound).ConfigureAwait(false);
            return;
        }
        http.Response.Headers[Answers.RequestIdHeader] = call.RequestId;
        context.OperationName = $"{http.Request.Method} {call.Api.ApiId}";
        if (CorsHeaders.Preflight(http, call.Configuration.Cors))
        {
            Count(call, null);
            return;
        }
        if (!call.Configuration.Table.TryFind(call.Method, call.RoutePath, out var route, out var parameters))
        {
            Count(call, null);
            await AnswerAsync(call, Answer.Message(StatusCodes.Status404NotFound, Answers.NotFound)).ConfigureAwait(false);
            return;
        }
        Count(call, route.RouteKey);
        (call.Route, call.PathParameters) = (route, parameters);
        context.OperationName = $"{route.RouteKey} of {call.Api.ApiId}";
        call.Take();
        using var answer = await RunAsync(call).ConfigureAwait(false);
        await AnswerAsync(call, answer).ConfigureAwait(false);
    }

    private void Count(Call call, string? route) =>
        call.Context.Counter = Host.Usage.Count(
            new(Id, "Request", call.Api.ApiId, route, call.Context.Caller ?? Caller.Client, call.Scope),
            null,
            Units.Requests(call.Http.Request.ContentLength ?? 0, Increment)
        );

    private static async Task<Answer> RunAsync(Call call)
    {
        if (await Gate.RefuseAsync(call).ConfigureAwait(false) is { } refused)
            return refused;
        if (call.Configuration.Integration(call.Route) is not { } integration)
            return Answer.Message(StatusCodes.Status500InternalServerError, Answers.InternalError);
        call.Integration = integration;
        if (call.Http.Request.ContentLength > LargestBody)
            return Answer.Message(StatusCodes.Status413PayloadTooLarge, "Request Entity Too Large");
        return await Running.RunAsync(call).ConfigureAwait(false);
    }

    private static async Task AnswerAsync(Call call, Answer answer)
    {
        CorsHeaders.Apply(call.Http.Request, call.Configuration.Cors, answer);
        await answer.WriteAsync(call.Http, call.Context.Cancellation).ConfigureAwait(false);
    }
}
