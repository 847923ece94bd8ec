using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>What a target's service has answered: the dead letter tells its own code.</summary>
internal static class InvocationFailure
{
    /// <summary>null for success.</summary>
    public static DeliveryFailure? Of(AwsError? error) =>
        error is null
            ? null
            : new(
                error.QueryCode ?? error.Code,
                error.Message,
                DeliveryFailure.MayPass(error) || error.Code is "ThrottlingException" or "RequestThrottled" or "TooManyRequestsException"
            );
}
