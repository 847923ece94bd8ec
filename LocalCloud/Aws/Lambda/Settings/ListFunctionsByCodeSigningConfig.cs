namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record ListFunctionsByCodeSigningConfigResponse
{
    public string? NextMarker { get; init; }
    public List<string>? FunctionArns { get; init; }
}

internal static class ListFunctionsByCodeSigningConfig
{
    public static readonly Operation<LambdaState, CodeSigningConfigRequest, ListFunctionsByCodeSigningConfigResponse> Definition =
        Operation<LambdaState>
            .Define(
                "ListFunctionsByCodeSigningConfig",
                LambdaJson.Default.CodeSigningConfigRequest,
                LambdaJson.Default.ListFunctionsByCodeSigningConfigResponse,
                (state, request, _) =>
                    CodeSigning.Find(state, request).Error is { } error ? error
                    : Lists
                        .Pages.ByItem(
                            state.Functions.Values.Where(f => f.CodeSigningConfigArn == request.CodeSigningConfigArn).Select(f => f.Arn),
                            a => a,
                            request.Marker,
                            request.MaxItems
                        )
                        .Ok(out var page, out var invalid)
                        ? new ListFunctionsByCodeSigningConfigResponse { FunctionArns = page.Items, NextMarker = page.NextToken }
                    : invalid,
                CodeSigning.Arn,
                Lists.MaxItems<CodeSigningConfigRequest>(r => r.MaxItems)
            )
            .Http("GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions?Marker={Marker}&MaxItems={MaxItems}");
}
