using LocalCloud.Aws.Ses.ConfigurationSets;

namespace LocalCloud.Aws.Ses.Classic;

internal sealed record ListSetsAnswer(List<NamedSet> ConfigurationSets, string? NextToken);

internal static class ListConfigurationSets
{
    public static readonly Operation Definition = Operation<SesState>.Define<PageRequest, ListSetsAnswer>(
        "ListConfigurationSets",
        EmailJson.Default.PageRequest,
        EmailJson.Default.ListSetsAnswer,
        (state, request, context) =>
            Ses
                .ConfigurationSets.ListConfigurationSets.Handle(state, new(request.MaxItems, request.NextToken), context)
                .Map(page => new ListSetsAnswer([.. page.ConfigurationSets.Select(name => new NamedSet(name))], page.NextToken))
    );
}
