namespace LocalCloud.Aws.ApiGateway.Integrations;

internal static class UpdateIntegration
{
    public static readonly Operation<ApiGatewayState, IntegrationInput, Integration> Definition = Operation<ApiGatewayState>
        .Define(
            "UpdateIntegration",
            ApiGatewayJson.Default.IntegrationInput,
            ApiGatewayJson.Default.Integration,
            Handle,
            IntegrationInput.Limits
        )
        .Http("PATCH /v2/apis/{apiId}/integrations/{integrationId}")
        .Lacking("subtypes of AppConfig, Kinesis and Step Functions; TlsConfig");

    private static Result<Integration> Handle(ApiGatewayState state, IntegrationInput request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (!entry.Integrations.TryGetValue(request.IntegrationId!, out var existing))
            return Errors.No("Integration");
        if (request.Refused("UpdateIntegration") is { } refused)
            return refused;
        var integration = request.Onto(existing).Complete();
        if (IntegrationRules.Check(integration, "UpdateIntegration") is { } wrong)
            return wrong;
        state.Put(context.Changes, entry, integration);
        state.Deploy(context.Changes, entry);
        return integration;
    }
}
