using LocalCloud.Aws.ApiGateway.Execution.Mapping;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.ApiGateway.Execution.Integrations;

/// <summary>One call of an integration, with its mappings, its time-out and what API Gateway answers when it fails.</summary>
internal static partial class Running
{
    public static async Task<Answer> RunAsync(Call call)
    {
        var streams = call.Integration is { IntegrationType: "HTTP_PROXY" } && !Parameters.ReadBody(call);
        if (!streams)
            call.Body = await ReadAsync(call).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(
            TimeSpan.FromMilliseconds(call.Integration.TimeoutInMillis ?? 30000),
            call.Service.Host.Time
        );
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, call.Context.Cancellation);
        try
        {
            var answer = await AskAsync(call, streams, either.Token).ConfigureAwait(false);
            if (answer.Source is { } source && Parameters.ReadAnswer(call))
                answer.Body = await source.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            Parameters.MapResponse(call, answer);
            return answer;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !call.Context.Cancellation.IsCancellationRequested)
        {
            return call.Integration.IntegrationType == "HTTP_PROXY"
                ? Answer.Message(StatusCodes.Status504GatewayTimeout, "Gateway Timeout")
                : Answer.Message(StatusCodes.Status503ServiceUnavailable, Answers.Unavailable);
        }
        catch (HttpRequestException e)
        {
            Unreachable(call.Service.Host.Loggers.CreateLogger<ExecuteApi>(), call.Route.RouteKey, call.Api.ApiId, e.Message);
            return Answer.Message(StatusCodes.Status503ServiceUnavailable, Answers.Unavailable);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Call call)
    {
        using var body = await Body.ReadAsync(call.Http.Request, ExecuteApi.LargestBody, call.Context).ConfigureAwait(false);
        return body.Bytes.ToArray();
    }

    private static async Task<Answer> AskAsync(Call call, bool streams, CancellationToken cancellation)
    {
        if (call.Integration.IntegrationSubtype is not null)
            return await ServiceIntegration.RunAsync(call, cancellation).ConfigureAwait(false);
        Parameters.MapRequest(call);
        return call.Integration.IntegrationType == "HTTP_PROXY"
            ? await HttpIntegration.RunAsync(call, streams, cancellation).ConfigureAwait(false)
            : await FunctionIntegration.RunAsync(call, cancellation).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The integration of {RouteKey} of API {ApiId} cannot be reached: {Reason}")]
    private static partial void Unreachable(ILogger log, string routeKey, string apiId, string reason);
}
