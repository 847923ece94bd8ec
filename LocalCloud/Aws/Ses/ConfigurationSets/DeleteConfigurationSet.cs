namespace LocalCloud.Aws.Ses.ConfigurationSets;

internal static class DeleteConfigurationSet
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<ConfigurationSetRequest>("DeleteConfigurationSet", SesJson.Default.ConfigurationSetRequest, Handle)
        .Http("DELETE /v2/email/configuration-sets/{ConfigurationSetName}");

    private static Result<Nothing> Handle(SesState state, ConfigurationSetRequest request, Context context) =>
        Delete(state, request.ConfigurationSetName, context);

    public static Result<Nothing> Delete(SesState state, string? name, Context context)
    {
        if (!state.ConfigurationSets.TryGetValue(name ?? "", out var set))
            return ConfigurationSet.NotFound(name);
        state.ConfigurationSets.Delete(context.Changes, set.ConfigurationSetName!);
        return Nothing.Instance;
    }
}
