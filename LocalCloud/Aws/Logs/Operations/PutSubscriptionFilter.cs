using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Logs.Patterns;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record PutSubscriptionFilterRequest(
    string? LogGroupName,
    string? FilterName,
    string? FilterPattern,
    string? DestinationArn,
    string? RoleArn,
    string? Distribution
);

internal static class PutSubscriptionFilter
{
    // docs: cloudwatch_limits_cwl
    private const int MostFilters = 2;

    public static readonly Operation Definition = Operation<LogsState>
        .DefineAsync<PutSubscriptionFilterRequest, Nothing>(
            "PutSubscriptionFilter",
            LogsJson.Default.PutSubscriptionFilterRequest,
            CoreJson.Default.Nothing,
            HandleAsync,
            Members.Group<PutSubscriptionFilterRequest>(r => r.LogGroupName).Required(),
            Members.Filter<PutSubscriptionFilterRequest>(r => r.FilterName).Required(),
            Must.Member<PutSubscriptionFilterRequest>("filterPattern", r => r.FilterPattern).Required().Length(0, 1024),
            Must.Member<PutSubscriptionFilterRequest>("destinationArn", r => r.DestinationArn).Required().Length(1),
            Must.Member<PutSubscriptionFilterRequest>("distribution", r => r.Distribution).Enum("Random", "ByLogStream")
        )
        .Lacking("destinations are functions; Kinesis and Firehose are not here");

    private static async ValueTask<Result<Nothing>> HandleAsync(LogsState state, PutSubscriptionFilterRequest request, Context context)
    {
        if (!FilterPattern.Parse(request.FilterPattern!).Ok(out _, out var error))
            return error;
        if (!Arn.TryParse(request.DestinationArn!, out var arn))
            return Errors.Invalid("Invalid destination ARN");
        if (arn.Service != "lambda")
            return Errors.Invalid(
                $"A destination of {arn.Service} ({request.DestinationArn}) is not supported by LocalCloud: "
                    + "a subscription filter sends to a Lambda function."
            );
        var function = await context
            .Host.InvokeAsync(
                arn.Scope,
                "lambda",
                "GetFunctionConfiguration",
                new JsonObject { ["FunctionName"] = request.DestinationArn },
                context.Cancellation
            )
            .ConfigureAwait(false);
        if (function.Error is not null)
            return Errors.Invalid(
                "Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function."
            );
        return await context.Host.ChangeAsync<LogsState, Nothing>(state, (s, changes) => Put(s, changes, request)).ConfigureAwait(false);
    }

    private static Result<Nothing> Put(LogsState state, Changes changes, PutSubscriptionFilterRequest request)
    {
        if (!state.Find(request.LogGroupName!).Ok(out var group, out var error))
            return error;
        var before = group.Row.SubscriptionFilters;
        var others = before.Where(f => f.FilterName != request.FilterName).ToList();
        if (others.Count >= MostFilters)
            return new AwsError("LimitExceededException", "Resource limit exceeded.");
        state.Put(
            changes,
            group,
            group.Row with
            {
                SubscriptionFilters =
                [
                    .. others,
                    new()
                    {
                        FilterName = request.FilterName,
                        LogGroupName = group.Name,
                        FilterPattern = request.FilterPattern,
                        DestinationArn = request.DestinationArn,
                        RoleArn = request.RoleArn,
                        Distribution = request.Distribution ?? "ByLogStream",
                        CreationTime = before.FirstOrDefault(f => f.FilterName == request.FilterName)?.CreationTime
                            ?? state.Time.GetUtcNow().ToUnixTimeMilliseconds(),
                    },
                ],
            }
        );
        return Nothing.Instance;
    }
}
