namespace LocalCloud.Aws.Sns.Platform;

internal static class GetPlatformApplicationAttributes
{
    public static readonly Operation<SnsState, PlatformApplicationRequest, Operations.AttributesResponse> Definition =
        Operation<SnsState>.Define(
            "GetPlatformApplicationAttributes",
            SnsJson.Default.PlatformApplicationRequest,
            SnsJson.Default.AttributesResponse,
            (state, request, _) =>
                PlatformArns.Application(state, request.PlatformApplicationArn).Ok(out var application, out var error)
                    ? new Operations.AttributesResponse(application.Attributes)
                    : (Result<Operations.AttributesResponse>)error
        );
}
