using LocalCloud.Aws.Ses.ConfigurationSets;

namespace LocalCloud.Aws.Ses.Classic;

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
