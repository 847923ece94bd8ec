namespace LocalCloud.Aws.ApiGateway.Authorizers;

internal static class UpdateAuthorizer
{
    public static readonly Operation<ApiGatewayState, AuthorizerInput, Authorizer> Definition = Operation<ApiGatewayState>
        .Define(
            "UpdateAuthorizer",
            ApiGatewayJson.Default.AuthorizerInput,
            ApiGatewayJson.Default.Authorizer,
            Handle,
            [Must.Member<AuthorizerInput>("name", r => r.Name).Length(1, 128), .. AuthorizerInput.Limits]
        )
        .Http("PATCH /v2/apis/{apiId}/authorizers/{authorizerId}");

    private static Result<Authorizer> Handle(ApiGatewayState state, AuthorizerInput request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (!entry.Authorizers.TryGetValue(request.AuthorizerId!, out var existing))
            return Errors.No("Authorizer");
        var authorizer = request.Onto(existing);
        if (AuthorizerRules.Check(entry, authorizer) is { } refused)
            return refused;
        state.Put(context.Changes, entry, authorizer);
        state.Deploy(context.Changes, entry);
        return authorizer;
    }
}
