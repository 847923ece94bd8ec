namespace LocalCloud.Aws.Ses.ConfigurationSets;

internal sealed record PutConfigurationSetSendingOptionsRequest(string? ConfigurationSetName, bool? SendingEnabled);

internal static class PutConfigurationSetSendingOptions
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<PutConfigurationSetSendingOptionsRequest>(
            "PutConfigurationSetSendingOptions",
            SesJson.Default.PutConfigurationSetSendingOptionsRequest,
            Handle
        )
        .Http("PUT /v2/email/configuration-sets/{ConfigurationSetName}/sending");

    private static Result<Nothing> Handle(SesState state, PutConfigurationSetSendingOptionsRequest request, Context context)
    {
        if (!state.ConfigurationSets.TryGetValue(request.ConfigurationSetName ?? "", out var set))
            return ConfigurationSet.NotFound(request.ConfigurationSetName);
        state.ConfigurationSets.Put(context.Changes, set with { SendingOptions = new(request.SendingEnabled ?? false) });
        return Nothing.Instance;
    }
}
