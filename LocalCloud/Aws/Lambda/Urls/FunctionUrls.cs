using System.Globalization;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Urls;

internal static class FunctionUrls
{
    public static readonly AwsError None = LambdaErrors.NotFound("The resource you requested does not exist.");

    public static Member<FunctionUrlRequest>[] Members(bool authRequired)
    {
        var auth = Must.Member<FunctionUrlRequest>("authType", r => r.AuthType).Enum("NONE", "AWS_IAM");
        return
        [
            FunctionName.Member<FunctionUrlRequest>(r => r.FunctionName),
            authRequired ? auth.Required() : auth,
            Must.Member<FunctionUrlRequest>("qualifier", r => r.Qualifier)
                .Length(1, 128)
                .Pattern(Permissions.Patterns.UrlQualifier, @"((?!^\d+$)^[0-9a-zA-Z-_]+$)"),
            Must.Member<FunctionUrlRequest>("invokeMode", r => r.InvokeMode).Enum("BUFFERED", "RESPONSE_STREAM"),
            Must.Member<FunctionUrlRequest>("cors.allowHeaders", r => r.Cors?.AllowHeaders).Length(0, 100),
            Must.Member<FunctionUrlRequest>("cors.allowMethods", r => r.Cors?.AllowMethods).Length(0, 6),
            Must.Member<FunctionUrlRequest>("cors.allowOrigins", r => r.Cors?.AllowOrigins).Length(0, 100),
            Must.Member<FunctionUrlRequest>("cors.exposeHeaders", r => r.Cors?.ExposeHeaders).Length(0, 100),
            Must.Member<FunctionUrlRequest>("cors.maxAge", r => r.Cors?.MaxAge).Range(0, 86_400),
        ];
    }

    public static Result<(Function Function, string Key)> Find(LambdaState state, FunctionUrlRequest request)
    {
        if (!state.Find(request.FunctionName!, out var name, request.Qualifier).Ok(out var function, out var error))
            return error;
        if (name.Qualifier is { } qualifier && (qualifier == FunctionName.Latest || !FunctionName.IsAliasName(qualifier)))
            return new AwsError(
                "ValidationException",
                $"1 validation error detected: Value '{qualifier}' at 'qualifier' failed to satisfy constraint: "
                    + @"Member must satisfy regular expression pattern: ((?!^\d+$)^[0-9a-zA-Z-_]+$)"
            );
        if (name.Qualifier is { } alias && !function.Aliases.ContainsKey(alias))
            return LambdaErrors.NotFound($"Function not found: {function.QualifiedArn(alias)}");
        return (function, name.Qualifier ?? "");
    }

    public static FunctionUrlResponse Shown(Function function, string key, FunctionUrl url, Context context) =>
        new()
        {
            FunctionUrl = $"{context.Endpoint}{FunctionUrlEndpoint.Path}/{url.Id}/",
            FunctionArn = function.QualifiedArn(key),
            AuthType = url.AuthType,
            Cors = url.Cors,
            CreationTime = url.CreationTime,
            LastModifiedTime = url.LastModifiedTime,
            InvokeMode = url.InvokeMode,
        };

    public static string Stamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
