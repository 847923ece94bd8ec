namespace LocalCloud.Aws.Lambda.Settings;

internal static class PutFunctionCodeSigningConfig
{
    public static readonly Operation<LambdaState, CodeSigningConfigRequest, FunctionSigningResponse> Definition = Operation<LambdaState>
        .Define(
            "PutFunctionCodeSigningConfig",
            LambdaJson.Default.CodeSigningConfigRequest,
            LambdaJson.Default.FunctionSigningResponse,
            Handle,
            CodeSigning.Arn,
            CodeSigning.Name
        )
        .Http("PUT /2020-06-30/functions/{FunctionName}/code-signing-config")
        .Lacking(CodeSigning.Stored);

    private static Result<FunctionSigningResponse> Handle(LambdaState state, CodeSigningConfigRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        if (!state.SigningConfigs.ContainsKey(request.CodeSigningConfigArn!))
            return LambdaErrors.Of(
                "CodeSigningConfigNotFoundException",
                $"The code signing configuration cannot be found. Check that the provided configuration is not deleted: "
                    + $"{request.CodeSigningConfigArn}.",
                404
            );
        function.CodeSigningConfigArn = request.CodeSigningConfigArn;
        state.Put(context.Changes, function);
        return new FunctionSigningResponse { CodeSigningConfigArn = request.CodeSigningConfigArn, FunctionName = function.Name };
    }
}
