namespace LocalCloud.Aws.Lambda.Settings;

internal static class DeleteFunctionCodeSigningConfig
{
    public static readonly Operation<LambdaState, CodeSigningConfigRequest, Nothing> Definition = Operation<LambdaState>
        .Define("DeleteFunctionCodeSigningConfig", LambdaJson.Default.CodeSigningConfigRequest, Handle, CodeSigning.Name)
        .Http("DELETE /2020-06-30/functions/{FunctionName}/code-signing-config", status: 204);

    private static Result<Nothing> Handle(LambdaState state, CodeSigningConfigRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        function.CodeSigningConfigArn = null;
        state.Put(context.Changes, function);
        return Nothing.Instance;
    }
}
