namespace LocalCloud.Aws.Ses.ConfigurationSets;

internal static class GetConfigurationSet
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<ConfigurationSetRequest, ConfigurationSet>(
            "GetConfigurationSet",
            SesJson.Default.ConfigurationSetRequest,
            SesJson.Default.ConfigurationSet,
            Handle
        )
        .Http("GET /v2/email/configuration-sets/{ConfigurationSetName}");

    // What was not set is as AWS sets it
    private static Result<ConfigurationSet> Handle(SesState state, ConfigurationSetRequest request, Context context) =>
        state.ConfigurationSets.TryGetValue(request.ConfigurationSetName ?? "", out var set)
            ? set with
            {
                SendingOptions = new(set.SendingOptions?.SendingEnabled ?? true),
                ReputationOptions = new(set.ReputationOptions?.ReputationMetricsEnabled ?? false),
                DeliveryOptions = (set.DeliveryOptions ?? new(null, null, null)) with
                {
                    TlsPolicy = set.DeliveryOptions?.TlsPolicy ?? "OPTIONAL",
                },
            }
            : ConfigurationSet.NotFound(request.ConfigurationSetName);
}
