using LocalCloud.Aws.ApiGateway.Apis;

namespace LocalCloud.Aws.ApiGateway.Import;

internal static class ReimportApi
{
    public static readonly Operation<ApiGatewayState, ImportInput, Api> Definition = Operation<ApiGatewayState>
        .Define(
            "ReimportApi",
            ApiGatewayJson.Default.ImportInput,
            ApiGatewayJson.Default.Api,
            Handle,
            Must.Member<ImportInput>("body", r => r.Body).Required()
        )
        .Http("PUT /v2/apis/{apiId}?basepath={basepath}&failOnWarnings={failOnWarnings}", status: 201);

    private static Result<Api> Handle(ApiGatewayState state, ImportInput request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (!OpenApi.Read(request).Ok(out var definition, out error))
            return error;
        // Tried on one of its own first: what cannot be imported leaves the API as it is.
        var trial = new ApiEntry(entry.Api);
        if (!definition.Into(trial, context).Ok(out _, out error))
            return error;
        state.Clear(context.Changes, entry);
        entry.Api = definition.Api.Onto(entry.Api) with { CorsConfiguration = definition.Api.CorsConfiguration, Tags = entry.Api.Tags };
        foreach (var (id, integration) in trial.Integrations)
            entry.Integrations[id] = integration;
        foreach (var (id, authorizer) in trial.Authorizers)
            entry.Authorizers[id] = authorizer;
        foreach (var (id, route) in trial.Routes)
            entry.Routes[id] = route;
        return ImportApi.Done(state, definition, entry, context);
    }
}
