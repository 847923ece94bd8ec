using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal static class PutFunctionRecursionConfig
{
    public static readonly Operation<LambdaState, RecursionConfigRequest, RecursionConfigResponse> Definition = Operation<LambdaState>
        .Define(
            "PutFunctionRecursionConfig",
            LambdaJson.Default.RecursionConfigRequest,
            LambdaJson.Default.RecursionConfigResponse,
            Handle,
            FunctionName.Member<RecursionConfigRequest>(r => r.FunctionName),
            Must.Member<RecursionConfigRequest>("recursiveLoop", r => r.RecursiveLoop).Required().Enum("Allow", "Terminate")
        )
        .Http("PUT /2024-08-31/functions/{FunctionName}/recursion-config")
        .Lacking("stored only: loops are not detected");

    private static Result<RecursionConfigResponse> Handle(LambdaState state, RecursionConfigRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        function.RecursiveLoop = request.RecursiveLoop!;
        state.Put(context.Changes, function);
        return new RecursionConfigResponse { RecursiveLoop = function.RecursiveLoop };
    }
}
