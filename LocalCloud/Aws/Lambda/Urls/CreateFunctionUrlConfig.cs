using System.Security.Cryptography;

namespace LocalCloud.Aws.Lambda.Urls;

internal static class CreateFunctionUrlConfig
{
    public static readonly Operation<LambdaState, FunctionUrlRequest, FunctionUrlResponse> Definition = Operation<LambdaState>
        .Define(
            "CreateFunctionUrlConfig",
            LambdaJson.Default.FunctionUrlRequest,
            LambdaJson.Default.FunctionUrlResponse,
            Handle,
            FunctionUrls.Members(true)
        )
        .Http("POST /2021-10-31/functions/{FunctionName}/url?Qualifier={Qualifier}", status: 201)
        .Lacking("AuthType AWS_IAM asks for a signature, which is not verified");

    private static Result<FunctionUrlResponse> Handle(LambdaState state, FunctionUrlRequest request, Context context)
    {
        if (!FunctionUrls.Find(state, request).Ok(out var found, out var error))
            return error;
        var (function, key) = found;
        if (function.Urls.ContainsKey(key))
            return LambdaErrors.Conflict(
                $"Failed to create function url config for [functionArn = {function.QualifiedArn(key)}]. Error message:  "
                    + "FunctionUrlConfig exists for this Lambda function"
            );
        var now = FunctionUrls.Stamp(context.Now);
        var url = function.Urls[key] = new()
        {
            Id = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 32),
            AuthType = request.AuthType!,
            Cors = request.Cors,
            CreationTime = now,
            LastModifiedTime = now,
            InvokeMode = request.InvokeMode ?? "BUFFERED",
        };
        state.Put(context.Changes, function);
        return FunctionUrls.Shown(function, key, url, context) with { LastModifiedTime = null };
    }
}
