namespace LocalCloud.Aws.ApiGateway.Integrations;

internal static class DeleteIntegration
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteIntegration", ApiGatewayJson.Default.ApiRequest, Handle)
        .Http("DELETE /v2/apis/{apiId}/integrations/{integrationId}", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (!entry.Integrations.ContainsKey(request.IntegrationId!))
            return Errors.No("Integration");
        var routes = entry.Routes.Values.Where(r => r.Target == $"integrations/{request.IntegrationId}").Select(r => r.RouteId).ToList();
        if (routes.Count > 0)
            return Errors.Conflict(
                $"Cannot delete Integration because it is referenced by the following Routes with Ids: [{string.Join(", ", routes)}]"
            );
        state.DeleteIntegration(context.Changes, entry, request.IntegrationId!);
        state.Deploy(context.Changes, entry);
        return Nothing.Instance;
    }
}
