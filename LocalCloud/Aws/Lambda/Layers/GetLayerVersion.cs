using LocalCloud.Aws.Lambda.Code;

namespace LocalCloud.Aws.Lambda.Layers;

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
