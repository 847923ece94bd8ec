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

internal static class GetAuthorizer
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Authorizer> Definition = Operation<ApiGatewayState>
        .Define("GetAuthorizer", ApiGatewayJson.Default.ApiRequest, ApiGatewayJson.Default.Authorizer, Handle)
        .Http("GET /v2/apis/{apiId}/authorizers/{authorizerId}");

    private static Result<Authorizer> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        return entry.Authorizers.TryGetValue(request.AuthorizerId!, out var authorizer) ? authorizer : Errors.No("Authorizer");
    }
}

internal static class GetAuthorizers
{
    public static readonly Operation<ApiGatewayState, ApiPageRequest, Page<Authorizer>> Definition = Operation<ApiGatewayState>
        .Define("GetAuthorizers", ApiGatewayJson.Default.ApiPageRequest, ApiGatewayJson.Default.PageAuthorizer, Handle)
        .Http("GET /v2/apis/{apiId}/authorizers?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<Authorizer>> Handle(ApiGatewayState state, ApiPageRequest request, Context context) =>
        state.Find(request.ApiId).Ok(out var entry, out var error) ? Page.Of(entry.Authorizers, request) : error;
}

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
