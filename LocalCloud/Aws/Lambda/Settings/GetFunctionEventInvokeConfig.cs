using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal static class GetFunctionEventInvokeConfig
{
    public static readonly Operation<LambdaState, FunctionRequest, EventInvokeConfig> Definition = Operation<LambdaState>
        .Define(
            "GetFunctionEventInvokeConfig",
            LambdaJson.Default.FunctionRequest,
            LambdaJson.Default.EventInvokeConfig,
            Handle,
            FunctionName.Namespaced<FunctionRequest>(r => r.FunctionName),
            FunctionName.Qualified<FunctionRequest>(r => r.Qualifier)
        )
        .Http("GET /2019-09-25/functions/{FunctionName}/event-invoke-config?Qualifier={Qualifier}");

    private static Result<EventInvokeConfig> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        return found.Function.EventInvoke.TryGetValue(EventInvokeConfigs.Key(found.Qualifier), out var config)
            ? config
            : EventInvokeConfigs.NotFound(found.Function, found.Qualifier);
    }
}
