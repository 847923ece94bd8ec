using System.Globalization;
using System.Security.Cryptography;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Urls;

/// <summary>The HTTP address of a function or alias.</summary>
internal sealed record FunctionUrl
{
    public required string Id { get; init; }
    public required string AuthType { get; init; }
    public Cors? Cors { get; init; }
    public required string CreationTime { get; init; }
    public required string LastModifiedTime { get; init; }
    public required string InvokeMode { get; init; }
}

internal sealed record Cors
{
    public bool? AllowCredentials { get; init; }
    public List<string>? AllowHeaders { get; init; }
    public List<string>? AllowMethods { get; init; }
    public List<string>? AllowOrigins { get; init; }
    public List<string>? ExposeHeaders { get; init; }
    public int? MaxAge { get; init; }
}

internal sealed record FunctionUrlRequest
{
    public string? FunctionName { get; init; }
    public string? Qualifier { get; init; }
    public string? AuthType { get; init; }
    public Cors? Cors { get; init; }
    public string? InvokeMode { get; init; }
}

/// <summary>Also one of a list.</summary>
internal sealed record FunctionUrlResponse
{
    public string? FunctionUrl { get; init; }
    public string? FunctionArn { get; init; }
    public string? AuthType { get; init; }
    public Cors? Cors { get; init; }
    public string? CreationTime { get; init; }
    public string? LastModifiedTime { get; init; }
    public string? InvokeMode { get; init; }
}

internal sealed record ListFunctionUrlConfigsResponse
{
    public List<FunctionUrlResponse>? FunctionUrlConfigs { get; init; }
    public string? NextMarker { get; init; }
}

internal static class FunctionUrls
{
    private static readonly AwsError None = LambdaErrors.NotFound("The resource you requested does not exist.");

    private static Member<FunctionUrlRequest>[] Members(bool authRequired)
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

    public static readonly IReadOnlyList<Operation> Operations =
    [
        Operation<LambdaState>
            .Define(
                "CreateFunctionUrlConfig",
                LambdaJson.Default.FunctionUrlRequest,
                LambdaJson.Default.FunctionUrlResponse,
                Create,
                Members(true)
            )
            .Http("POST /2021-10-31/functions/{FunctionName}/url?Qualifier={Qualifier}", status: 201)
            .Lacking("AuthType AWS_IAM asks for a signature, which is not verified"),
        Operation<LambdaState>
            .Define(
                "GetFunctionUrlConfig",
                LambdaJson.Default.FunctionUrlRequest,
                LambdaJson.Default.FunctionUrlResponse,
                Get,
                Members(false)
            )
            .Http("GET /2021-10-31/functions/{FunctionName}/url?Qualifier={Qualifier}"),
        Operation<LambdaState>
            .Define(
                "UpdateFunctionUrlConfig",
                LambdaJson.Default.FunctionUrlRequest,
                LambdaJson.Default.FunctionUrlResponse,
                Update,
                Members(false)
            )
            .Http("PUT /2021-10-31/functions/{FunctionName}/url?Qualifier={Qualifier}"),
        Operation<LambdaState>
            .Define("DeleteFunctionUrlConfig", LambdaJson.Default.FunctionUrlRequest, Delete, Members(false))
            .Http("DELETE /2021-10-31/functions/{FunctionName}/url?Qualifier={Qualifier}", status: 204),
        Operation<LambdaState>
            .Define(
                "ListFunctionUrlConfigs",
                LambdaJson.Default.ListOfFunctionRequest,
                LambdaJson.Default.ListFunctionUrlConfigsResponse,
                List,
                FunctionName.Member<ListOfFunctionRequest>(r => r.FunctionName),
                Lists.MaxItems<ListOfFunctionRequest>(r => r.MaxItems, 50)
            )
            .Http("GET /2021-10-31/functions/{FunctionName}/urls?Marker={Marker}&MaxItems={MaxItems}"),
    ];

    private static Result<(Function Function, string Key)> Find(LambdaState state, FunctionUrlRequest request)
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

    private static Result<FunctionUrlResponse> Create(LambdaState state, FunctionUrlRequest request, Context context)
    {
        if (!Find(state, request).Ok(out var found, out var error))
            return error;
        var (function, key) = found;
        if (function.Urls.ContainsKey(key))
            return LambdaErrors.Conflict(
                $"Failed to create function url config for [functionArn = {function.QualifiedArn(key)}]. Error message:  "
                    + "FunctionUrlConfig exists for this Lambda function"
            );
        var now = Stamp(context.Now);
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
        return Shown(function, key, url, context) with { LastModifiedTime = null };
    }

    private static Result<FunctionUrlResponse> Get(LambdaState state, FunctionUrlRequest request, Context context)
    {
        if (!Find(state, request).Ok(out var found, out var error))
            return error;
        return found.Function.Urls.TryGetValue(found.Key, out var url) ? Shown(found.Function, found.Key, url, context) : None;
    }

    private static Result<FunctionUrlResponse> Update(LambdaState state, FunctionUrlRequest request, Context context)
    {
        if (!Find(state, request).Ok(out var found, out var error))
            return error;
        if (!found.Function.Urls.TryGetValue(found.Key, out var url))
            return None;
        url = found.Function.Urls[found.Key] = url with
        {
            AuthType = request.AuthType ?? url.AuthType,
            Cors = request.Cors ?? url.Cors,
            InvokeMode = request.InvokeMode ?? url.InvokeMode,
            LastModifiedTime = Stamp(context.Now),
        };
        state.Put(context.Changes, found.Function);
        return Shown(found.Function, found.Key, url, context);
    }

    private static Result<Nothing> Delete(LambdaState state, FunctionUrlRequest request, Context context)
    {
        if (!Find(state, request).Ok(out var found, out var error))
            return error;
        if (!found.Function.Urls.Remove(found.Key))
            return None;
        state.Put(context.Changes, found.Function);
        return Nothing.Instance;
    }

    private static Result<ListFunctionUrlConfigsResponse> List(LambdaState state, ListOfFunctionRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        return Lists
            .Pages.ByItem(
                function.Urls.Select(u => Shown(function, u.Key, u.Value, context)),
                u => u.FunctionArn!,
                request.Marker,
                request.MaxItems
            )
            .Ok(out var page, out error)
            ? new ListFunctionUrlConfigsResponse { FunctionUrlConfigs = page.Items, NextMarker = page.NextToken }
            : error;
    }

    private static FunctionUrlResponse Shown(Function function, string key, FunctionUrl url, Context context) =>
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

    private static string Stamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
