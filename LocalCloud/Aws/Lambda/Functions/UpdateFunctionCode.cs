using LocalCloud.Aws.Lambda.Code;

namespace LocalCloud.Aws.Lambda.Functions;

internal sealed record UpdateFunctionCodeRequest
{
    public string? FunctionName { get; init; }
    public byte[]? ZipFile { get; init; }
    public string? S3Bucket { get; init; }
    public string? S3Key { get; init; }
    public string? S3ObjectVersion { get; init; }
    public string? ImageUri { get; init; }
    public bool? Publish { get; init; }
    public bool? DryRun { get; init; }
    public string? RevisionId { get; init; }
    public List<string>? Architectures { get; init; }
    public string? SourceKMSKeyArn { get; init; }
}

internal static class UpdateFunctionCode
{
    public static readonly Operation<LambdaState, UpdateFunctionCodeRequest, FunctionConfiguration> Definition = Operation<LambdaState>
        .DefineAsync(
            "UpdateFunctionCode",
            LambdaJson.Default.UpdateFunctionCodeRequest,
            LambdaJson.Default.FunctionConfiguration,
            HandleAsync,
            FunctionName.Member<UpdateFunctionCodeRequest>(r => r.FunctionName),
            CodeSource.Bucket<UpdateFunctionCodeRequest>(r => r.S3Bucket, "s3Bucket"),
            CodeSource.Key<UpdateFunctionCodeRequest>(r => r.S3Key, "s3Key")
        )
        .Http("PUT /2015-03-31/functions/{FunctionName}/code")
        .Lacking("container images");

    private static async ValueTask<Result<FunctionConfiguration>> HandleAsync(
        LambdaState state,
        UpdateFunctionCodeRequest request,
        Context context
    )
    {
        if (request.ImageUri is not null)
            return LambdaErrors.Unsupported("ImageUri of UpdateFunctionCode");
        if (context.Host.Read(state, s => Find(s, request)) is { Error: { } missing })
            return missing;
        var read = await new CodeSource(request.ZipFile, request.S3Bucket, request.S3Key, request.S3ObjectVersion)
            .ReadAsync(context.Host, state.Scope, context.Cancellation)
            .ConfigureAwait(false);
        if (!read.Ok(out var zip, out var error))
            return error;
        var package = await state.Code.KeepAsync(zip, context.Cancellation).ConfigureAwait(false);
        var updated = await context
            .Host.ChangeAsync(state, (s, changes) => Update(s, changes, request, package, context.Now))
            .ConfigureAwait(false);
        if (updated.Error is not null || request.DryRun == true)
            state.Code.Release([package.File]);
        return updated;
    }

    private static Result<Function> Find(LambdaState state, UpdateFunctionCodeRequest request)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        return request.RevisionId is { } revision && revision != function.Latest.Configuration.RevisionId
            ? LambdaErrors.Revision
            : function;
    }

    private static Result<FunctionConfiguration> Update(
        LambdaState state,
        Changes changes,
        UpdateFunctionCodeRequest request,
        CodePackage package,
        DateTimeOffset now
    )
    {
        if (!Find(state, request).Ok(out var function, out var error))
            return error;
        if (state.Code.CheckSize(package.File, function.Latest.LayerFiles) is { } large)
            return large;
        var configuration = Versioning.Touch(
            function.Latest.Configuration with
            {
                CodeSize = package.Size,
                CodeSha256 = package.Sha256,
                Architectures = request.Architectures ?? function.Latest.Configuration.Architectures,
            },
            now
        );
        if (request.DryRun == true)
            return configuration with { RevisionId = function.Latest.Configuration.RevisionId };
        state.Drop(changes, function.Latest);
        state.Code.Retain(function.Latest.LayerFiles);
        function.Latest = new()
        {
            Configuration = configuration,
            CodeFile = package.File,
            LayerFiles = function.Latest.LayerFiles,
        };
        if (request.Publish == true && !Versioning.IsPublished(function))
            configuration = Versioning.Publish(state, function, null, now).Configuration;
        state.Put(changes, function);
        return configuration.Updating();
    }
}
