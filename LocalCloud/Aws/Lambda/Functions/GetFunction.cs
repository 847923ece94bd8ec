using LocalCloud.Aws.Lambda.Code;

namespace LocalCloud.Aws.Lambda.Functions;

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
