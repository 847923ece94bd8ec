namespace LocalCloud.Aws.ApiGateway.Authorizers;

internal static class DeleteAuthorizer
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteAuthorizer", ApiGatewayJson.Default.ApiRequest, Handle)
        .Http("DELETE /v2/apis/{apiId}/authorizers/{authorizerId}", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (!entry.Authorizers.ContainsKey(request.AuthorizerId!))
            return Errors.No("Authorizer");
        if (entry.Routes.Values.FirstOrDefault(r => r.AuthorizerId == request.AuthorizerId) is { } route)
            return Errors.Conflict($"Cannot delete authorizer '{request.AuthorizerId}', is referenced in route: {route.RouteId}");
        state.DeleteAuthorizer(context.Changes, entry, request.AuthorizerId!);
        state.Deploy(context.Changes, entry);
        return Nothing.Instance;
    }
}
