using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal static class GetFunctionRecursionConfig
{
    public static readonly Operation<LambdaState, RecursionConfigRequest, RecursionConfigResponse> Definition = Operation<LambdaState>
        .Define(
            "GetFunctionRecursionConfig",
            LambdaJson.Default.RecursionConfigRequest,
            LambdaJson.Default.RecursionConfigResponse,
            (state, request, _) =>
                state.Find(request.FunctionName!, out var _).Ok(out var function, out var error)
                    ? new RecursionConfigResponse { RecursiveLoop = function.RecursiveLoop }
                    : error,
            FunctionName.Member<RecursionConfigRequest>(r => r.FunctionName)
        )
        .Http("GET /2024-08-31/functions/{FunctionName}/recursion-config");
}
