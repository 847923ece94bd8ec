using LocalCloud.Aws.Ses.ConfigurationSets;

namespace LocalCloud.Aws.Ses.Classic;

internal sealed record SetRequest(string? ConfigurationSetName);

internal static class DeleteConfigurationSet
{
    public static readonly Operation Definition = Operation<SesState>.Define<SetRequest, Empty>(
        "DeleteConfigurationSet",
        EmailJson.Default.SetRequest,
        EmailJson.Default.Empty,
        (state, request, context) =>
            Ses.ConfigurationSets.DeleteConfigurationSet.Delete(state, request.ConfigurationSetName, context).Map(_ => Empty.Instance),
        Must.Member<SetRequest>("configurationSetName", r => r.ConfigurationSetName).Required()
    );
}
