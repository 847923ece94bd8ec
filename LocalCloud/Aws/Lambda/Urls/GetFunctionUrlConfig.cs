using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Urls;

internal static class GetFunctionUrlConfig
{
    public static readonly Operation<LambdaState, FunctionUrlRequest, FunctionUrlResponse> Definition = Operation<LambdaState>
        .Define(
            "GetFunctionUrlConfig",
            LambdaJson.Default.FunctionUrlRequest,
            LambdaJson.Default.FunctionUrlResponse,
            Handle,
            FunctionUrls.Members(false)
        )
        .Http("GET /2021-10-31/functions/{FunctionName}/url?Qualifier={Qualifier}");

    private static Result<FunctionUrlResponse> Handle(LambdaState state, FunctionUrlRequest request, Context context)
    {
        if (!FunctionUrls.Find(state, request).Ok(out var found, out var error))
            return error;
        return found.Function.Urls.TryGetValue(found.Key, out var url)
            ? FunctionUrls.Shown(found.Function, found.Key, url, context)
            : FunctionUrls.None;
    }
}
