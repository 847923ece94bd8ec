using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Urls;

internal static class DeleteFunctionUrlConfig
{
    public static readonly Operation<LambdaState, FunctionUrlRequest, Nothing> Definition = Operation<LambdaState>
        .Define("DeleteFunctionUrlConfig", LambdaJson.Default.FunctionUrlRequest, Handle, FunctionUrls.Members(false))
        .Http("DELETE /2021-10-31/functions/{FunctionName}/url?Qualifier={Qualifier}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, FunctionUrlRequest request, Context context)
    {
        if (!FunctionUrls.Find(state, request).Ok(out var found, out var error))
            return error;
        if (!found.Function.Urls.Remove(found.Key))
            return FunctionUrls.None;
        state.Put(context.Changes, found.Function);
        return Nothing.Instance;
    }
}
