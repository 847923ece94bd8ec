namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record ListCodeSigningConfigsResponse
{
    public string? NextMarker { get; init; }
    public List<ShownSigningConfig>? CodeSigningConfigs { get; init; }
}

internal static class ListCodeSigningConfigs
{
    public static readonly Operation<LambdaState, CodeSigningConfigRequest, ListCodeSigningConfigsResponse> Definition =
        Operation<LambdaState>
            .Define(
                "ListCodeSigningConfigs",
                LambdaJson.Default.CodeSigningConfigRequest,
                LambdaJson.Default.ListCodeSigningConfigsResponse,
                (state, request, _) =>
                    Lists
                        .Pages.ByItem(state.SigningConfigs.Values, c => c.CodeSigningConfigArn, request.Marker, request.MaxItems)
                        .Ok(out var page, out var error)
                        ? new ListCodeSigningConfigsResponse
                        {
                            CodeSigningConfigs = [.. page.Items.Select(c => c.Shown())],
                            NextMarker = page.NextToken,
                        }
                        : error,
                Lists.MaxItems<CodeSigningConfigRequest>(r => r.MaxItems)
            )
            .Http("GET /2020-04-22/code-signing-configs?Marker={Marker}&MaxItems={MaxItems}");
}
