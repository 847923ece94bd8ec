namespace LocalCloud.Aws.Lambda.Settings;

internal static class DeleteCodeSigningConfig
{
    public static readonly Operation<LambdaState, CodeSigningConfigRequest, Nothing> Definition = Operation<LambdaState>
        .Define("DeleteCodeSigningConfig", LambdaJson.Default.CodeSigningConfigRequest, Handle, CodeSigning.Arn)
        .Http("DELETE /2020-04-22/code-signing-configs/{CodeSigningConfigArn}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, CodeSigningConfigRequest request, Context context)
    {
        if (!CodeSigning.Find(state, request).Ok(out var config, out var error))
            return error;
        if (state.Functions.Values.Any(f => f.CodeSigningConfigArn == config.CodeSigningConfigArn))
            return LambdaErrors.Conflict("The code signing configuration is in use by a function.");
        state.Delete(context.Changes, config);
        return Nothing.Instance;
    }
}
