using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Aliases;

internal static class UpdateAlias
{
    public static readonly Operation<LambdaState, AliasRequest, AliasConfiguration> Definition = Operation<LambdaState>
        .Define("UpdateAlias", LambdaJson.Default.AliasRequest, LambdaJson.Default.AliasConfiguration, Handle, CreateAlias.Members)
        .Http("PUT /2015-03-31/functions/{FunctionName}/aliases/{Name}");

    private static Result<AliasConfiguration> Handle(LambdaState state, AliasRequest request, Context context)
    {
        if (!GetAlias.Find(state, request).Ok(out var found, out var error))
            return error;
        var (function, alias) = found;
        if (request.RevisionId is { } revision && revision != alias.RevisionId)
            return LambdaErrors.Revision;
        var version = request.FunctionVersion ?? alias.FunctionVersion!;
        var routing = request.RoutingConfig ?? alias.RoutingConfig;
        if (Routing.Check(function, version, routing) is { } bad)
            return bad;
        var updated = function.Aliases[alias.Name!] = alias with
        {
            FunctionVersion = version,
            Description = request.Description ?? alias.Description,
            RoutingConfig = routing?.AdditionalVersionWeights is { Count: > 0 } ? routing : null,
            RevisionId = Guid.NewGuid().ToString(),
        };
        state.Put(context.Changes, function);
        context.Changes.AfterCommit(() => state.Service.Fleet.Provision(state.Scope, function));
        return updated;
    }
}
