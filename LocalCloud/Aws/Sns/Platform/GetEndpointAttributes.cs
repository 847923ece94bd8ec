namespace LocalCloud.Aws.Sns.Platform;

internal static class GetEndpointAttributes
{
    public static readonly Operation<SnsState, EndpointRequest, Operations.AttributesResponse> Definition = Operation<SnsState>.Define(
        "GetEndpointAttributes",
        SnsJson.Default.EndpointRequest,
        SnsJson.Default.AttributesResponse,
        (state, request, _) =>
            PlatformArns.Endpoint(state, request.EndpointArn).Ok(out var found, out var error)
                ? new Operations.AttributesResponse(found.Endpoint.Attributes)
                : (Result<Operations.AttributesResponse>)error
    );
}
