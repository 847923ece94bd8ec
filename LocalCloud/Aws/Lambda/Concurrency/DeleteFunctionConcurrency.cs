using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Concurrency;

internal static class DeleteFunctionConcurrency
{
    public static readonly Operation<LambdaState, FunctionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "DeleteFunctionConcurrency",
            LambdaJson.Default.FunctionRequest,
            Handle,
            FunctionName.Member<FunctionRequest>(r => r.FunctionName)
        )
        .Http("DELETE /2017-10-31/functions/{FunctionName}/concurrency", status: 204);

    private static Result<Nothing> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        function.ReservedConcurrency = null;
        state.Put(context.Changes, function);
        context.Changes.AfterCommit(() => state.Service.Fleet.LimitsChanged(state.Scope));
        return Nothing.Instance;
    }
}
