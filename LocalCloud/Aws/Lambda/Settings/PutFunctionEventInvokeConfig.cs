using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal static class PutFunctionEventInvokeConfig
{
    public static readonly Operation<LambdaState, EventInvokeConfigRequest, EventInvokeConfig> Definition = Operation<LambdaState>
        .Define(
            "PutFunctionEventInvokeConfig",
            LambdaJson.Default.EventInvokeConfigRequest,
            LambdaJson.Default.EventInvokeConfig,
            (state, request, context) => Put(state, request, context, merge: false),
            EventInvokeConfigs.Members
        )
        .Http("PUT /2019-09-25/functions/{FunctionName}/event-invoke-config?Qualifier={Qualifier}");

    public static Result<EventInvokeConfig> Put(LambdaState state, EventInvokeConfigRequest request, Context context, bool merge)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        if (EventInvokeConfigs.Check(request, found.Function) is { } bad)
            return bad;
        var key = EventInvokeConfigs.Key(found.Qualifier);
        var before = found.Function.EventInvoke.GetValueOrDefault(key);
        if (merge && before is null)
            return EventInvokeConfigs.NotFound(found.Function, found.Qualifier);
        if (!merge && request is { MaximumRetryAttempts: null, MaximumEventAgeInSeconds: null, DestinationConfig: null })
            return LambdaErrors.Invalid("You must specify at least one of error handling or destination setting.");
        var config = found.Function.EventInvoke[key] = new()
        {
            LastModified = context.Now,
            FunctionArn = found.Function.QualifiedArn(key),
            MaximumRetryAttempts = request.MaximumRetryAttempts ?? (merge ? before!.MaximumRetryAttempts : null),
            MaximumEventAgeInSeconds = request.MaximumEventAgeInSeconds ?? (merge ? before!.MaximumEventAgeInSeconds : null),
            DestinationConfig =
                request.DestinationConfig is { } destinations
                    ? new() { OnSuccess = destinations.OnSuccess ?? new(), OnFailure = destinations.OnFailure ?? new() }
                : merge ? before!.DestinationConfig
                : new() { OnSuccess = new(), OnFailure = new() },
        };
        state.Put(context.Changes, found.Function);
        return config;
    }
}
