using LocalCloud.Aws.Ses.ConfigurationSets;

namespace LocalCloud.Aws.Ses.Classic;

internal sealed record PutSetRequest(NamedSet? ConfigurationSet);

internal sealed record NamedSet(string? Name);

internal sealed record SetRequest(string? ConfigurationSetName);

internal sealed record DescribeSetRequest(string? ConfigurationSetName, List<string>? ConfigurationSetAttributeNames);

internal sealed record DescribeSetAnswer(
    NamedSet ConfigurationSet,
    List<string>? EventDestinations,
    SetTracking? TrackingOptions,
    SetDelivery? DeliveryOptions,
    SetReputation? ReputationOptions
);

internal sealed record SetTracking(string? CustomRedirectDomain);

internal sealed record SetDelivery(string TlsPolicy);

internal sealed record SetReputation(bool SendingEnabled, bool ReputationMetricsEnabled);

internal sealed record ListSetsAnswer(List<NamedSet> ConfigurationSets, string? NextToken);

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

internal static class DescribeConfigurationSet
{
    public static readonly Operation Definition = Operation<SesState>.Define<DescribeSetRequest, DescribeSetAnswer>(
        "DescribeConfigurationSet",
        EmailJson.Default.DescribeSetRequest,
        EmailJson.Default.DescribeSetAnswer,
        Handle,
        Must.Member<DescribeSetRequest>("configurationSetName", r => r.ConfigurationSetName).Required(),
        Must.Each<DescribeSetRequest, string>(
            "configurationSetAttributeNames",
            r => r.ConfigurationSetAttributeNames,
            Must.Member<string>("member", name => name).Enum("eventDestinations", "trackingOptions", "deliveryOptions", "reputationOptions")
        )
    );

    private static Result<DescribeSetAnswer> Handle(SesState state, DescribeSetRequest request, Context context)
    {
        if (!state.ConfigurationSets.TryGetValue(request.ConfigurationSetName!, out var set))
            return EmailErrors.Of(ConfigurationSet.NotFound(request.ConfigurationSetName));
        return new DescribeSetAnswer(
            new(set.ConfigurationSetName),
            Asked("eventDestinations") ? [] : null,
            Asked("trackingOptions") && set.TrackingOptions is { } tracking ? new(tracking.CustomRedirectDomain) : null,
            Asked("deliveryOptions") ? new(set.DeliveryOptions?.TlsPolicy is "REQUIRE" ? "Require" : "Optional") : null,
            Asked("reputationOptions")
                ? new(set.SendingOptions?.SendingEnabled ?? true, set.ReputationOptions?.ReputationMetricsEnabled ?? false)
                : null
        );

        bool Asked(string attribute) => request.ConfigurationSetAttributeNames?.Contains(attribute) is true;
    }
}

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
