namespace LocalCloud.Aws.Lambda.Layers;

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
