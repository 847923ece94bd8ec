namespace LocalCloud.Aws.ApiGateway.Integrations;

internal static class CreateIntegration
{
    public static readonly Operation<ApiGatewayState, IntegrationInput, Integration> Definition = Operation<ApiGatewayState>
        .Define(
            "CreateIntegration",
            ApiGatewayJson.Default.IntegrationInput,
            ApiGatewayJson.Default.Integration,
            Handle,
            [Must.Member<IntegrationInput>("integrationType", r => r.IntegrationType).Required(), .. IntegrationInput.Limits]
        )
        .Http("POST /v2/apis/{apiId}/integrations", status: 201)
        .Lacking(
            "subtypes of AppConfig, Kinesis and Step Functions; TlsConfig; private integrations answer 503 unless their URI is "
                + "an HTTP address"
        );

    private static Result<Integration> Handle(ApiGatewayState state, IntegrationInput request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (request.Refused("CreateIntegration") is { } refused)
            return refused;
        var integration = request.Onto(new() { IntegrationId = Ids.Route() }).Complete();
        if (IntegrationRules.Check(integration, "CreateIntegration") is { } wrong)
            return wrong;
        if (integration.ConnectionId is { } link && !state.VpcLinks.ContainsKey(link))
            return Errors.BadRequest($"Invalid VpcLink ID specified: {link}");
        state.Put(context.Changes, entry, integration);
        state.Deploy(context.Changes, entry);
        return integration;
    }
}
