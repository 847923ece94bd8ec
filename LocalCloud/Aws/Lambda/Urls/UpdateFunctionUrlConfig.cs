using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Urls;

internal static class UpdateFunctionUrlConfig
{
    public static readonly Operation<LambdaState, FunctionUrlRequest, FunctionUrlResponse> Definition = Operation<LambdaState>
        .Define(
            "UpdateFunctionUrlConfig",
            LambdaJson.Default.FunctionUrlRequest,
            LambdaJson.Default.FunctionUrlResponse,
            Handle,
            FunctionUrls.Members(false)
        )
        .Http("PUT /2021-10-31/functions/{FunctionName}/url?Qualifier={Qualifier}");

    private static Result<FunctionUrlResponse> Handle(LambdaState state, FunctionUrlRequest request, Context context)
    {
        if (!FunctionUrls.Find(state, request).Ok(out var found, out var error))
            return error;
        if (!found.Function.Urls.TryGetValue(found.Key, out var url))
            return FunctionUrls.None;
        url = found.Function.Urls[found.Key] = url with
        {
            AuthType = request.AuthType ?? url.AuthType,
            Cors = request.Cors ?? url.Cors,
            InvokeMode = request.InvokeMode ?? url.InvokeMode,
            LastModifiedTime = FunctionUrls.Stamp(context.Now),
        };
        state.Put(context.Changes, found.Function);
        return FunctionUrls.Shown(found.Function, found.Key, url, context);
    }
}
