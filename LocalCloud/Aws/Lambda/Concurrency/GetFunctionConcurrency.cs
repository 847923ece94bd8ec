using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Concurrency;

internal static class GetFunctionConcurrency
{
    public static readonly Operation<LambdaState, FunctionRequest, ReservedConcurrency> Definition = Operation<LambdaState>
        .Define(
            "GetFunctionConcurrency",
            LambdaJson.Default.FunctionRequest,
            LambdaJson.Default.ReservedConcurrency,
            (state, request, _) =>
                state.Find(request.FunctionName!, out var _).Ok(out var function, out var error)
                    ? new ReservedConcurrency { ReservedConcurrentExecutions = function.ReservedConcurrency }
                    : error,
            FunctionName.Member<FunctionRequest>(r => r.FunctionName)
        )
        .Http("GET /2019-09-30/functions/{FunctionName}/concurrency");
}
