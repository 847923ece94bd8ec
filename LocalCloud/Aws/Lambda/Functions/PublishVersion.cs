namespace LocalCloud.Aws.Lambda.Functions;

internal sealed record PublishVersionRequest
{
    public string? FunctionName { get; init; }
    public string? CodeSha256 { get; init; }
    public string? Description { get; init; }
    public string? RevisionId { get; init; }
}

internal static class PublishVersion
{
    public static readonly Operation<LambdaState, PublishVersionRequest, FunctionConfiguration> Definition = Operation<LambdaState>
        .Define(
            "PublishVersion",
            LambdaJson.Default.PublishVersionRequest,
            LambdaJson.Default.FunctionConfiguration,
            Handle,
            FunctionName.Member<PublishVersionRequest>(r => r.FunctionName),
            Must.Member<PublishVersionRequest>("description", r => r.Description).Length(0, 256)
        )
        .Http("POST /2015-03-31/functions/{FunctionName}/versions", status: 201);

    private static Result<FunctionConfiguration> Handle(LambdaState state, PublishVersionRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        if (request.RevisionId is { } revision && revision != function.Latest.Configuration.RevisionId)
            return LambdaErrors.Revision;
        if (request.CodeSha256 is { Length: > 0 } sha && sha != function.Latest.Configuration.CodeSha256)
            return LambdaErrors.Invalid(
                $"CodeSHA256 ({sha}) is different from current CodeSHA256 in $LATEST ({function.Latest.Configuration.CodeSha256}). "
                    + "Please try again with the CodeSHA256 in $LATEST."
            );
        if (Versioning.IsPublished(function))
            return function.Versions[^1].Configuration;
        var version = Versioning.Publish(state, function, request.Description, context.Now);
        state.Put(context.Changes, function);
        return version.Configuration;
    }
}
