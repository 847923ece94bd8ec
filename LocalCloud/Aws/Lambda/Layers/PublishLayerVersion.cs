using LocalCloud.Aws.Lambda.Code;

namespace LocalCloud.Aws.Lambda.Layers;

internal sealed record PublishLayerVersionRequest
{
    public string? LayerName { get; init; }
    public string? Description { get; init; }
    public LayerContent? Content { get; init; }
    public List<string>? CompatibleRuntimes { get; init; }
    public List<string>? CompatibleArchitectures { get; init; }
    public string? LicenseInfo { get; init; }
}

internal sealed record LayerContent
{
    public byte[]? ZipFile { get; init; }
    public string? S3Bucket { get; init; }
    public string? S3Key { get; init; }
    public string? S3ObjectVersion { get; init; }
}

internal static class PublishLayerVersion
{
    public static readonly Operation<LambdaState, PublishLayerVersionRequest, LayerVersionResponse> Definition = Operation<LambdaState>
        .DefineAsync(
            "PublishLayerVersion",
            LambdaJson.Default.PublishLayerVersionRequest,
            LambdaJson.Default.LayerVersionResponse,
            HandleAsync,
            LayerName.Member<PublishLayerVersionRequest>(r => r.LayerName),
            Must.Member<PublishLayerVersionRequest>("content", r => r.Content).Required(),
            Must.Member<PublishLayerVersionRequest>("description", r => r.Description).Length(0, 256),
            Must.Member<PublishLayerVersionRequest>("compatibleRuntimes", r => r.CompatibleRuntimes).Length(0, 15),
            Must.Member<PublishLayerVersionRequest>("compatibleArchitectures", r => r.CompatibleArchitectures).Length(0, 2),
            Must.Member<PublishLayerVersionRequest>("licenseInfo", r => r.LicenseInfo).Length(0, 512)
        )
        .Http("POST /2018-10-31/layers/{LayerName}/versions", status: 201);

    private static async ValueTask<Result<LayerVersionResponse>> HandleAsync(
        LambdaState state,
        PublishLayerVersionRequest request,
        Context context
    )
    {
        if (request.CompatibleRuntimes?.Find(r => !Functions.Runtimes.IsKnown(r)) is { } unknown)
            return LambdaErrors.Invalid($"Value {unknown} at 'compatibleRuntimes' is not a runtime.");
        var content = request.Content!;
        var read = await new CodeSource(content.ZipFile, content.S3Bucket, content.S3Key, content.S3ObjectVersion)
            .ReadAsync(context.Host, state.Scope, context.Cancellation)
            .ConfigureAwait(false);
        if (!read.Ok(out var zip, out var error))
            return error;
        var package = await state.Code.KeepAsync(zip, context.Cancellation).ConfigureAwait(false);
        return await context
            .Host.ChangeAsync(state, (s, changes) =>
            {
                var name = LayerName.Of(request.LayerName!);
                var layer = s.Layers.GetValueOrDefault(name) ?? new Layer { Name = name };
                var version = new LayerVersion
                {
                    Version = ++layer.LastVersion,
                    CodeFile = package.File,
                    CodeSize = package.Size,
                    CodeSha256 = package.Sha256,
                    Description = request.Description ?? "",
                    CreatedDate = Functions.Versioning.Stamp(context.Now),
                    CompatibleRuntimes = request.CompatibleRuntimes,
                    CompatibleArchitectures = request.CompatibleArchitectures,
                    LicenseInfo = request.LicenseInfo,
                };
                layer.Versions.Add(version);
                s.Put(changes, layer);
                return (Result<LayerVersionResponse>)GetLayerVersion.Shown(s, layer, version, context);
            })
            .ConfigureAwait(false);
    }
}
