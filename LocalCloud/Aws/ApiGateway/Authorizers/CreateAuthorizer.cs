namespace LocalCloud.Aws.ApiGateway.Authorizers;

internal static class CreateAuthorizer
{
    public static readonly Operation<ApiGatewayState, AuthorizerInput, Authorizer> Definition = Operation<ApiGatewayState>
        .Define(
            "CreateAuthorizer",
            ApiGatewayJson.Default.AuthorizerInput,
            ApiGatewayJson.Default.Authorizer,
            Handle,
            [
                Must.Member<AuthorizerInput>("authorizerType", r => r.AuthorizerType).Required(),
                Must.Member<AuthorizerInput>("name", r => r.Name).Required().Length(1, 128),
                .. AuthorizerInput.Limits,
            ]
        )
        .Http("POST /v2/apis/{apiId}/authorizers", status: 201)
        .Lacking("the issuer is not asked before the first token comes");

    private static Result<Authorizer> Handle(ApiGatewayState state, AuthorizerInput request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        var authorizer = request.Onto(new() { AuthorizerId = Ids.Short() });
        if (AuthorizerRules.Check(entry, authorizer) is { } refused)
            return refused;
        state.Put(context.Changes, entry, authorizer);
        state.Deploy(context.Changes, entry);
        return authorizer;
    }
}
