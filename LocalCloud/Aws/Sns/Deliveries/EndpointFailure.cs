using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>What an endpoint's service has answered: delivery status logs tell the status as the code.</summary>
internal static class EndpointFailure
{
    /// <summary>null for success.</summary>
    public static DeliveryFailure? Of(AwsError? error) =>
        error is null ? null : new($"{error.Status}", error.Message, DeliveryFailure.MayPass(error));
}
