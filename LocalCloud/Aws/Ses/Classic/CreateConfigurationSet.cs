using LocalCloud.Aws.Ses.ConfigurationSets;

namespace LocalCloud.Aws.Ses.Classic;

internal sealed record PutSetRequest(NamedSet? ConfigurationSet);

internal static class CreateConfigurationSet
{
    public static readonly Operation Definition = Operation<SesState>.Define<PutSetRequest, Empty>(
        "CreateConfigurationSet",
        EmailJson.Default.PutSetRequest,
        EmailJson.Default.Empty,
        (state, request, context) =>
            Ses
                .ConfigurationSets.CreateConfigurationSet.Create(
                    state,
                    new() { ConfigurationSetName = request.ConfigurationSet!.Name },
                    context
                )
                .Map(_ => Empty.Instance),
        Must.Member<PutSetRequest>("configurationSet", r => r.ConfigurationSet).Required(),
        Must.Within<PutSetRequest, NamedSet>(
            "configurationSet",
            r => r.ConfigurationSet,
            Must.Member<NamedSet>("name", r => r.Name).Required()
        )
    );
}
