using LocalCloud.Aws.ApiGateway.Execution.Events;
using LocalCloud.Aws.ApiGateway.Execution.Mapping;

namespace LocalCloud.Aws.ApiGateway.Execution.Integrations;

internal static partial class FunctionIntegration
{
    public static async Task<Answer> RunAsync(Call call, CancellationToken cancellation)
    {
        if (FunctionUri.Parse(MappingValue.Read(call.Integration.IntegrationUri!, call)!) is not { } function)
            return Answer.Message(StatusCodes.Status500InternalServerError, Answers.InternalError);
        var version = call.Integration.PayloadFormatVersion;
        var invoked = Functions.InvokeAsync(call, function, version == "2.0" ? EventV2.Of(call) : EventV1.Of(call));
        // The function goes on when its time here is over.
        var result = await invoked.WaitAsync(cancellation).ConfigureAwait(false);
        if (!result.Ok(out var returned, out var error))
            return Refused(call, error);
        if (!returned.Failed && FunctionAnswer.Read(returned.Payload, version) is { } answer)
            return answer;
        Failed(call.Service.Host.Loggers.CreateLogger<ExecuteApi>(), function.Arn, call.Route.RouteKey, call.Api.ApiId);
        return Answer.Message(StatusCodes.Status500InternalServerError, Answers.InternalError);
    }

    private static Answer Refused(Call call, AwsError error)
    {
        NotRun(call.Service.Host.Loggers.CreateLogger<ExecuteApi>(), call.Route.RouteKey, call.Api.ApiId, error.Message);
        return error.Status switch
        {
            StatusCodes.Status413PayloadTooLarge => Answer.Message(StatusCodes.Status413PayloadTooLarge, "Request Entity Too Large"),
            StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => Answer.Message(
                StatusCodes.Status503ServiceUnavailable,
                Answers.Unavailable
            ),
            _ => Answer.Message(StatusCodes.Status500InternalServerError, Answers.InternalError),
        };
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Function} for {RouteKey} of API {ApiId} failed or did not return what its payload format wants"
    )]
    private static partial void Failed(ILogger log, string function, string routeKey, string apiId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The function for {RouteKey} of API {ApiId} was not run: {Reason}")]
    private static partial void NotRun(ILogger log, string routeKey, string apiId, string reason);
}
