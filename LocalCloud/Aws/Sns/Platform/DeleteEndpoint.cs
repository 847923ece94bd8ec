namespace LocalCloud.Aws.Sns.Platform;

internal static class DeleteEndpoint
{
    public static readonly Operation<SnsState, EndpointRequest, Nothing> Definition = Operation<SnsState>.Define(
        "DeleteEndpoint",
        SnsJson.Default.EndpointRequest,
        (state, request, context) =>
        {
            if (!PlatformArns.Endpoint(state, request.EndpointArn).Ok(out var found, out var error))
                return error == PlatformArns.NoEndpoint ? Nothing.Instance : error;
            found.Application.Endpoints.Remove(found.Endpoint.Id);
            state.Put(context.Changes, found.Application);
            return Nothing.Instance;
        }
    );
}
