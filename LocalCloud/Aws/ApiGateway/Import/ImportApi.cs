using LocalCloud.Aws.ApiGateway.Apis;

namespace LocalCloud.Aws.ApiGateway.Import;

internal static class ImportApi
{
    public static readonly Operation<ApiGatewayState, ImportInput, Api> Definition = Operation<ApiGatewayState>
        .Define(
            "ImportApi",
            ApiGatewayJson.Default.ImportInput,
            ApiGatewayJson.Default.Api,
            Handle,
            Must.Member<ImportInput>("body", r => r.Body).Required()
        )
        .Http("PUT /v2/apis?basepath={basepath}&failOnWarnings={failOnWarnings}", status: 201)
        .Lacking("schemas and request models are left out, as for every HTTP API");

    private static Result<Api> Handle(ApiGatewayState state, ImportInput request, Context context)
    {
        if (!OpenApi.Read(request).Ok(out var definition, out var error))
            return error;
        var entry = CreateApi.Add(state, definition.Api, context);
        if (!definition.Into(entry, context).Ok(out _, out error))
        {
            state.Delete(context.Changes, entry);
            return error;
        }
        return Done(state, definition, entry, context);
    }

    public static Api Done(ApiGatewayState state, OpenApi definition, ApiEntry entry, Context context)
    {
        state.PutAll(context.Changes, entry);
        state.Put(context.Changes, entry);
        state.Deploy(context.Changes, entry);
        return entry.Api.At(context.Endpoint) with { Warnings = definition.Warnings.Count == 0 ? null : definition.Warnings };
    }
}
