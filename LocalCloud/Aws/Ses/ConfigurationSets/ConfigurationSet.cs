using System.Text.Json;
using LocalCloud.Aws.Ses.Identities;

namespace LocalCloud.Aws.Ses.ConfigurationSets;

/// <summary>Kept and given back. Of its options one counts here: whether it sends.</summary>
internal sealed record ConfigurationSet
{
    public string? ConfigurationSetName { get; init; }

    public SendingOptions? SendingOptions { get; init; }

    public DeliveryOptions? DeliveryOptions { get; init; }

    public ReputationOptions? ReputationOptions { get; init; }

    public TrackingOptions? TrackingOptions { get; init; }

    public JsonElement? SuppressionOptions { get; init; }

    public JsonElement? VdmOptions { get; init; }

    public List<ResourceTag>? Tags { get; init; }

    public static AwsError NotFound(string? name) =>
        new("NotFoundException", $"Configuration set <{name}> does not exist.", 404) { QueryCode = "ConfigurationSetDoesNotExist" };
}

internal sealed record SendingOptions(bool? SendingEnabled);

internal sealed record DeliveryOptions(string? TlsPolicy, string? SendingPoolName, long? MaxDeliverySeconds);

internal sealed record ReputationOptions(bool? ReputationMetricsEnabled);

internal sealed record TrackingOptions(string? CustomRedirectDomain, string? HttpsPolicy);
