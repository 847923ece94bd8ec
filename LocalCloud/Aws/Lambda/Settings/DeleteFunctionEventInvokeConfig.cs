using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal static class DeleteFunctionEventInvokeConfig
{
    public static readonly Operation<LambdaState, FunctionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "DeleteFunctionEventInvokeConfig",
            LambdaJson.Default.FunctionRequest,
            Handle,
            FunctionName.Namespaced<FunctionRequest>(r => r.FunctionName),
            FunctionName.Qualified<FunctionRequest>(r => r.Qualifier)
        )
        .Http("DELETE /2019-09-25/functions/{FunctionName}/event-invoke-config?Qualifier={Qualifier}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        if (!found.Function.EventInvoke.Remove(EventInvokeConfigs.Key(found.Qualifier)))
            return EventInvokeConfigs.NotFound(found.Function, found.Qualifier);
        state.Put(context.Changes, found.Function);
        return Nothing.Instance;
    }
}
