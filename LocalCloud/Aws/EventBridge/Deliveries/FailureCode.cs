using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>What a target's service has answered, in the words of the dead-letter queue's attributes.</summary>
internal static class FailureCode
{
    /// <summary>null for success. EventBridge tries again after 5xx and 429 only.</summary>
    public static DeliveryFailure? Of(AwsError? error)
    {
        if (error is null)
            return null;
        var throttled = error.Status == StatusCodes.Status429TooManyRequests || error.Code.Contains("Throttl", StringComparison.Ordinal);
        var code = error.Code switch
        {
            _ when throttled => "THROTTLING",
            _ when error.Status >= 500 => "INTERNAL_ERROR",
            "QueueDoesNotExist" or "ResourceNotFoundException" or "NotFound" or "NotFoundException" => "NO_RESOURCE",
            "AccessDenied" or "AccessDeniedException" or "AuthorizationError" => "NO_PERMISSIONS",
            _ => "ERROR_FROM_TARGET",
        };
        return new(code, error.Message, Retriable: throttled || error.Status >= 500);
    }
}
