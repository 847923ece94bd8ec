using LocalCloud.Aws.Lambda.Code;

namespace LocalCloud.Aws.Lambda.Functions;

/// <summary>A function or one of its versions, of many operations.</summary>
internal sealed record FunctionRequest
{
    public string? FunctionName { get; init; }
    public string? Qualifier { get; init; }
}

/// <summary>A list of what a function has.</summary>
internal sealed record ListOfFunctionRequest
{
    public string? FunctionName { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }
}

internal sealed record GetFunctionResponse
{
    public FunctionConfiguration? Configuration { get; init; }
    public FunctionCodeLocation? Code { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
    public ReservedConcurrency? Concurrency { get; init; }
}

internal sealed record FunctionCodeLocation
{
    public string? RepositoryType { get; init; }
    public string? Location { get; init; }
}

internal sealed record ReservedConcurrency
{
    public int? ReservedConcurrentExecutions { get; init; }
}

internal static class GetFunction
{
    public static readonly Operation<LambdaState, FunctionRequest, GetFunctionResponse> Definition = Operation<LambdaState>
        .Define(
            "GetFunction",
            LambdaJson.Default.FunctionRequest,
            LambdaJson.Default.GetFunctionResponse,
            Handle,
            FunctionName.Namespaced<FunctionRequest>(r => r.FunctionName),
            FunctionName.Qualified<FunctionRequest>(r => r.Qualifier)
        )
        .Http("GET /2015-03-31/functions/{FunctionName}?Qualifier={Qualifier}");

    private static Result<GetFunctionResponse> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        var (function, version, qualifier) = found;
        return new GetFunctionResponse
        {
            Configuration = GetFunctionConfiguration.Shown(function, version, qualifier),
            Code = new() { RepositoryType = "S3", Location = CodeDownload.Location(context, version.CodeFile) },
            Tags = function.Tags.Count > 0 ? function.Tags : null,
            Concurrency = function.ReservedConcurrency is { } reserved ? new() { ReservedConcurrentExecutions = reserved } : null,
        };
    }
}

internal static class GetFunctionConfiguration
{
    public static readonly Operation<LambdaState, FunctionRequest, FunctionConfiguration> Definition = Operation<LambdaState>
        .Define(
            "GetFunctionConfiguration",
            LambdaJson.Default.FunctionRequest,
            LambdaJson.Default.FunctionConfiguration,
            Handle,
            FunctionName.Namespaced<FunctionRequest>(r => r.FunctionName),
            FunctionName.Qualified<FunctionRequest>(r => r.Qualifier)
        )
        .Http("GET /2015-03-31/functions/{FunctionName}/configuration?Qualifier={Qualifier}");

    private static Result<FunctionConfiguration> Handle(LambdaState state, FunctionRequest request, Context context) =>
        state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error)
            ? Shown(found.Function, found.Version, found.Qualifier)
            : error;

    /// <summary>The ARN is the one that was asked for: with the alias or version when there was one.</summary>
    public static FunctionConfiguration Shown(Function function, FunctionVersion version, string? qualifier) =>
        version.Configuration with
        {
            FunctionArn = function.QualifiedArn(qualifier),
        };
}
