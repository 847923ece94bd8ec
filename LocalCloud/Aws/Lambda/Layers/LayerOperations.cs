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

internal sealed record LayerVersionResponse
{
    public LayerContentOutput? Content { get; init; }
    public string? LayerArn { get; init; }
    public string? LayerVersionArn { get; init; }
    public string? Description { get; init; }
    public string? CreatedDate { get; init; }
    public long Version { get; init; }
    public List<string>? CompatibleRuntimes { get; init; }
    public List<string>? CompatibleArchitectures { get; init; }
    public string? LicenseInfo { get; init; }
}

internal sealed record LayerContentOutput
{
    public string? Location { get; init; }
    public string? CodeSha256 { get; init; }
    public long CodeSize { get; init; }
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

internal sealed record LayerVersionRequest
{
    public string? LayerName { get; init; }
    public long? VersionNumber { get; init; }
}

internal static class GetLayerVersion
{
    public static readonly Operation<LambdaState, LayerVersionRequest, LayerVersionResponse> Definition = Operation<LambdaState>
        .Define(
            "GetLayerVersion",
            LambdaJson.Default.LayerVersionRequest,
            LambdaJson.Default.LayerVersionResponse,
            (state, request, context) =>
                Find(state, request).Ok(out var found, out var error) ? Shown(state, found.Layer, found.Version, context) : error,
            LayerName.Member<LayerVersionRequest>(r => r.LayerName)
        )
        .Http("GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}");

    public static Result<(Layer Layer, LayerVersion Version)> Find(LambdaState state, LayerVersionRequest request)
    {
        if (request.VersionNumber is < 1)
            return LambdaErrors.Invalid("Layer Version Cannot be less than 1.");
        var layer = state.Layers.GetValueOrDefault(LayerName.Of(request.LayerName!));
        return layer?.Versions.Find(v => v.Version == request.VersionNumber) is { } version
            ? (layer, version)
            : LambdaErrors.NotFound("The resource you requested does not exist.");
    }

    public static LayerVersionResponse Shown(LambdaState state, Layer layer, LayerVersion version, Context context) =>
        Item(state, layer, version) with
        {
            LayerArn = LayerName.Arn(state, layer.Name),
            Content = new()
            {
                Location = CodeDownload.Location(context, version.CodeFile),
                CodeSha256 = version.CodeSha256,
                CodeSize = version.CodeSize,
            },
        };

    public static LayerVersionResponse Item(LambdaState state, Layer layer, LayerVersion version) =>
        new()
        {
            LayerVersionArn = $"{LayerName.Arn(state, layer.Name)}:{version.Version}",
            Description = version.Description,
            CreatedDate = version.CreatedDate,
            Version = version.Version,
            CompatibleRuntimes = version.CompatibleRuntimes,
            CompatibleArchitectures = version.CompatibleArchitectures,
            LicenseInfo = version.LicenseInfo,
        };
}

internal sealed record LayerVersionByArnRequest
{
    public string? Arn { get; init; }
}

internal static class GetLayerVersionByArn
{
    public static readonly Operation<LambdaState, LayerVersionByArnRequest, LayerVersionResponse> Definition = Operation<LambdaState>
        .Define(
            "GetLayerVersionByArn",
            LambdaJson.Default.LayerVersionByArnRequest,
            LambdaJson.Default.LayerVersionResponse,
            (state, request, context) =>
                LayerName.FindVersion(state, request.Arn!) is { } version
                    ? GetLayerVersion.Shown(state, state.Layers.Values.First(l => l.Versions.Contains(version)), version, context)
                    : LambdaErrors.NotFound("The resource you requested does not exist."),
            Must.Member<LayerVersionByArnRequest>("arn", r => r.Arn)
                .Required()
                .Length(1, 140)
                .Pattern(Permissions.Patterns.LayerVersion, Permissions.Patterns.LayerVersionShown)
        )
        .Http("GET /2018-10-31/layers?find=LayerVersion&Arn={Arn}");
}

internal static class DeleteLayerVersion
{
    public static readonly Operation<LambdaState, LayerVersionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "DeleteLayerVersion",
            LambdaJson.Default.LayerVersionRequest,
            Handle,
            LayerName.Member<LayerVersionRequest>(r => r.LayerName)
        )
        .Http("DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, LayerVersionRequest request, Context context)
    {
        if (request.VersionNumber is < 1)
            return LambdaErrors.Invalid("Layer Version Cannot be less than 1.");
        if (!GetLayerVersion.Find(state, request).Ok(out var found, out _))
            return Nothing.Instance;
        found.Layer.Versions.Remove(found.Version);
        context.Changes.AfterCommit(() => state.Code.Release([found.Version.CodeFile]));
        state.Put(context.Changes, found.Layer);
        return Nothing.Instance;
    }
}

internal sealed record ListLayersRequest
{
    public string? LayerName { get; init; }
    public string? CompatibleRuntime { get; init; }
    public string? CompatibleArchitecture { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }

    internal bool Takes(LayerVersion version) =>
        (CompatibleRuntime is null || version.CompatibleRuntimes?.Contains(CompatibleRuntime) == true)
        && (CompatibleArchitecture is null || version.CompatibleArchitectures?.Contains(CompatibleArchitecture) != false);
}

internal sealed record ListLayerVersionsResponse
{
    public string? NextMarker { get; init; }
    public List<LayerVersionResponse>? LayerVersions { get; init; }
}

internal static class ListLayerVersions
{
    public static readonly Operation<LambdaState, ListLayersRequest, ListLayerVersionsResponse> Definition = Operation<LambdaState>
        .Define(
            "ListLayerVersions",
            LambdaJson.Default.ListLayersRequest,
            LambdaJson.Default.ListLayerVersionsResponse,
            Handle,
            LayerName.Member<ListLayersRequest>(r => r.LayerName),
            Lists.MaxItems<ListLayersRequest>(r => r.MaxItems, 50)
        )
        .Http(
            "GET /2018-10-31/layers/{LayerName}/versions?CompatibleRuntime={CompatibleRuntime}&CompatibleArchitecture={CompatibleArchitecture}&Marker={Marker}&MaxItems={MaxItems}"
        );

    private static Result<ListLayerVersionsResponse> Handle(LambdaState state, ListLayersRequest request, Context context)
    {
        var layer = state.Layers.GetValueOrDefault(LayerName.Of(request.LayerName!));
        var all = (layer?.Versions ?? []).AsEnumerable().Reverse().Where(request.Takes).Select(v => GetLayerVersion.Item(state, layer!, v));
        return Lists.Pages.ByItem(all, v => v.LayerVersionArn!, request.Marker, request.MaxItems).Ok(out var page, out var error)
            ? new ListLayerVersionsResponse { LayerVersions = page.Items, NextMarker = page.NextToken }
            : error;
    }
}

internal sealed record ListLayersResponse
{
    public string? NextMarker { get; init; }
    public List<LayerItem>? Layers { get; init; }
}

internal sealed record LayerItem
{
    public string? LayerName { get; init; }
    public string? LayerArn { get; init; }
    public LayerVersionResponse? LatestMatchingVersion { get; init; }
}

internal static class ListLayers
{
    public static readonly Operation<LambdaState, ListLayersRequest, ListLayersResponse> Definition = Operation<LambdaState>
        .Define(
            "ListLayers",
            LambdaJson.Default.ListLayersRequest,
            LambdaJson.Default.ListLayersResponse,
            Handle,
            Lists.MaxItems<ListLayersRequest>(r => r.MaxItems, 50)
        )
        .Http(
            "GET /2018-10-31/layers?CompatibleRuntime={CompatibleRuntime}&CompatibleArchitecture={CompatibleArchitecture}&Marker={Marker}&MaxItems={MaxItems}"
        );

    private static Result<ListLayersResponse> Handle(LambdaState state, ListLayersRequest request, Context context)
    {
        var all = state
            .Layers.Values.Select(l => (Layer: l, Version: l.Versions.FindLast(request.Takes)))
            .Where(l => l.Version is not null)
            .Select(l => new LayerItem
            {
                LayerName = l.Layer.Name,
                LayerArn = LayerName.Arn(state, l.Layer.Name),
                LatestMatchingVersion = GetLayerVersion.Item(state, l.Layer, l.Version!),
            });
        return Lists.Pages.ByItem(all, l => l.LayerName!, request.Marker, request.MaxItems).Ok(out var page, out var error)
            ? new ListLayersResponse { Layers = page.Items, NextMarker = page.NextToken }
            : error;
    }
}
